"""Lets the people of a house do whatever comes to them, in any order, with ends of the daemon in between.

    random-walk                  one walk of 150 deeds
    random-walk --seconds 90     one after the other, for so long
    random-walk --first 17       the walk of that number

A walk has the same chances again for the same seed and number; what is random in the daemon, as ids and so the order of
lists, is not the same.

Nothing that people may ask of the daemon may make it stumble (an answer of 500), or write what it refuses at its next
start: after each end it starts by itself, everybody reads what they read before, word for word what was written, the
ledger verifies, the keystore and its mirror are one. Nobody reads less than before where nothing was done that takes
something from somebody. Prints the walks, deeds, ends and stumbles; ends with 1 where there are any.
"""

import argparse
import collections
import concurrent.futures
import copy
import hashlib
import pathlib
import random
import shutil
import sys
import tempfile
import time

import deeds
import programs
import rotations
import view
from crowd import Crowd
from prepared import MEMBERS, Deal, deal, prepare
from protocol import Died, Refused, Stuck

DEEDS, DEEDS_AT_ONCE = 150, 6


class Stumbled(Exception):
    """Something that must not be, whatever was done before."""


class Walk:
    """`codes` are the cases there ever were, `deals` the custodians' keys that there can be; `done` says what was done,
    and how it ended."""

    def __init__(self, prepared, folder, seed, deals):
        self.random = random.Random(seed)
        self.vault = Crowd.of(prepared, folder, deals[0])
        self.codes, self.withdrawn, self.deals = list(MEMBERS), [], deals
        self.done, self.ends = [], 0
        self.written, self.readable = set(), {}

    # What deeds need

    def often(self):
        return self.random.random() < 0.85

    def seldom(self):
        return not self.often()

    def new_text(self):
        """A note's; it is unlike any other."""
        text = f"жазуу {self.random.getrandbits(128):032x}"
        self.written.add(text)
        return text

    def new_content(self):
        """A document's, of more than one chunk or of less."""
        content = self.new_text().encode() * self.random.choice((1, 10_000))
        self.written.add(hashlib.sha256(content).hexdigest())
        return content

    def custodians_are(self, key_words):
        self.vault.known.current = next(dealt for dealt in self.deals if dealt.words == key_words)

    def ask(self, method, path, body=None, who=None, headers=None):
        return self.vault.ask(method, path, body, who, headers)

    # The walk

    def go(self, count, crowd, until=None):
        """Of so many deeds; by so many people at once, or by one after the other.

        Raises Stumbled, Stuck, Died."""
        self._start()
        self.written |= set().union(*view.contents(self._seen()).values())
        while len(self.done) < count and not (until and time.monotonic() > until):
            is_killed = self._crowd(crowd) if crowd > 1 else self._one()
            if is_killed:
                self._end_at_once()
            elif self.random.random() < (0.5 if crowd > 1 else 0.06):
                self._end_and_compare()
        self._end_and_compare()

    def _one(self):
        if self.vault.is_stale:
            self.vault.log_everybody_in()
        self._do(self.random.choices(*zip(*deeds.OFTEN))[0])
        return self.random.random() < 0.04

    def _crowd(self, size):
        """Some deeds of each at the same time; the daemon may be killed in the middle of them."""
        self.vault.log_everybody_in()
        people = [self._person() for _ in range(size)]
        with concurrent.futures.ThreadPoolExecutor(size) as pool:
            walking = [pool.submit(person.some, DEEDS_AT_ONCE) for person in people]
            is_killed = self.random.random() < 0.2
            if is_killed:
                time.sleep(self.random.random() * 0.3)
                self.vault.process.kill()
            for each in walking:
                each.result()
        for person in people:
            person.vault.leave()
        if not is_killed and self.vault.state() == "sealed":
            self.ask("POST", "/v1/unseal/root")
        return is_killed

    def _person(self):
        """Somebody who walks beside others: the same house, another head."""
        person = copy.copy(self)
        person.random, person.vault = random.Random(self.random.getrandbits(64)), self.vault.beside()
        return person

    def some(self, count):
        choices = [(deed, weight) for deed, weight in deeds.OFTEN if deed not in deeds.ALONE]
        for _ in range(count):
            deed, = self.random.choices(*zip(*choices))
            try:
                self._do(deed)
            except (Died, Stuck) as end:
                # Killed, or closed by somebody; what was under way came to pass or did not.
                if isinstance(end, Stuck) and self.vault.is_alive():
                    raise
                self._took(deed)
                self.done.append((deed.__name__, "cut off"))

    def _do(self, deed):
        outcome = "done"
        try:
            deed(self)
        except deeds.Nothing:
            return
        except Refused as refused:
            outcome = refused.code or str(refused.status)
            if refused.status == 500:
                raise Stumbled(f"{deed.__name__}: {refused}") from refused
        else:
            self._took(deed)
        self.done.append((deed.__name__, outcome))
        if outcome == "not-logged-in":
            self.vault.is_stale = True

    def _took(self, deed):
        if deed in deeds.TAKING:
            self.readable.clear()

    # Ends

    def _end_and_compare(self):
        before = self._look()
        self._end()
        after = self._look()
        if before != after:
            raise Stumbled(f"not as before the end: {view.difference(before, after)}")
        self._check()

    def _end_at_once(self):
        """In the middle of whatever goes on; what the operator's file says may have changed then."""
        if self.seldom():
            self.vault.write_keys(quorum=self.random.choice((1, 2)), session_idle_minutes=self.random.choice((30, 60)))
        self._end()
        self._look()
        self._check()

    def _end(self):
        self.ends += 1
        if self.random.random() < 0.5:
            self.vault.kill()
        else:
            self.vault.stop()
        self._start()

    def _start(self):
        """Sealed it may be where it was killed before somebody opened it again."""
        if self.vault.start() == "sealed":
            self.ask("POST", "/v1/unseal/root")
        if (state := self.vault.state()) != "ready":
            raise Stumbled(f"it started and is {state}")

    def _seen(self):
        self.vault.log_everybody_in()
        rotations.settle(self.vault)
        return view.of(self.vault)

    def _look(self):
        seen = self._seen()
        readable = view.contents(seen)
        for who, contents in readable.items():
            if strange := contents - self.written:
                raise Stumbled(f"{who} reads what nobody wrote: {strange}")
        for who, contents in self.readable.items():
            if lost := contents - readable.get(who, set()):
                raise Stumbled(f"{who} no longer reads {lost}")
        self.readable.update(readable)
        return seen

    def _check(self):
        vault = self.vault
        if not vault.ask("GET", "/v1/ledger/verification", who=vault.overseer)["valid"]:
            raise Stumbled("the ledger does not verify")
        for finding in vault.ask("GET", "/v1/doctor", who=vault.overseer)["items"]:
            if finding["severity"] == "wrong" and finding["id"] != "orphaned":
                raise Stumbled(f"doctor: {finding['text']}")
        for _ in range(50):
            if vault.is_mirrored():
                return
            time.sleep(0.1)
        raise Stumbled("the keystore and its mirror differ")


