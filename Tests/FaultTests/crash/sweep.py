"""Kills the daemon at each of its changes of a file, through every operation, and sees what is left.

    crash-harness                      every point of every operation
    crash-harness --seconds 90         as many points as that takes, chosen by chance, evenly over the operations
    crash-harness --only note,upload   these operations

After each kill: the daemon starts by itself; what was acknowledged is there; what was not is wholly there or, to
every command, wholly absent, and then it can be done again; everything that was readable is readable. Prints the
points tried, the losses and the stuck states; ends with 1 where there are any.
"""

import argparse
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time

import view
from operations import OPERATIONS, prepare
from vault import Died, Refused, Stuck, Vault


class Lost(Exception):
    """Something is not as one of the two lawful states has it."""


class Sweep:
    """One operation: what is before it, what is after it, and how many points lie between."""

    def __init__(self, operation, prepared, library, folder):
        self.operation, self.prepared, self.library, self.folder = operation, prepared, library, folder
        self.number = 0
        vault = self._copy()
        try:
            vault.start(self.library)
            self.before = view.of(vault)
            if operation.prepared:
                view.settle(vault)
            vault.page.arm(0)
            operation.act(vault)
            self._let_work(vault)
            self.points = vault.page.seen
            self.after = view.of(vault)
        finally:
            self._remove(vault)

    def _copy(self):
        self.number += 1
        folder = self.folder / f"{self.operation.name}-{self.number}"
        if not self.operation.prepared:
            return Vault.fresh(folder)
        vault = self.prepared.copy(folder)
        for known in ("words", "invite", "custodian_words", "cards"):
            setattr(vault, known, getattr(self.prepared, known))
        return vault

    def _remove(self, vault):
        vault.kill()
        shutil.rmtree(vault.folder)

    def _let_work(self, vault):
        """Gives the background its time; what it does there is swept as well."""
        if self.operation.background:
            view.settle(vault)
        time.sleep(0.02)

    def at(self, point, torn):
        """One point.

        Raises Lost or Stuck."""
        vault = self._copy()
        acknowledged = False
        try:
            vault.start(self.library)
            if self.operation.prepared:
                vault.log_everybody_in()
            vault.page.arm(point, torn)
            try:
                self.operation.act(vault)
                acknowledged = True
                self._let_work(vault)
            except (Died, ConnectionError, FileNotFoundError, Stuck):
                pass
            vault.kill()
            self._check(vault, acknowledged)
        except Refused as refused:
            raise Stuck(str(refused)) from refused
        finally:
            self._remove(vault)

    def _check(self, vault, acknowledged):
        vault.start()
        left = view.of(vault)
        if left == self.before and left != self.after:
            if acknowledged:
                raise Lost(f"acknowledged, and not there: {view.difference(left, self.after)}")
            self.operation.act(vault)
            left = view.of(vault)
        if left != self.after:
            raise Lost(f"neither there nor absent: {view.difference(left, self.after)}")
        view.settle(vault)
        if not vault.ask("GET", "/v1/ledger/verification", who="auditor" if "auditor" in vault.tokens else "admin")["valid"]:
            raise Lost("the ledger does not verify")
        if view.of(vault) != self.after:
            raise Lost("after the rotations something else can be read")


def compile_library(folder):
    source, library = pathlib.Path(__file__).with_name("kill_at.c"), folder / "kill_at.so"
    subprocess.run(["gcc", "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"], check=True)
    return library


def chosen(sweeps, seconds):
    """All points in order, or endlessly by chance."""
    if seconds is None:
        for sweep in sweeps:
            for point in range(1, sweep.points + 1):
                yield sweep, point, False
                yield sweep, point, True
        return
    chance, until = random.Random(41), time.monotonic() + seconds
    while True:
        for sweep in sweeps:
            if time.monotonic() > until:
                return
            yield sweep, chance.randint(1, sweep.points), chance.random() < 0.5


def main():
    parser = argparse.ArgumentParser(prog="crash-harness")
    parser.add_argument("--seconds", type=float)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    wanted = [operation for operation in OPERATIONS if not options.only or operation.name in options.only.split(",")]
    tried, losses, stuck = {}, 0, 0
    with tempfile.TemporaryDirectory(prefix="crash.", dir="/dev/shm") as name:
        folder = pathlib.Path(name)
        library = compile_library(folder)
        prepared = prepare(folder / "prepared")
        sweeps = [Sweep(operation, prepared, library, folder) for operation in wanted]
        for sweep, point, torn in chosen(sweeps, options.seconds):
            operation = sweep.operation.name
            tried[operation] = tried.get(operation, 0) + 1
            try:
                sweep.at(point, torn)
            except Lost as lost:
                losses += 1
                print(f"{operation}, point {point}{' torn' if torn else ''}: LOST: {lost}", file=sys.stderr)
            except Stuck as cause:
                stuck += 1
                print(f"{operation}, point {point}{' torn' if torn else ''}: STUCK: {cause}", file=sys.stderr)
        for sweep in sweeps:
            print(f"{sweep.operation.name}: {tried.get(sweep.operation.name, 0)} tried of {2 * sweep.points}")
    print(f"{sum(tried.values())} points tried, {losses} losses, {stuck} stuck states")
    sys.exit(1 if losses or stuck or not tried else 0)


if __name__ == "__main__":
    main()
