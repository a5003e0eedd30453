"""How an admin with a pen tries to be let in: grants, assignments, keys, older states, and what an admin may do."""

import time

import planted_slot
from burglary import lawful, spoils, together_with, without
from forging import Forger
from house import Refused
from ledger import Kind
from story import FIRST, SECOND, enrol
from thieves import Caught

IDENTITY, CASEWORK = 1, 2


def a_grant_copied_to_the_admins_place(scene, house):
    forger = Forger(house, "admin")
    place, inner = somebodys_grant(forger, "lawyer", SECOND)
    forger.grant_row(place, forger.keys["admin"].key_id, inner)
    forger.close()


def a_grant_signed_by_the_admin(scene, house):
    forger = Forger(house, "admin")
    place, inner = somebodys_grant(forger, "lawyer", SECOND)
    admin = forger.keys["admin"].key_id
    forger.sign_grant("admin", place, admin, inner, forger.facts.key_commitments[place])
    forger.grant_row(place, admin, inner)
    forger.close()


def an_assignment_signed_by_the_admin(scene, house):
    forger = Forger(house, "admin", "friend")
    sign_assignment(forger, "admin", FIRST, forger.keys["friend"].key_id)
    forger.close()


def an_assignment_signed_by_oneself(scene, house):
    forger = Forger(house, "admin", "friend")
    sign_assignment(forger, "friend", FIRST, forger.keys["friend"].key_id)
    forger.close()


def a_lead_made_by_the_admin(scene, house):
    forger = Forger(house, "admin", "friend")
    make_lead(forger, "admin", FIRST, forger.keys["friend"].key_id)
    forger.close()


def a_key_that_the_thief_made(scene, house):
    forger = Forger(house, "friend")
    forger.make_key("friend", forger.facts.case(FIRST), CASEWORK)
    forger.close()


def a_leads_yes_that_the_admin_signed(scene, house):
    """In the lead's name, with the admin's key."""
    forger = Forger(house, "admin", "friend")
    forger.pretend("admin", to_be="caseworker")
    forger.sign("caseworker", Kind.VOUCHED, subject=forger.keys["friend"].key_id)
    sign_assignment(forger, "caseworker", FIRST, forger.keys["friend"].key_id)
    forger.close()


def a_colleagues_public_key_exchanged(scene, house):
    """So that what is granted to the lawyer from now on would be sealed to the thief."""
    forger = Forger(house, "friend")
    friend = forger.facts.account("friend")
    forger.account_row(forger.facts.account("lawyer").key_id, agreement_key=friend.agreement_key)
    forger.close()


@without("lawyer")
def a_colleagues_row_with_the_friends_keys(scene, house):
    """The lawyer's name then opens by the friend's passphrase, and would be a session of the lawyer's."""
    forger = Forger(house, "friend")
    friend, lawyer = forger.keys["friend"], forger.facts.account("lawyer").key_id
    row = forger.reader.vault.account(friend.key_id)
    sealed = forger.sealed_keys(friend, lawyer, house.passphrase("friend"), row.salt, row.cost)
    forger.account_row(lawyer, salt=row.salt, cost=row.cost, sealed_keys=sealed)
    forger.close()


def grants_of_last_month_put_back(scene, house):
    then = Forger(scene.story.last_month.copy(house.folder.parent / "rows-of-then"))
    rows = then.database.execute("SELECT id, epoch, sealed FROM compartment_grant").fetchall()
    then.database.close()
    forger = Forger(house, "admin")
    forger.database.executemany("INSERT OR IGNORE INTO compartment_grant VALUES (?, ?, ?)", rows)
    forger.close()


def the_ledger_of_last_month(scene, house):
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


def the_databases_of_last_month(scene, house):
    """The whole folder of then beside today's keystore; the pin is made to fit."""
    then = scene.story.last_month
    forger = Forger(house, "admin")
    forger.database.close()
    for name in ("vault.db", "blobs.db"):
        (house.data / name).write_bytes((then.data / name).read_bytes())
    old = Forger(then.copy(house.folder.parent / "databases-of-then"), "admin")
    old.house, old.database = house, forger.database.__class__(house.data / "vault.db")
    old.close()


