"""How an admin with a pen tries to decide alone where two decide: a vault with a quorum of 2.

He has nobody to agree but himself and the two lawyers whom he invented; they have a case of their own.
"""

import own_cards
from canonical import u8, u32, u64
from deciding import ADMIN, AUDITOR, CUSTODIANS, DAY, DESTROY, DISPOSE, INVITE, LAXEST, LIMITS, NO_COUNTS, agree
from deciding import in_a_day, invitation, propose
from forging import Forger
from ledger import Kind
from story import FIRST, QUIET
from ways_of_an_admin import CASEWORK, some_note

INVENTED = "KG-2026-0099"  # the case of the two lawyers who do not exist


def laxer_limits(scene, house):
    _sign(house, "admin", Kind.LIMITS_SET, **LAXEST)


def laxer_limits_agreed_by_oneself(scene, house):
    forger = Forger(house, "admin")
    agree(forger, "admin", propose(forger, "admin", LIMITS, **LAXEST))
    forger.close()


def laxer_limits_agreed_by_the_friend(scene, house):
    forger = Forger(house, "admin", "friend")
    agree(forger, "friend", propose(forger, "admin", LIMITS, **LAXEST))
    forger.close()


def laxer_limits_agreed_in_the_auditors_name(scene, house):
    forger = Forger(house, "admin")
    forger.pretend("admin", to_be="auditor")
    agree(forger, "auditor", propose(forger, "admin", LIMITS, **LAXEST))
    forger.close()


def laxer_limits_proposed_by_the_friend(scene, house):
    """So that the admin is the second person."""
    forger = Forger(house, "admin", "friend")
    agree(forger, "admin", propose(forger, "friend", LIMITS, **LAXEST))
    forger.close()


def another_proposal_than_was_agreed_to(scene, house):
    """Two proposals under one request; the agreement is to the second."""
    forger = Forger(house, "admin")
    request, _ = propose(forger, "admin", LIMITS, **(LAXEST | {"quorum": u8(2)}))
    _, digest = propose(forger, "admin", LIMITS, **LAXEST)
    agree(forger, "admin", (request, digest))
    forger.close()


def an_auditor_invited_alone(scene, house):
    _sign(house, "admin", Kind.INVITED, **invitation(AUDITOR), expires=in_a_day())


def an_admin_invited_alone(scene, house):
    _sign(house, "admin", Kind.INVITED, **invitation(ADMIN), expires=in_a_day())


def an_auditor_agreed_to_by_oneself(scene, house):
    forger = Forger(house, "admin")
    agree(forger, "admin", _propose_auditor(forger))
    forger.close()


def the_auditor_disabled(scene, house):
    """Then nobody would be left who could be the second person."""
    forger = Forger(house, "admin")
    forger.sign("admin", Kind.DISABLED, subject=forger.facts.account("auditor").key_id)
    forger.sign("admin", Kind.LIMITS_SET, **LAXEST)
    forger.close()


def a_custodians_key_set_alone(scene, house):
    forger = Forger(house, "admin")
    own_cards.sign_setting(forger, own_cards.deal(house))
    forger.close()


def a_custodians_key_agreed_to_by_oneself(scene, house):
    forger, own = Forger(house, "admin"), own_cards.deal(house)
    agree(forger, "admin", _propose_custodians(forger, own))
    forger.close()


def a_disposal_that_nobody_proposed(scene, house):
    forger = Forger(house, "admin")
    forger.sign("admin", Kind.CASE_DISPOSED, case=forger.facts.case(QUIET), request=bytes(16), counts=NO_COUNTS)
    forger.close()


def a_disposal_of_a_case_that_has_a_lead(scene, house):
    forger = Forger(house, "admin")
    propose(forger, "admin", DISPOSE, case=forger.facts.case(QUIET), wait_days=u32(0))
    forger.close()


def a_disposal_agreed_to_by_oneself(scene, house):
    """An admin may suspend the lead, and then propose; nobody but another lead or an auditor may agree."""
    _dispose(house, "admin")


def a_disposal_agreed_to_by_the_friend(scene, house):
    _dispose(house, "friend")


def a_disposal_agreed_to_in_the_auditors_name(scene, house):
    _dispose(house, "auditor")


