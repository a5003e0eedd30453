"""How a member with a pen tries to get further than where she is: the lawyer, who leads 42 and is on 41.

She signs with her own key what she may not: places, leads, keys, grants, and what touches other people's records.
"""

import false_note
from burglary import spoils
from canonical import u8, u32, u64
from deciding import DISPOSE, NO_COUNTS, PSYCHOLOGIST, agree, in_a_day, invitation, propose
from forging import Forger
from ledger import Kind
from story import FIRST, QUIET, SECOND
from ways_of_an_admin import CASEWORK, IDENTITY, make_lead, sign_assignment, some_note, somebodys_grant

PSYCHOSOCIAL = 4


def another_compartment_of_her_case(scene, house):
    _sign_own(house, lambda forger, her: sign_assignment(forger, "lawyer", FIRST, her, [PSYCHOSOCIAL]))


def another_compartment_of_the_case_that_she_leads(scene, house):
    _sign_own(house, lambda forger, her: sign_assignment(forger, "lawyer", SECOND, her, [PSYCHOSOCIAL]))


def another_case(scene, house):
    _sign_own(house, lambda forger, her: sign_assignment(forger, "lawyer", QUIET, her))


def her_own_lead(scene, house):
    _sign_own(house, lambda forger, her: make_lead(forger, "lawyer", FIRST, her))


def a_lead_in_another_case(scene, house):
    _sign_own(house, lambda forger, her: make_lead(forger, "lawyer", QUIET, her))


def the_leads_yes_in_the_leads_name(scene, house):
    forger = Forger(house, "lawyer")
    forger.pretend("lawyer", to_be="caseworker")
    sign_assignment(forger, "caseworker", QUIET, forger.keys["lawyer"].key_id)
    forger.close()


def a_key_in_a_compartment_of_others(scene, house):
    _sign_own(house, lambda forger, _: forger.make_key("lawyer", forger.facts.case(FIRST), PSYCHOSOCIAL))


def a_key_in_a_compartment_of_the_case_that_she_leads(scene, house):
    _sign_own(house, lambda forger, _: forger.make_key("lawyer", forger.facts.case(SECOND), PSYCHOSOCIAL))


def a_key_in_a_compartment_that_she_emptied(scene, house):
    """A lead may take the only holder off; the compartment is not hers for that."""
    forger = Forger(house, "lawyer")
    _unassign(forger, SECOND, "psychologist2")
    forger.make_key("lawyer", forger.facts.case(SECOND), PSYCHOSOCIAL)
    forger.close()


def a_key_in_another_case(scene, house):
    _sign_own(house, lambda forger, _: forger.make_key("lawyer", forger.facts.case(QUIET), CASEWORK))


def a_grant_to_herself(scene, house):
    forger = Forger(house, "lawyer")
    place, inner = somebodys_grant(forger, "psychologist", FIRST, PSYCHOSOCIAL)
    her = forger.keys["lawyer"].key_id
    forger.sign_grant("lawyer", place, her, inner, forger.facts.key_commitments[place])
    forger.grant_row(place, her, inner)
    forger.close()


def a_grant_to_herself_in_the_holders_name(scene, house):
    forger = Forger(house, "lawyer")
    forger.pretend("lawyer", to_be="psychologist")
    place, inner = somebodys_grant(forger, "psychologist", FIRST, PSYCHOSOCIAL)
    her = forger.keys["lawyer"].key_id
    forger.sign_grant("psychologist", place, her, inner, forger.facts.key_commitments[place])
    forger.grant_row(place, her, inner)
    forger.close()


def a_holders_grant_copied_to_her_place(scene, house):
    forger = Forger(house, "lawyer")
    place, inner = somebodys_grant(forger, "psychologist", FIRST, PSYCHOSOCIAL)
    forger.grant_row(place, forger.keys["lawyer"].key_id, inner)
    forger.close()


def a_colleague_taken_off(scene, house):
    forger = Forger(house, "lawyer")
    _unassign(forger, FIRST, "psychologist")
    forger.close()


def a_colleague_invited(scene, house):
    """Somebody of her own; only admins invite."""
    forger = Forger(house, "lawyer")
    forger.sign("lawyer", Kind.INVITED, **invitation(PSYCHOLOGIST), expires=in_a_day())
    forger.close()


def a_colleague_disabled(scene, house):
    _sign_own(
        house, lambda forger, _: forger.sign(
            "lawyer", Kind.DISABLED, subject=forger.facts.account("psychologist").key_id, orphan=u8(1)))


def a_case_closed_that_she_does_not_lead(scene, house):
    _sign_own(house, lambda forger, _: forger.sign("lawyer", Kind.CASE_CLOSED, case=forger.facts.case(FIRST)))


def a_disposal_that_she_agrees_to_herself(scene, house):
    """Of the case that she leads: proposing is hers, agreeing is not."""
    forger = Forger(house, "lawyer")
    case = forger.facts.case(SECOND)
    proposal = propose(forger, "lawyer", DISPOSE, case=case, wait_days=u32(0))
    agree(forger, "lawyer", proposal)
    forger.sign("lawyer", Kind.CASE_DISPOSED, case=case, request=proposal[0], counts=NO_COUNTS)
    forger.close()


