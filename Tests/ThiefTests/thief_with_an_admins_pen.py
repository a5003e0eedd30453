"""Thief 4: an admin's passphrase, the whole machine, and the files may be written before the real daemon starts."""

import json

import ways_of_an_admin
import ways_to_decide_alone
import ways_with_own_custodians
from burglary import Burglar, break_in, hints_of
from forging import Forger
from house import Refused
from story import FIRST, QUIET, enrol
from thieves import Caught, Result
from ways_to_decide_alone import INVENTED

# The lawyer's and the caseworker's names are tried with the passphrases of those who were invented.
ADMIN = Burglar((
    ("admin", "admin"), ("friend", "friend"), ("friend2", "friend2"), ("friend", "lawyer"), ("newcomer", "caseworker")))
LET_IN = {(FIRST, "identity"), (FIRST, "casework")}


def steal(scene):
    folder = scene.folder / "an-admins-pen"
    alone = _with_friends(scene, folder / "prepared")
    two_decide = _with_a_quorum(alone.copy(folder / "prepared-with-a-quorum"))
    tally = break_in(scene, ADMIN, alone, ways_of_an_admin.WAYS + ways_with_own_custodians.WAYS)
    decided = break_in(scene, ADMIN, two_decide, ways_to_decide_alone.WAYS)
    if decided.harmless:
        raise Caught(f"{decided.harmless} decisions of one person started where two decide")
    tally += decided
    _control(scene, alone.copy(folder / "control"))
    _control_of_recovery(scene, alone.copy(folder / "control-of-recovery"))
    _control_of_deciding(two_decide.copy(folder / "control-of-deciding"))
    return Result(
        4, "+ an admin's passphrase, and the admin writes to the stopped machine's files",
        f"nothing: {tally.in_words('nothing')}",
        "with the lead's passphrase too, the same forging lets the invented lawyer in, and the daemon reads to her; "
        "so with two custodians' cards; with the auditor's passphrase it disposes of a case")


def _with_friends(scene, folder):
    """A copy of today's house where the admin has lawfully invited two who do not exist, with a case of their own."""
    folder.parent.mkdir()
    house = scene.story.today.copy(folder)
    try:
        if house.start() != "ready":
            raise Caught("an untouched copy does not start")
        house.login("admin")
        words = {name: enrol(house, name, "lawyer") for name in ("friend", "friend2")}
        (house.folder / ways_with_own_custodians.FRIENDS_WORDS).write_text(words["friend"])
        house.login("friend")
        house.run("friend", "case", "new", INVENTED)
        house.run("friend", "case", "assign", INVENTED, "friend2", "--key-words", words["friend2"])
        house.run("friend", "case", "lead", INVENTED, "friend2")
    finally:
        house.stop()
    return house


def _with_a_quorum(house):
    """Where two decide, as `Keys` says and an admin's session signed."""
    with open(house.folder / "Keys", "a", encoding="utf-8") as keys:
        keys.write("quorum: 2\n")
    try:
        house.start()
        house.login("admin")
        if json.loads(house.run("admin", "limits", "show", "--json"))["agreed"]["quorum"] != 2:
            raise Caught("the quorum was not signed")
    finally:
        house.stop()
    return house


def _control(scene, house):
    """The same forging with the lead's own passphrase: everything is lawful, and the invented lawyer reads."""
    forger = Forger(house, "admin", "friend", "caseworker")
    ways_of_an_admin.let_in(forger, "caseworker", FIRST, forger.keys["friend"].key_id)
    forger.close()
    _friend_reads(scene, house)
    force = scene.force(house.everything("friend"), hints_of(scene, house))
    if {record for record, _ in force.records} != scene.story.of(LET_IN, scene.story.today):
        raise Caught("control: the search of the files did not find what the invented lawyer holds")


def _control_of_recovery(scene, house):
    """The same forging with two of the true custodians' cards."""
    ways_with_own_custodians.recover_with_the_true_cards(house, scene.story.cards[:2])
    _friend_reads(scene, house)


def _friend_reads(scene, house):
    try:
        if house.start() != "ready":
            raise Caught(f"control: the daemon does not start: {house.last_words()}")
        house.login("friend")
        for record in scene.story.of(LET_IN, scene.story.today) & set(scene.story.texts):
            if scene.story.texts[record].decode() not in house.run("friend", "note", "read", record.hex()):
                raise Caught("control: the daemon read another text to the invented lawyer")
    finally:
        house.stop()


def _control_of_deciding(house):
    """The same forging with the auditor's passphrase: the case is gone."""
    ways_to_decide_alone.decide_with_the_auditors_key(house)
    try:
        if house.start() != "ready":
            raise Caught(f"control: the daemon does not start after what two signed: {house.last_words()}")
        house.login("auditor")
        house.run("auditor", "case", "certificate", QUIET)
    except Refused as refusal:
        raise Caught(f"control: the disposal that two signed: {refusal}") from refusal
    finally:
        house.stop()
