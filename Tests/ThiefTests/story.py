"""The vault that all thieves come to, and who may open what in it: said here, not asked of the code.

Four cases. 41 is the demo's: led by the caseworker, the lawyer and the psychologist are on it. 42 is led by
the lawyer; the second psychologist is on it, and a second caseworker was until last month. 43 is led by the
caseworker alone and is not rotated after last month; 41 and 42 are. 44 was the caseworker's alone too, and has been
disposed of since, with the auditor's yes. The second lawyer, on 42 too, has a device key and is not among EVERYBODY:
the other thieves' tables are of people without one. Nobody else is on anything.
"""

import json
import os
import re
import subprocess
import time
from dataclasses import dataclass

from house import PROGRAMS, ROOT, House

FIRST, SECOND, QUIET, GONE = "KG-2026-0041", "KG-2026-0042", "KG-2026-0043", "KG-2026-0044"
EVERYBODY = ("admin", "auditor", "caseworker", "lawyer", "psychologist", "psychologist2", "caseworker2")

_CASEWORKER = {"identity", "casework"}
_LAWYER = {"identity", "casework", "legal"}
_PSYCHOLOGIST = {"identity", "casework", "psychosocial"}


def _holds(case, compartments):
    return {(case, compartment) for compartment in compartments}


TODAY = {
    "admin": set(),
    "auditor": set(),
    "caseworker": _holds(FIRST, _CASEWORKER) | _holds(QUIET, _CASEWORKER),
    "caseworker2": set(),
    "lawyer": _holds(FIRST, _LAWYER) | _holds(SECOND, _LAWYER),
    "psychologist": _holds(FIRST, _PSYCHOLOGIST),
    "psychologist2": _holds(SECOND, _PSYCHOLOGIST),
}
LAST_MONTH = TODAY | {
    "caseworker": TODAY["caseworker"] | _holds(GONE, _CASEWORKER),
    "caseworker2": _holds(SECOND, _CASEWORKER),
}


WITH_DEVICE_KEY = "lawyer2"
BEHIND_DEVICE_KEY = _holds(SECOND, _CASEWORKER)


@dataclass
class Story:
    """`places` maps a record's id to (case code, compartment), `texts` to the note's text."""

    today: House
    last_month: House
    places: dict
    texts: dict
    then: frozenset = frozenset()  # the records that there were last month
    cards: tuple = ()  # the custodians', two of three

    def of(self, places, house):
        """The records that lie in these places, in that house's database."""
        there = self.then if house is self.last_month else set(self.places)
        return {record for record in there if self.places[record] in places}


def tell(folder):
    """Makes it: both houses are stopped when this returns."""
    environment = os.environ | {"SANDYK_PROGRAMS": str(PROGRAMS)}
    begin = [ROOT / "Tests/ThiefTests/begin", folder / "today"]
    subprocess.run(begin, env=environment, check=True, stdout=subprocess.DEVNULL)
    today = House(folder / "today")
    story = Story(today, House(folder / "last-month"), {}, {})
    try:
        _begin(story, today)
        _write(story, today, "Last month")
        story.then = frozenset(story.places)
        today.stop()
        today.copy(folder / "last-month")
        with open(today.folder / "Keys", "a", encoding="utf-8") as keys:
            keys.write("disposal-wait-days: 0\n")
        assert today.start() == "ready"
        today.login(*EVERYBODY)
        _rotate(story, today)
        _dispose(today)
        _write(story, today, "Today")
        _seal_to_custodians(today)
    finally:
        today.stop()
    return story


