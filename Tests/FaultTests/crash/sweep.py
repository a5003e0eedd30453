"""One operation: what is before it and after it, how many points lie between, and what is found after the end came at
one of them."""

import os
import shutil
import subprocess
import time

import look
import rotations
import view
from protocol import Died, Refused, Stuck
from vault import Vault


class Lost(Exception):
    """Something is not as one of the two lawful states has it."""


def _without_custodians(seen):
    """Their grants follow in members' sessions, of a new key too: in the middle of it they may be there or not yet."""
    if isinstance(seen, dict):
        return {key: _without_custodians(value) for key, value in seen.items()}
    if isinstance(seen, tuple):
        return tuple(_without_custodians(item) for item in seen
                     if not (isinstance(item, tuple) and item[:1] == ("the custodians",)))
    return seen


class Sweep:
    def __init__(self, operation, prepared, library, folder, beginning=None):
        """Looks at the operation without any end. `beginning` is what was seen of the prepared vault already, since
        most operations begin with it as it is.

        Raises Stuck where it cannot be done, or changes nothing that can be seen."""
        self.operation, self.library, self.folder = operation, library, folder
        self.known, self.start = prepared.known, None if operation.empty else prepared
        if operation.first:
            self.start = self._prepare_more()
        if self.start is not prepared or not beginning:
            beginning = self._look_at_beginning()
        self.base, before = beginning
        self.before = self._comparable(before)
        self.kinds, self.after, self.opened = self._look_at_end()
        if self.before == self.after:
            raise Stuck("it changes nothing that can be seen, so that nothing could be told of it")

    def _prepare_more(self):
        vault = self._copy("first")
        try:
            if vault.start() == "ready":
                look.log_in(vault)
            self.operation.first(vault)
            if vault.is_alive() and vault.state() == "ready":
                look.log_in(vault)
        finally:
            vault.stop()
        return vault

    def _look_at_beginning(self):
        vault = self._copy("before")
        try:
            return look.at_beginning(vault)
        finally:
            self._remove(vault)

    def _look_at_end(self):
        """The kinds of the changes, the view after, and what is inside where that is sealed."""
        vault = self._copy("after")
        try:
            self._begin(vault, 0, False)
            self._act(vault)
            kinds = vault.page.kinds
            vault.kill()
            vault.start()
            return kinds, self._look(vault), self._look_inside(vault)
        finally:
            self._remove(vault)

    def at(self, point, torn):
        """One point.

        Returns whether it was come to: with other work on the machine there may be a change fewer this time.

        Raises Lost or Stuck."""
        vault = self._copy(f"{point}{'t' if torn else ''}")
        try:
            self._begin(vault, point, torn)
            acknowledged = self._act(vault)
            is_reached = vault.page.is_reached
            vault.kill()
            self._check(vault, acknowledged)
            return is_reached
        except Refused as refused:
            raise Stuck(str(refused)) from refused
        finally:
            self._remove(vault)

    # The run to the end

    def _copy(self, name):
        folder = self.folder / f"{os.getpid()}-{self.operation.name}-{name}"
        return self.start.copy(folder) if self.start else Vault.fresh(folder, known=self.known)

    def _remove(self, vault):
        vault.kill()
        shutil.rmtree(vault.folder)

    def _begin(self, vault, point, torn):
        if vault.start(self.library) == "ready":
            look.log_in(vault)
        vault.page.arm(point, torn)

    def _act(self, vault):
        """Whether it was acknowledged before the end came."""
        acknowledged = False
        try:
            self.operation.act(vault)
            acknowledged = True
            self._let_work(vault)
        except Died:
            self._must_have_ended(vault)
        except Stuck:
            if vault.is_alive():
                raise
        return acknowledged

    def _must_have_ended(self, vault):
        try:
            vault.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            raise Stuck("the daemon broke a connection off, and lives") from None

    def _let_work(self, vault):
        """Gives the background its time; what it does there is swept as well."""
        if self.operation.until:
            vault.wait_until(self.operation.until)
        if self.operation.background:
            rotations.settle(vault)
        # What is written after the answer, as the pin is.
        time.sleep(0.02)

    # What is found

    def _check(self, vault, acknowledged):
        vault.start()
        seen = self._look(vault, self._check_early)
        if seen == self.before or (self.operation.steps and seen != self.after):
            if acknowledged:
                raise Lost(f"acknowledged, and not there: {seen.difference(self.after)}")
            self._do_again(vault, seen)
            seen = self._look(vault)
        if seen != self.after:
            raise Lost(
                f"{'acknowledged, and not wholly there' if acknowledged else 'neither there nor absent'}: "
                f"unlike after it {seen.difference(self.after)}; unlike before it {seen.difference(self.before)}")
        if not self._comes_to_be_mirrored(vault):
            raise Lost("the keystore and its mirror differ: one has a key that is gone, or lacks one that is used")
        inside = self._look_inside(vault)
        if inside != self.opened:
            raise Lost(f"when it was opened something else is there: {inside.difference(self.opened)}")
        if not vault.ask("GET", "/v1/ledger/verification", who=vault.overseer)["valid"]:
            raise Lost("the ledger does not verify")

    def _comes_to_be_mirrored(self, vault):
        """A rewrite may be under way at the first look."""
        until = time.monotonic() + 5
        while not vault.is_mirrored():
            if time.monotonic() > until:
                return False
            time.sleep(0.1)
        return True

    def _do_again(self, vault, seen):
        try:
            self.operation.act(vault)
        except Refused as refused:
            raise Lost(f"it cannot be done again: {refused}; {seen.difference(self.after)}") from refused
        self._let_work(vault)

    def _check_early(self, people):
        """In the middle of what was cut off, everybody has to read the same as before or after it."""
        seen, before, after = (_without_custodians(each) for each in (people, self.before.people, self.after.people))
        if seen not in (before, after) and not self.operation.steps:
            raise Lost(f"while it goes on something else is seen: {view.difference(people, self.after.people)}")

    def _look(self, vault, early=None):
        return self._comparable(look.at(vault, self.base, early))

    def _look_inside(self, vault):
        """The same of a vault that is sealed, opened by its operator; nothing of any other."""
        if vault.state() != "sealed":
            return None
        look.unseal(vault)
        return self._look(vault)

    def _comparable(self, seen):
        """What is done in steps may have been done twice, and the ledger says so."""
        return seen.without_ledger() if self.operation.steps else seen
