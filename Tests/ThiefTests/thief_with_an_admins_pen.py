"""Thief 4: an admin's passphrase, the whole machine, and the files may be written before the real daemon starts.

Each way in is tried on a copy of its own. A way fails by the daemon's not starting, or by its starting and nothing
being opened: not to the thief at the daemon, not to the thief's keys in the files after everybody has worked again.
"""

import dataclasses
import json
import os
import time

from canonical import Context, u8, u64
from forging import Forger
from house import Refused
from ledger import Kind
from nacl import bindings
from people import key_id
from sealing import blake2b_256, derive
from shamir_mnemonic import combine_mnemonics
from story import FIRST, SECOND, _enrol
from thieves import Caught, Result

# Why a start has to be refused: the forgery itself was seen.
FOUND_OUT = ("sandykd: the ledger is damaged at event", "sandykd: table")
WORKERS = ("caseworker", "lawyer", "psychologist")
IDENTITY, CASEWORK = 1, 2


def steal(scene):
    folder = scene.folder / "forged"
    prepared = _with_a_friend(scene, folder / "prepared")
    stopped = started = 0
    for way in WAYS:
        house = prepared.copy(folder / way.__name__.strip("_"))
        try:
            way(scene, house)
            if house.start() is None:
                if way in LAWFUL:
                    raise Caught(f"{way.__name__}: lawful, and yet the daemon does not start")
                if not house.last_words().startswith(FOUND_OUT):
                    raise Caught(f"{way.__name__}: the daemon stopped for another reason: {house.last_words()}")
                stopped += 1
                continue
            started += 1
            _work_again(house, way)
            _nothing_at_the_daemon(scene, house, way)
        finally:
            house.stop()
        _nothing_in_the_files(scene, house, way)
    _control(scene, prepared.copy(folder / "control"))
    return Result(
        4, "+ an admin's passphrase, and the admin writes to the stopped machine's files",
        f"nothing: {len(WAYS)} ways tried, {stopped} stop the start, {started} start and open nothing",
        "with the lead's passphrase too, the same forging lets the invented lawyer in, and the daemon reads to her")


def _with_a_friend(scene, folder):
    """A copy of today's house where the admin has lawfully invited somebody who does not exist."""
    folder.parent.mkdir()
    house = scene.story.today.copy(folder)
    try:
        if house.start() != "ready":
            raise Caught("an untouched copy does not start")
        house.login("admin")
        _enrol(house, "friend", "lawyer")
    finally:
        house.stop()
    return house


# What is looked for after each way


def _thieves(house):
    """Who the thief can be."""
    return [name for name in ("admin", "friend", "newcomer") if (house.folder / "passphrases" / name).exists()]


def _work_again(house, way):
    """Everybody comes back, writes, and whatever waits in sessions is done."""
    for person in WORKERS:
        try:
            house.login(person)
            house.run(person, "note", "write", FIRST, "--title", "later", text=f"after the theft, by {person}")
        except Refused:
            if way is not _lawfully_a_new_lead:
                raise
    time.sleep(1)


def _nothing_at_the_daemon(scene, house, way):
    for thief in _thieves(house):
        try:
            name = "caseworker" if thief == "newcomer" else thief
            house.run(thief, "login", name, "--passphrase-file", house.folder / "passphrases" / thief)
        except Refused:
            continue
        for record in scene.story.places:
            for command in (("note", "read"), ("doc", "get")):
                try:
                    house.run(thief, *command, record.hex(), *(("-o", "-") if command[0] == "doc" else ()))
                except Refused:
                    continue
                raise Caught(f"{way.__name__}: the daemon gave {record.hex()} to {thief}")


def _nothing_in_the_files(scene, house, way):
    loot, cards = house.everything(*_thieves(house)), house.folder / "own-cards.json"
    if cards.exists():
        secret = combine_mnemonics(json.loads(cards.read_text()), b"")
        loot = dataclasses.replace(loot, custodian_secrets=(secret,))
        known = (*scene.hints.custodians, _custodians_key_id(secret))
        scene.hints = dataclasses.replace(scene.hints, custodians=known)
    force = scene.force(loot)
    if force.records:
        raise Caught(f"{way.__name__}: {len(force.records)} versions opened in the files")


def _custodians_key_id(secret):
    agreement = bindings.crypto_scalarmult_base(derive(secret, Context(0x19)))
    signing, _ = bindings.crypto_sign_seed_keypair(derive(secret, Context(0x1A)))
    return key_id(agreement, signing)