def _begin(story, today):
    assert today.start() == "ready"
    today.login("admin")
    words = {name: enrol(today, name, name.removesuffix("2")) for name in ("psychologist2", "caseworker2")}
    today.login(*EVERYBODY)
    for item in today.items("lawyer", "doc", "list", FIRST):
        story.places[bytes.fromhex(item["id"])] = (FIRST, "legal")
    for item in today.items("psychologist", "note", "list", FIRST):
        story.places[bytes.fromhex(item["id"])] = (FIRST, "psychosocial")
    today.run("lawyer", "case", "new", SECOND)
    for name in words:
        today.run("lawyer", "case", "assign", SECOND, name, "--key-words", words[name])
    device = today.folder / "passphrases" / f"{WITH_DEVICE_KEY}.device"
    known = enrol(today, WITH_DEVICE_KEY, "lawyer", "--device-key", device)
    places = ",".join(sorted(_CASEWORKER))
    today.run("lawyer", "case", "assign", SECOND, WITH_DEVICE_KEY, "--compartments", places, "--key-words", known)
    for case in (QUIET, GONE):
        today.run("caseworker", "case", "new", case)
    for compartment, kind in (("identity", "identity-sheet"), ("casework", "intake")):
        write_note(story, today, "Last month", "caseworker", GONE, compartment, kind)
    _custodians(story, today)


def _custodians(story, house):
    """Others than the demo's: an admin sets their key, everybody confirms it."""
    dealt = json.loads(house.run("auditor", "custodians", "deal", "-k", "2", "-n", "3", "--scripted"))
    house.run("admin", "custodians", "set", dealt["publicKeys"], "-k", "2", "-n", "3")
    for name in EVERYBODY:
        if name not in ("admin", "auditor"):
            house.run(name, "custodians", "confirm", "--key-words", dealt["keyWords"])
    story.cards = tuple(dealt["cards"])


def _seal_to_custodians(house):
    """In the background of everybody's sessions."""
    for _ in range(120):
        if json.loads(house.run("admin", "custodians", "show", "--json"))["progress"]["missing"] == 0:
            return
        time.sleep(0.25)
    raise RuntimeError("not everything was sealed to the custodians")


def enrol(house, name, role, *options):
    """The new person's key words."""
    passphrase = house.choose_passphrase(name)
    code = house.run("admin", "account", "invite", name, "--role", role).splitlines()[0]
    printed = house.run(
        name, "account", "enrol", name, "--code-file", "-", "--passphrase-file", passphrase, *options, text=code + "\n"
    )
    return re.search(r"key words: *(.+)", printed)[1]


def _write(story, house, when):
    """A note in every compartment of every case that its writer may write in."""
    for person, case, compartment, kind in (
        ("caseworker", FIRST, "identity", "identity-sheet"),
        ("caseworker", FIRST, "casework", "intake"),
        ("psychologist", FIRST, "casework", "service"),
        ("psychologist", FIRST, "psychosocial", "session-note"),
        ("lawyer", FIRST, "legal", "statement"),
        ("lawyer", SECOND, "identity", "identity-sheet"),
        ("lawyer", SECOND, "casework", "intake"),
        ("lawyer", SECOND, "legal", "complaint"),
        ("psychologist2", SECOND, "psychosocial", "session-note"),
        ("caseworker", QUIET, "identity", "identity-sheet"),
        ("caseworker", QUIET, "casework", "intake"),
    ):
        write_note(story, house, when, person, case, compartment, kind)


def write_note(story, house, when, person, case, compartment, kind):
    text = f"{when}: {person} in {compartment} of {case}"
    printed = house.run(person, "note", "write", case, "--kind", kind, "--title", kind, "--json", text=text)
    record = bytes.fromhex(json.loads(printed)["id"])
    story.places[record], story.texts[record] = (case, compartment), text.encode()


def _dispose(house):
    """44 is disposed of: the caseworker proposes it, the auditor agrees, nobody waits."""
    house.run("admin", "limits", "propose")
    printed = house.run("caseworker", "case", "dispose", GONE, "--json")
    proposal = json.loads(printed)["proposal"]
    house.run("auditor", "proposal", "agree", proposal["id"], "--digest", proposal["digest"])


def _rotate(story, house):
    """The second caseworker leaves 42; outer and inner keys of 41 and 42 are new; 43 keeps its old ones."""
    house.run("lawyer", "case", "unassign", SECOND, "caseworker2")
    for case in (FIRST, SECOND):
        house.run("admin", "key", "rotate", case)
    for _ in range(120):
        cases = {item["id"]: item["compartments"] for item in house.items("admin", "key", "status")}
        if all(item["state"] == "current" for case in (FIRST, SECOND) for item in cases[case]):
            break
        time.sleep(0.25)
    else:
        raise RuntimeError("the rotation did not come to its end")

