"""How an admin tries to be let in by custodians: he deals cards to himself and sets their key, which he may.

Nobody from the house confirms that key, so nothing is sealed to it. He plays with the cards, and forges what the
true custodians' key or a colleague would sign.
"""

import dataclasses
import json
import os

import own_cards
from burglary import lawful, together_with, without
from canonical import Context
from deciding import in_a_day
from forging import Forger
from house import Refused
from ledger import Kind
from sealing import hash_in
from shamir_mnemonic import combine_mnemonics
from story import FIRST, QUIET, SECOND, enrol
from thieves import Caught
from ways_of_an_admin import CASEWORK, IDENTITY, somebodys_grant

FRIENDS_WORDS = "friends-words"
_NOTHING_SEALED = ("nothing of it is sealed to the key of these cards", "nobody sealed it to them")


@lawful
def a_key_that_nobody_confirms(scene, house):
    """Set by the command line, and all keys renewed, so that there is much to seal again."""
    try:
        _set_own(house)
        house.run("admin", "key", "rotate", "--all")
    finally:
        house.stop()


@lawful
def a_recovery_with_own_cards(scene, house):
    """Every case, and everybody's places, to the invented lawyer, with the words that she really has."""
    try:
        cards = _set_own(house)
        words = f"friend: {(house.folder / FRIENDS_WORDS).read_text()}"
        files = [word for card in cards for word in ("--card-file", card)]
        subjects = [("case", code) for code in (FIRST, SECOND, QUIET)]
        subjects += [("account", name) for name in ("caseworker", "lawyer", "psychologist")]
        for what, subject in subjects:
            try:
                house.run("admin", "recover", what, subject, "--to", "friend", "--key-words", words, *files)
            except Refused as refusal:
                if not any(reason in str(refusal) for reason in _NOTHING_SEALED):
                    raise Caught(f"recovery of {subject} was refused for another reason: {refusal}") from refusal
                continue
            raise Caught(f"own cards recovered {subject}")
    finally:
        house.stop()


@lawful
def a_key_confirmed_by_the_friend(scene, house):
    """The invented lawyer may confirm it, and has nothing that could be sealed to it."""
    forger, own = _with_own_key(house, "admin", "friend")
    forger.sign("friend", Kind.CUSTODIANS_CONFIRMED, subject=own.key_id)
    forger.close()


def a_key_confirmed_by_the_admin(scene, house):
    forger, own = _with_own_key(house, "admin")
    forger.sign("admin", Kind.CUSTODIANS_CONFIRMED, subject=own.key_id)
    forger.close()


def a_key_confirmed_in_the_leads_name(scene, house):
    forger, own = _with_own_key(house, "admin")
    forger.pretend("admin", to_be="caseworker")
    forger.sign("caseworker", Kind.CUSTODIANS_CONFIRMED, subject=own.key_id)
    forger.close()


def a_recovery_signed_by_own_cards(scene, house):
    """Into a case of which nothing is sealed to them."""
    forger, _ = _with_own_key(house, "admin", "friend")
    _sign_recovery(forger)
    forger.close()


def a_recovery_in_the_true_custodians_name(scene, house):
    forger = Forger(house, "admin", "friend")
    forger.keys["cards"] = _as_true_custodians(forger)
    _sign_recovery(forger)
    forger.close()


def a_grant_signed_by_own_cards(scene, house):
    """A colleague's grant, as if the cards had opened it."""
    forger, _ = _with_own_key(house, "admin", "friend")
    place, inner = somebodys_grant(forger, "caseworker", FIRST, CASEWORK)
    friend = forger.keys["friend"].key_id
    forger.sign_grant("cards", place, friend, inner, forger.facts.key_commitments[place])
    forger.grant_row(place, friend, inner)
    forger.close()


def a_grant_to_own_cards(scene, house):
    """Signed by the invented lawyer, who confirmed them; she holds nothing there."""
    forger, own = _with_own_key(house, "admin", "friend")
    forger.sign("friend", Kind.CUSTODIANS_CONFIRMED, subject=own.key_id)
    place, inner = somebodys_grant(forger, "caseworker", FIRST, CASEWORK)
    forger.sign_grant("friend", place, own.key_id, inner, forger.facts.key_commitments[place])
    forger.grant_row(place, own.key_id, inner)
    forger.close()


def the_true_custodians_grants_moved_to_own_cards(scene, house):
    """As at a succession: signed in the true key's name."""
    forger = Forger(house, "admin")
    forger.keys["cards"] = _as_true_custodians(forger)
    own_cards.sign_setting(forger, own_cards.deal(house), "cards", Kind.CUSTODIANS_SUCCEEDED)
    forger.close()


