"""Operations of the custodians: their keys, and ceremonies with their cards."""

from prepared import FIRST, custodians, enrol, initialise
from protocol import BINARY


def new_vault(vault):
    """One without custodians."""
    initialise(vault)


def set_first(vault):
    vault.ask("POST", "/v1/custodians", custodians(vault.known.public_keys), "admin")


def set_next(vault):
    """By the admin, in the place of the first."""
    vault.ask("POST", "/v1/custodians", custodians(vault.known.next_public_keys), "admin")


def confirm(vault):
    vault.ask("POST", "/v1/custodians/confirm", {"keyWords": vault.known.custodian_words}, "lawyer")


def confirm_next(vault):
    """By one of those whose keys are sealed to the first: these go."""
    vault.ask("POST", "/v1/custodians/confirm", {"keyWords": vault.known.next_custodian_words}, "caseworker")


def _ceremony(vault, body, cards, words=(), successor=None):
    """At the console, without a login; the answer to the last card."""
    path = f"/v1/recoveries/{vault.ask('POST', '/v1/recoveries', body)['id']}"
    for name in words:
        vault.ask("POST", f"{path}/words", {"name": name, "keyWords": vault.known.words[name]})
    if successor:
        vault.ask("POST", f"{path}/words", {"keyWords": successor})
    for card in cards:
        answer = vault.ask("POST", f"{path}/cards", card.encode(), headers=BINARY)
    return answer


def recover_account(vault):
    """What the psychologist alone could open is erkin's too."""
    body = {"purpose": "account", "name": "psychologist", "to": "erkin"}
    _ceremony(vault, body, vault.known.cards[:2], ["erkin"])


def recover_case(vault):
    _ceremony(vault, {"purpose": "case", "case": FIRST, "to": "erkin"}, vault.known.cards[:2], ["erkin"])


def recover_admin(vault):
    """The only admin's key ends and a code for a new one is made, which is used at once. A code whose answer was lost
    is no good to anybody, so another ceremony has to be possible then."""
    answer = _ceremony(vault, {"purpose": "account", "name": "admin"}, vault.known.cards[:2])
    enrol(vault, "admin", answer["invitation"]["code"])
    vault.log_in("admin")


def rehearse(vault):
    _ceremony(vault, {"purpose": "rehearse"}, vault.known.cards[1:])


def succeed(vault):
    """The old cards sign for the next key and give it all that they can open."""
    body = {"purpose": "succeed", **custodians(vault.known.next_public_keys)}
    _ceremony(vault, body, vault.known.cards[:2], successor=vault.known.next_custodian_words)
