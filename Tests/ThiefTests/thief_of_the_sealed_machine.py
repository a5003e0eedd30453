"""Thief 10: the whole machine, switched off, whose root key is a passphrase, and every passphrase but that one."""

import sealed_story
from canonical import decode_fields
from forcing import Force, Hints
from house import Refused
from ledger import decode_entry, replay
from sealed_story import DIRECTOR, HELD, PEOPLE, REPLACED, TECHNICIAN
from story import FIRST
from thieves import Caught, Result, Scene

NOTHING_KNOWN = Hints((), (), (), ())
EPOCHS = range(1, 9)  # more than this vault's one rotation made
_ACCOUNT = "account", "sealed"


def steal(scene):
    story = sealed_story.tell(scene.folder / "sealed")
    house = story.today
    scene = Scene(story, scene.folder, _hints(house))
    for people in ((), *((person,) for person in PEOPLE), (*PEOPLE, REPLACED)):
        what = f"the sealed machine with {', '.join(people) or 'no passphrase'}"
        force = scene.must_open(house.everything(*people), set(), house, what)
        if force.opened:
            raise Caught(f"{what}: {len(force.opened)} values opened")
    _nothing_in_clear(house)
    for slot in (TECHNICIAN, DIRECTOR):
        if not scene.must_open(house.everything(slot), set(), house, f"control, {slot}").rows:
            raise Caught(f"control: {slot}'s passphrase did not open the house lock")
        for person in PEOPLE:
            scene.must_open(house.everything(slot, person), HELD[person], house, f"control, {slot} and {person}")
    _daemon_stays_sealed(house, story)
    return Result(
        10, "the whole machine, switched off, its root key a passphrase, and everybody's passphrase but that one",
        "nothing: no account, no case code, no time either",
        "with the technician's or the director's passphrase: accounts, places and times; with a person's too: what "
        "that person holds")


def _hints(house):
    """The ids that every thief is told, found by the same code with the technician's passphrase alone."""
    opened = Force(house.everything(TECHNICIAN), NOTHING_KNOWN).opened
    entries = sorted(key for table, key, _ in opened if table == "ledger")
    facts = replay(decode_entry(opened["ledger", number, "sealed"]) for number in entries)
    if not facts.cases:
        raise Caught("control: the technician's passphrase opens no case in the ledger")
    accounts = [decode_fields(text) for (table, _, column), text in opened.items() if (table, column) == _ACCOUNT]
    versions = range(1, 1 + max(version for _, _, version, _ in facts.grants))
    return Hints(tuple(facts.cases), tuple(versions), tuple(EPOCHS), tuple({(row[3], row[4]) for row in accounts}))


def _nothing_in_clear(house):
    """Names and codes stand in no file of the machine; the passphrases are not files of it."""
    for path in house.folder.rglob("*"):
        if path.is_file() and path.parent.name != "passphrases":
            content = path.read_bytes()
            for word in (FIRST, "psychologist", "caseworker"):
                if word.encode() in content:
                    raise Caught(f"the sealed machine: {word} is in clear in {path.relative_to(house.folder)}")


def _daemon_stays_sealed(house, story):
    """The real daemon on these files: a person's passphrase is no way in, the technician's is the whole way."""
    file = house.folder / "passphrases"
    note = next(record for record, place in story.places.items() if place == (FIRST, "psychosocial"))
    try:
        if house.start() != "sealed":
            raise Caught("the sealed machine: the daemon does not start sealed")
        for words in (
            ("login", "psychologist", "--passphrase-file", file / "psychologist"),
            ("unseal", "--slot", "technician", "--passphrase-file", file / "psychologist"),
            ("unseal", "--slot", "technician", "--passphrase-file", file / REPLACED),
        ):
            try:
                house.run("psychologist", *words)
            except Refused:
                continue
            raise Caught(f"the sealed machine: the daemon took {' '.join(map(str, words))}")
        house.run("admin", "unseal", "--slot", "technician", "--passphrase-file", file / TECHNICIAN)
        house.login("psychologist")
        if story.texts[note].decode() not in house.run("psychologist", "note", "read", note.hex()):
            raise Caught("control: the daemon read another text")
    finally:
        house.stop()