# The ways


def _a_grant_copied_to_the_admins_place(scene, house):
    forger = Forger(house, "admin")
    place, inner = _somebodys_grant(forger, "lawyer")
    forger.grant_row(place, forger.keys["admin"].key_id, inner)
    forger.close()


def _a_grant_signed_by_the_admin(scene, house):
    forger = Forger(house, "admin", "friend")
    place, inner = _somebodys_grant(forger, "lawyer")
    _sign_grant(forger, "admin", place, forger.keys["friend"].key_id, inner, forger.facts.key_commitments[place])
    forger.grant_row(place, forger.keys["friend"].key_id, inner)
    forger.close()


def _an_assignment_signed_by_the_admin(scene, house):
    forger = Forger(house, "admin", "friend")
    forger.sign("admin", Kind.VOUCHED, subject=forger.keys["friend"].key_id)
    _sign_assignment(forger, "admin", forger.keys["friend"].key_id)
    forger.close()


def _an_assignment_signed_by_oneself(scene, house):
    forger = Forger(house, "friend")
    _sign_assignment(forger, "friend", forger.keys["friend"].key_id)
    forger.close()


def _a_lead_made_by_the_admin(scene, house):
    forger = Forger(house, "admin", "friend")
    forger.sign("admin", Kind.LEAD_MADE, case=forger.facts.case(FIRST), subject=forger.keys["friend"].key_id)
    forger.close()


def _a_key_that_the_thief_made(scene, house):
    forger = Forger(house, "friend")
    case, key = forger.facts.case(FIRST), os.urandom(32)
    number = 1 + max(version for of, part, version in forger.facts.key_commitments if (of, part) == (case, CASEWORK))
    place = (case, CASEWORK, number)
    commitment = forger.commitment(place, key)
    forger.sign(
        "friend", Kind.KEY_MADE, case=case, compartment=u8(CASEWORK), key_version=u64(number), commitment=commitment)
    inner = forger.inner_grant(place, key, forger.keys["friend"].key_id)
    _sign_grant(forger, "friend", place, forger.keys["friend"].key_id, inner, commitment)
    forger.grant_row(place, forger.keys["friend"].key_id, inner)
    forger.close()


def _a_colleagues_public_key_exchanged(scene, house):
    """So that what is granted to the lawyer from now on would be sealed to the thief."""
    forger = Forger(house, "friend")
    friend = forger.facts.account("friend")
    forger.account_row(forger.facts.account("lawyer").key_id, agreement_key=friend.agreement_key)
    forger.close()


def _grants_of_last_month_put_back(scene, house):
    then = Forger(scene.story.last_month.copy(house.folder.parent / "rows-of-then"))
    rows = then.database.execute("SELECT id, epoch, sealed FROM compartment_grant").fetchall()
    then.database.close()
    forger = Forger(house, "admin")
    forger.database.executemany("INSERT OR IGNORE INTO compartment_grant VALUES (?, ?, ?)", rows)
    forger.close()


def _the_ledger_of_last_month(scene, house):
    """As if nobody had ever left; the pin is made to fit."""
    then = Forger(scene.story.last_month.copy(house.folder.parent / "size-of-then"))
    size = then.database.execute("SELECT max(seq) FROM ledger").fetchone()[0]
    accounts = then.database.execute("SELECT key_id FROM account").fetchall()
    then.database.close()
    forger = Forger(house, "admin")
    marks = ", ".join("?" * len(accounts))
    forger.database.execute(f"DELETE FROM account WHERE key_id NOT IN ({marks})", [key for (key,) in accounts])
    forger.cut_ledger(size)
    forger.close()


def _the_databases_of_last_month(scene, house):
    """The whole folder of then beside today's keystore; the pin is made to fit."""
    then = scene.story.last_month
    forger = Forger(house, "admin")
    forger.database.close()
    for name in ("vault.db", "blobs.db"):
        (house.data / name).write_bytes((then.data / name).read_bytes())
    old = Forger(then.copy(house.folder.parent / "databases-of-then"), "admin")
    old.house, old.database = house, forger.database.__class__(house.data / "vault.db")
    old.close()