def a_succession_of_own_cards_to_the_true_key(scene, house):
    """The invented lawyer confirmed his own, and so counts as having confirmed the true one."""
    forger, own = _with_own_key(house, "admin", "friend")
    forger.sign("friend", Kind.CUSTODIANS_CONFIRMED, subject=own.key_id)
    true = forger.facts.custodians[_true_custodians(forger)]
    succeeding = dataclasses.replace(own, agreement_public=true.agreement_key, signing_public=true.signing_key)
    own_cards.sign_setting(forger, succeeding, "cards", Kind.CUSTODIANS_SUCCEEDED)
    forger.close()


def the_true_custodians_grants_taken_away(scene, house):
    """By the admin, who is on no case."""
    forger, _ = _with_own_key(house, "admin")
    forger.sign(
        "admin", Kind.FORMER_CUSTODIANS_REMOVED, case=forger.facts.case(FIRST), subject=_true_custodians(forger))
    forger.close()


def the_true_custodians_grants_taken_away_by_own_cards(scene, house):
    forger, _ = _with_own_key(house, "admin")
    forger.sign(
        "cards", Kind.FORMER_CUSTODIANS_REMOVED, case=forger.facts.case(FIRST), subject=_true_custodians(forger))
    forger.close()


@without("admin")
@together_with("admin2")
def the_last_admins_place_taken_by_own_cards(scene, house):
    """Another admin disables the thief, whose unconfirmed key is still the newest. It signs that the other one, now
    the last admin, lost the passphrase."""
    try:
        _set_own(house)
        enrol(house, "admin2", "admin")
        house.login("admin2")
        house.run("admin2", "account", "disable", "admin", "--confirm", "admin")
    finally:
        house.stop()
    forger = Forger(house)
    forger.keys["cards"] = own_cards.own_custodians(house).keys
    last, code = forger.facts.account("admin2").key_id, os.urandom(10)
    forger.sign(
        "cards", Kind.ADMIN_RECOVERED, subject=last, invite_hash=hash_in(Context(0x14), code), expires=in_a_day())
    forger.close()


WAYS = (
    a_key_that_nobody_confirms,
    a_recovery_with_own_cards,
    a_key_confirmed_by_the_friend,
    a_key_confirmed_by_the_admin,
    a_key_confirmed_in_the_leads_name,
    a_recovery_signed_by_own_cards,
    a_recovery_in_the_true_custodians_name,
    a_grant_signed_by_own_cards,
    a_grant_to_own_cards,
    the_true_custodians_grants_moved_to_own_cards,
    a_succession_of_own_cards_to_the_true_key,
    the_true_custodians_grants_taken_away,
    the_true_custodians_grants_taken_away_by_own_cards,
    the_last_admins_place_taken_by_own_cards,
)


def recover_with_the_true_cards(house, cards):
    """The control: the same events, signed with the key that colleagues sealed to."""
    forger = Forger(house, "admin", "friend")
    forger.keys["cards"] = own_cards.deal(house, combine_mnemonics(list(cards), b"")).keys
    friend, case = forger.keys["friend"].key_id, _sign_recovered(forger)
    for place, key in forger.held("cards"):
        if place[0] == case and place[1] in (IDENTITY, CASEWORK):
            forger.grant("cards", place, key, friend)
    forger.close()


def _set_own(house):
    """At the daemon, which is left running. Returns the cards' files."""
    house.start()
    house.login("admin")
    dealt = json.loads(house.run("admin", "custodians", "deal", "-k", "2", "-n", "2", "--scripted"))
    house.run("admin", "custodians", "set", dealt["publicKeys"], "-k", "2", "-n", "2")
    own_cards.deal(house, combine_mnemonics(dealt["cards"], b""))
    return [_card_file(house, number, card) for number, card in enumerate(dealt["cards"])]


def _card_file(house, number, card):
    file = house.folder / f"card-{number}"
    file.touch(mode=0o600)
    file.write_text(card + "\n")
    return file


def _with_own_key(house, *people):
    """A forger in whose ledger the admin has set a key of his own: what an admin may."""
    forger, own = Forger(house, *people), own_cards.deal(house)
    own_cards.sign_setting(forger, own)
    return forger, own


def _sign_recovery(forger):
    """The invented lawyer into the first case, and the lead's grant as hers."""
    friend = forger.keys["friend"].key_id
    _sign_recovered(forger)
    place, inner = somebodys_grant(forger, "caseworker", FIRST, CASEWORK)
    forger.sign_grant("cards", place, friend, inner, forger.facts.key_commitments[place])
    forger.grant_row(place, friend, inner)


def _sign_recovered(forger):
    case, friend = forger.facts.case(FIRST), forger.keys["friend"].key_id
    forger.sign("cards", Kind.RECOVERED, case=case, subject=friend, compartments=bytes((IDENTITY, CASEWORK)))
    return case


def _true_custodians(forger):
    return forger.facts.custodian_key


def _as_true_custodians(forger):
    """A key of the thief's own under the true key's id."""
    own = own_cards.deal(forger.house).keys
    return own.__class__(_true_custodians(forger), own.agreement_secret, os.urandom(32))