def a_note_withdrawn_in_a_compartment_of_others(scene, house):
    _withdraw(scene, house, FIRST, PSYCHOSOCIAL, "psychosocial", "psychologist")


def a_note_withdrawn_that_she_may_only_read(scene, house):
    _withdraw(scene, house, FIRST, IDENTITY, "identity", "caseworker")


def a_colleagues_note_withdrawn(scene, house):
    """In a compartment where she writes too."""
    _withdraw(scene, house, FIRST, CASEWORK, "casework", "caseworker")


def a_note_withdrawn_as_if_it_were_elsewhere(scene, house):
    """A psychologist's note, named in a compartment where she writes."""
    _withdraw(scene, house, FIRST, CASEWORK, "psychosocial", "psychologist")


def a_key_without_the_other_holders(scene, house):
    """A new version where she is a holder, granted to nobody but herself."""
    _sign_own(house, lambda forger, _: forger.make_key("lawyer", forger.facts.case(FIRST), CASEWORK))


@spoils
def a_key_retired_that_records_are_under(scene, house):
    """A new version for everybody who holds the old one, which then goes, though nothing was sealed again."""
    forger = Forger(house, "lawyer")
    case, her = forger.facts.case(FIRST), forger.keys["lawyer"].key_id
    old, _ = somebodys_grant(forger, "lawyer", FIRST, CASEWORK)
    holders = [grant[3] for grant in forger.facts.grants if grant[:3] == old]
    new, key = forger.make_key("lawyer", case, CASEWORK)
    for holder in holders:
        if holder in forger.facts.accounts and holder != her:
            forger.grant("lawyer", new, key, holder)
    forger.sign("lawyer", Kind.KEY_RETIRED, case=case, compartment=u8(CASEWORK), key_version=u64(old[2]))
    for holder in holders:
        forger.remove_grant_row(old, holder)
    forger.close()


@spoils
def a_note_in_a_colleagues_name(scene, house):
    """Where she has the key. Others read it at the daemon as the caseworker's; then it is taken out again."""
    forger = Forger(house, "lawyer")
    case, author = forger.facts.case(FIRST), forger.facts.account("caseworker").key_id
    place, key = max(grant for grant in forger.held("lawyer") if grant[0][:2] == (case, CASEWORK))
    record = false_note.write(forger, place, key, author, "what the caseworker never wrote")
    forger.close()
    try:
        if house.start() is None:
            return False
        house.login("psychologist")
        notes = house.items("psychologist", "note", "list", FIRST)
        is_taken = any(note["id"] == record.hex() and note["author"] == "caseworker" for note in notes)
    finally:
        house.stop()
    forger = Forger(house, "lawyer")
    forger.remove_record(record)
    forger.close()
    return is_taken


WAYS = (
    another_compartment_of_her_case,
    another_compartment_of_the_case_that_she_leads,
    another_case,
    her_own_lead,
    a_lead_in_another_case,
    the_leads_yes_in_the_leads_name,
    a_key_in_a_compartment_of_others,
    a_key_in_a_compartment_of_the_case_that_she_leads,
    a_key_in_a_compartment_that_she_emptied,
    a_key_in_another_case,
    a_grant_to_herself,
    a_grant_to_herself_in_the_holders_name,
    a_holders_grant_copied_to_her_place,
    a_colleague_taken_off,
    a_colleague_invited,
    a_colleague_disabled,
    a_case_closed_that_she_does_not_lead,
    a_disposal_that_she_agrees_to_herself,
    a_note_withdrawn_in_a_compartment_of_others,
    a_note_withdrawn_that_she_may_only_read,
    a_colleagues_note_withdrawn,
    a_note_withdrawn_as_if_it_were_elsewhere,
    a_key_without_the_other_holders,
    a_key_retired_that_records_are_under,
    a_note_in_a_colleagues_name,
)


def _sign_own(house, sign):
    """`sign` is given the forger and her key id."""
    forger = Forger(house, "lawyer")
    sign(forger, forger.keys["lawyer"].key_id)
    forger.close()


def _withdraw(scene, house, code, named, compartment, author):
    """Somebody's note, as if it lay in the compartment `named`."""
    record = some_note(scene, code, compartment, author)
    _sign_own(
        house, lambda forger, _: forger.withdraw("lawyer", forger.facts.case(code), named, record))


def _unassign(forger, code, name):
    """Event and rows."""
    case, subject = forger.facts.case(code), forger.facts.account(name).key_id
    forger.sign("lawyer", Kind.UNASSIGNED, case=case, subject=subject, orphan=u8(1))
    for grant in [grant for grant in forger.facts.grants if (grant[0], grant[3]) == (case, subject)]:
        forger.remove_grant_row(grant[:3], subject)