def arguments():
    parser = argparse.ArgumentParser(
        prog="random-walk", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--programs", metavar="DIR", default=programs.BUILT, help="where sandykd is")
    parser.add_argument("--seconds", type=float, help="walk on for so long")
    parser.add_argument("--deeds", type=int, default=DEEDS, help="deeds in a walk")
    parser.add_argument("--crowd", type=int, default=1, metavar="N", help="people who do something at the same time")
    parser.add_argument("--seed", help="what all chances come from; the commit where nothing is said")
    parser.add_argument("--first", type=int, default=1, metavar="N", help="begin with the walk of this number")
    parser.add_argument("--verbose", action="store_true", help="say how often each deed ended how")
    options = parser.parse_args()
    options.seed = options.seed or programs.commit()
    return options


def main():
    options = arguments()
    programs.use(options.programs)
    until = time.monotonic() + options.seconds if options.seconds else None
    totals, outcomes, number = collections.Counter(), collections.Counter(), options.first
    print(f"seed {options.seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="walk.", dir="/dev/shm") as name:
        folder = pathlib.Path(name)
        prepared = prepare(folder / "prepared")
        known = prepared.known
        deals = [
            Deal(known.cards, known.public_keys, known.custodian_words),
            Deal(known.next_cards, known.next_public_keys, known.next_custodian_words), deal()]
        while not totals["walks"] or (until and time.monotonic() < until):
            walk = Walk(prepared, folder / "walk", f"{options.seed} {number}", deals)
            try:
                walk.go(options.deeds, options.crowd, until)
            except (Stumbled, Stuck, Died, Refused) as error:
                totals["stumbles"] += 1
                print(f"STUMBLED in walk {number}, after {len(walk.done)} deeds: {type(error).__name__}: {error}")
                print("  " + ", ".join(f"{deed} {outcome}" for deed, outcome in walk.done[-12:]))
                print("  " + walk.vault.last_words(), flush=True)
            finally:
                walk.vault.kill()
                shutil.rmtree(walk.vault.folder)
            outcomes.update(walk.done)
            totals.update(walks=1, ends=walk.ends)
            number += 1
    if options.verbose:
        for (deed, outcome), count in sorted(outcomes.items()):
            print(f"{count:6} {deed} {outcome}")
    done = sum(count for (_, outcome), count in outcomes.items() if outcome == "done")
    print(
        f"walks {totals['walks']}, deeds {outcomes.total()}, of which done {done}, "
        f"ends {totals['ends']}, stumbles {totals['stumbles']}")
    sys.exit(1 if totals["stumbles"] else 0)


if __name__ == "__main__":
    main()