def _lawfully_a_new_lead(scene, house):
    """The admin disables the lead and enrols under the lead's name; every event is lawful."""
    try:
        house.start()
        house.login("admin")
        house.run("admin", "account", "disable", "caseworker", "--orphan", "--confirm", "caseworker")
        code = house.run("admin", "account", "invite", "caseworker", "--role", "caseworker").splitlines()[0]
        passphrase = house.folder / "passphrases/newcomer"
        passphrase.write_text("a passphrase of the thief alone\n")
        passphrase.chmod(0o600)
        house.run(
            "newcomer", "account", "enrol", "caseworker", "--code-file", "-", "--passphrase-file", passphrase,
            text=code + "\n")
    finally:
        house.stop()


def _lawfully_asking(scene, house):
    """The admin vouches for the invented lawyer and asks; the lead says yes without having heard any words."""
    forger = Forger(house, "admin", "friend")
    forger.sign("admin", Kind.VOUCHED, subject=forger.keys["friend"].key_id)
    forger.close()
    try:
        house.start()
        house.login("admin", "caseworker")
        house.run("admin", "case", "assign", FIRST, "friend")
        for request in house.items("caseworker", "case", "requests"):
            try:
                house.run("caseworker", "case", "approve", request["id"])
            except Refused:
                continue
            raise Caught("a lead's yes without the six words was taken")
    finally:
        house.stop()


def _lawfully_other_custodians(scene, house):
    """The admin deals cards to himself and sets their key in the custodians' place; nobody confirms its words."""
    try:
        house.start()
        house.login("admin")
        dealt = json.loads(house.run("admin", "custodians", "deal", "-k", "2", "-n", "2", "--scripted"))
        house.run("admin", "custodians", "set", dealt["publicKeys"], "-k", "2", "-n", "2")
        house.run("admin", "key", "rotate", "--all")
        (house.folder / "own-cards.json").write_text(json.dumps(dealt["cards"]))
    finally:
        house.stop()


WAYS = (
    _a_grant_copied_to_the_admins_place,
    _a_grant_signed_by_the_admin,
    _an_assignment_signed_by_the_admin,
    _an_assignment_signed_by_oneself,
    _a_lead_made_by_the_admin,
    _a_key_that_the_thief_made,
    _a_colleagues_public_key_exchanged,
    _grants_of_last_month_put_back,
    _the_ledger_of_last_month,
    _the_databases_of_last_month,
    _lawfully_a_new_lead,
    _lawfully_asking,
    _lawfully_other_custodians,
)
# Nothing in these is against the rules: the daemon has to start.
LAWFUL = (_lawfully_a_new_lead, _lawfully_asking, _lawfully_other_custodians)


# What the ways are made of


def _somebodys_grant(forger, name):
    """(place, inner grant) of one grant of a person whose passphrase the thief has not."""
    holder = forger.facts.account(name).key_id
    case = forger.facts.case(SECOND)
    place = next(grant[:3] for grant in forger.facts.grants if grant[3] == holder and grant[0] == case)
    return place, forger.reader.vault.inner_grant(*place, holder)


def _sign_assignment(forger, signer, subject):
    forger.sign(
        signer, Kind.ASSIGNED, case=forger.facts.case(FIRST), subject=subject, compartments=bytes((IDENTITY, CASEWORK)))


def _sign_grant(forger, signer, place, subject, inner, commitment):
    case, compartment, number = place
    forger.sign(
        signer, Kind.GRANTED, case=case, compartment=u8(compartment), key_version=u64(number), subject=subject,
        digest=blake2b_256(inner), commitment=commitment)


def _control(scene, house):
    """The same forging with the lead's own passphrase: everything is lawful, and the invented lawyer reads."""
    forger = Forger(house, "admin", "friend", "caseworker")
    friend, case = forger.keys["friend"].key_id, forger.facts.case(FIRST)
    forger.sign("caseworker", Kind.VOUCHED, subject=friend)
    _sign_assignment(forger, "caseworker", friend)
    for place, key in forger.held("caseworker"):
        if place[0] == case:
            inner = forger.inner_grant(place, key, friend)
            _sign_grant(forger, "caseworker", place, friend, inner, forger.commitment(place, key))
            forger.grant_row(place, friend, inner)
    forger.close()
    try:
        if house.start() != "ready":
            raise Caught("control: the daemon does not start")
        house.login("friend")
        for record, text in scene.story.texts.items():
            if scene.story.places[record] in {(FIRST, "identity"), (FIRST, "casework")}:
                if text.decode() not in house.run("friend", "note", "read", record.hex()):
                    raise Caught("control: the daemon read another text to the invented lawyer")
    finally:
        house.stop()