def a_disposal_proposed_in_the_leads_name(scene, house):
    forger = Forger(house, "admin", "friend")
    forger.pretend("admin", to_be="caseworker")
    proposal = propose(forger, "caseworker", DISPOSE, case=forger.facts.case(QUIET), wait_days=u32(0))
    agree(forger, "admin", proposal)
    forger.close()


def a_record_withdrawn_by_the_admin(scene, house):
    forger = Forger(house, "admin")
    note = _a_note(scene, forger)
    forger.withdraw("admin", note["case"], note["compartment"][0], note["record"])
    forger.close()


def a_record_destroyed_that_nobody_withdrew(scene, house):
    forger = Forger(house, "admin")
    propose(forger, "admin", DESTROY, **_a_note(scene, forger))
    forger.close()


def any_record_destroyed_by_two_who_are_invented(scene, house):
    """A psychologist's note, withdrawn and destroyed as if it lay in the invented lawyers' own case."""
    forger = Forger(house, "friend", "friend2")
    record = some_note(scene, FIRST, "psychosocial")
    note = {"case": forger.facts.case(INVENTED), "compartment": u8(CASEWORK), "record": record}
    forger.withdraw("friend", forger.facts.case(INVENTED), CASEWORK, record)
    agree(forger, "friend2", propose(forger, "friend", DESTROY, **note))
    forger.close()


WAYS = (
    laxer_limits,
    laxer_limits_agreed_by_oneself,
    laxer_limits_agreed_by_the_friend,
    laxer_limits_agreed_in_the_auditors_name,
    laxer_limits_proposed_by_the_friend,
    another_proposal_than_was_agreed_to,
    an_auditor_invited_alone,
    an_admin_invited_alone,
    an_auditor_agreed_to_by_oneself,
    the_auditor_disabled,
    a_custodians_key_set_alone,
    a_custodians_key_agreed_to_by_oneself,
    a_disposal_that_nobody_proposed,
    a_disposal_of_a_case_that_has_a_lead,
    a_disposal_agreed_to_by_oneself,
    a_disposal_agreed_to_by_the_friend,
    a_disposal_agreed_to_in_the_auditors_name,
    a_disposal_proposed_in_the_leads_name,
    a_record_withdrawn_by_the_admin,
    a_record_destroyed_that_nobody_withdrew,
    any_record_destroyed_by_two_who_are_invented,
)


def decide_with_the_auditors_key(house):
    """The control: the same events, agreed to by a second person, and then what one decides where one decides."""
    forger, own = Forger(house, "admin", "auditor"), own_cards.deal(house)
    _sign_disposal(forger, "auditor")
    agree(forger, "auditor", _propose_auditor(forger))
    agree(forger, "auditor", _propose_custodians(forger, own))
    agree(forger, "auditor", propose(forger, "admin", LIMITS, **LAXEST))
    forger.sign("admin", Kind.LIMITS_SET, **(LAXEST | {"wait_days": u32(1)}))
    forger.sign("admin", Kind.INVITED, **invitation(ADMIN, "helper2"), expires=in_a_day())
    forger.close()


def _dispose(house, second):
    forger = Forger(house, "admin", "friend")
    if second == "auditor":
        forger.pretend("admin", to_be="auditor")
    _sign_disposal(forger, second)
    forger.close()


def _sign_disposal(forger, second):
    case = forger.facts.case(QUIET)
    forger.sign("admin", Kind.SUSPENDED, subject=forger.facts.account("caseworker").key_id)
    proposal = propose(forger, "admin", DISPOSE, case=case, wait_days=u32(0))
    agree(forger, second, proposal)
    forger.sign("admin", Kind.CASE_DISPOSED, case=case, request=proposal[0], counts=NO_COUNTS)


def _propose_auditor(forger):
    return propose(forger, "admin", INVITE, **invitation(AUDITOR), lasts_seconds=u64(DAY))


def _propose_custodians(forger, own):
    return propose(
        forger, "admin", CUSTODIANS, agreement_key=own.agreement_public, signing_key=own.signing_public,
        threshold=u8(2), count=u64(2))


def _sign(house, signer, kind, /, **fields):
    forger = Forger(house, signer)
    forger.sign(signer, kind, **fields)
    forger.close()


def _a_note(scene, forger):
    record = some_note(scene, FIRST, "casework")
    return {"case": forger.facts.case(FIRST), "compartment": u8(CASEWORK), "record": record}