@spoils
def a_record_taken_out_of_the_tables(scene, house):
    """A psychologist's note, with its versions. The event that says it was written stays."""
    record = some_note(scene, FIRST, "psychosocial")
    forger = Forger(house, "admin")
    forger.remove_record(record)
    forger.close()


@without("admin")
@together_with("admin2")
def a_slot_that_outlives_the_admin(scene, house):
    """Planted in the keystore. The thief is then disabled, for which the daemon makes a new root and a new meta key:
    with a later copy of the files that slot must open nothing."""
    secret = planted_slot.plant(house)
    try:
        if house.start() is None:
            return False
        house.login("admin")
        enrol(house, "admin2", "admin")
        house.login("admin2")
        house.run("admin2", "account", "disable", "admin", "--confirm", "admin")
        time.sleep(2)
    finally:
        house.stop()
    return planted_slot.still_opens(house, secret)


@lawful
@without("caseworker")
def a_new_lead_by_the_same_name(scene, house):
    """The admin disables the lead and enrols under the lead's name; every event is lawful."""
    try:
        house.start()
        house.login("admin")
        house.run("admin", "account", "disable", "caseworker", "--orphan", "--confirm", "caseworker")
        code = house.run("admin", "account", "invite", "caseworker", "--role", "caseworker").splitlines()[0]
        passphrase = house.choose_passphrase("newcomer")
        house.run(
            "newcomer", "account", "enrol", "caseworker", "--code-file", "-", "--passphrase-file", passphrase,
            text=code + "\n")
    finally:
        house.stop()


@lawful
def a_wish_without_the_six_words(scene, house):
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


WAYS = (
    a_grant_copied_to_the_admins_place,
    a_grant_signed_by_the_admin,
    an_assignment_signed_by_the_admin,
    an_assignment_signed_by_oneself,
    a_lead_made_by_the_admin,
    a_key_that_the_thief_made,
    a_leads_yes_that_the_admin_signed,
    a_colleagues_public_key_exchanged,
    a_colleagues_row_with_the_friends_keys,
    grants_of_last_month_put_back,
    the_ledger_of_last_month,
    the_databases_of_last_month,
    a_record_taken_out_of_the_tables,
    a_slot_that_outlives_the_admin,
    a_new_lead_by_the_same_name,
    a_wish_without_the_six_words,
)


# What ways are made of, here and elsewhere


def some_note(scene, case_code, compartment, author=""):
    """The id of one that is there; always the same."""
    return min(
        record for record, text in scene.story.texts.items()
        if scene.story.places[record] == (case_code, compartment) and f": {author}" in text.decode())


def somebodys_grant(forger, name, case_code, compartment=None):
    """(place, inner grant) of the newest grant there of a person whose passphrase the thief has not."""
    holder, case = forger.facts.account(name).key_id, forger.facts.case(case_code)
    places = [
        grant[:3] for grant in forger.facts.grants
        if grant[3] == holder and grant[0] == case and compartment in (None, grant[1])
    ]
    place = max(places, key=lambda place: place[2])
    return place, forger.reader.vault.inner_grant(*place, holder)


def sign_assignment(forger, signer, case_code, subject, compartments=(IDENTITY, CASEWORK)):
    forger.sign(
        signer, Kind.ASSIGNED, case=forger.facts.case(case_code), subject=subject, compartments=bytes(compartments))


def make_lead(forger, signer, case_code, subject):
    forger.sign(signer, Kind.LEAD_MADE, case=forger.facts.case(case_code), subject=subject)


def let_in(forger, holder, case_code, subject, compartments=(IDENTITY, CASEWORK)):
    """All that a lead does to let somebody in, signed with the lead's own key: lawful, and so it works."""
    case = forger.facts.case(case_code)
    forger.sign(holder, Kind.VOUCHED, subject=subject)
    sign_assignment(forger, holder, case_code, subject, compartments)
    for place, key in forger.held(holder):
        if place[0] == case and place[1] in compartments:
            forger.grant(holder, place, key, subject)
