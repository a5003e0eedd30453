"""Operations on accounts."""

import secrets

import prepared


def invite(vault):
    vault.ask("POST", "/v1/accounts", {"name": "new.person", "role": "lawyer"}, "admin")


def uninvite(vault):
    vault.ask("DELETE", "/v1/accounts/gulnara/invitation", None, "admin")


def enrol(vault):
    prepared.enrol(vault, "gulnara", vault.known.invite)


def suspend(vault):
    vault.ask("POST", "/v1/accounts/bakyt/suspend", None, "admin")


def resume(vault):
    vault.ask("POST", "/v1/accounts/bakyt/resume", None, "auditor")


def disable(vault):
    vault.ask("POST", "/v1/accounts/ainura/disable", {"orphan": True, "confirm": "ainura"}, "admin")


def role(vault):
    body = {"role": "lawyer", "orphan": True, "confirm": "ainura"}
    vault.ask("POST", "/v1/accounts/ainura/role", body, "admin")


def new_key(vault):
    vault.ask("POST", "/v1/accounts/ainura/new-key", {"orphan": True, "confirm": "ainura"}, "admin")


def handover(vault):
    """By the lead: one list, with the digest of what was shown."""
    shown = vault.ask("GET", "/v1/accounts/ainura/handover?to=deputy", who="caseworker")
    body = {"to": "deputy", "digest": shown["digest"], "keyWords": vault.known.words["deputy"]}
    vault.ask("POST", "/v1/accounts/ainura/handover", body, "caseworker")


def another_passphrase(vault):
    """Is tried at every login from here on, beside the one that counts."""
    vault.known.other_keys = {"bakyt": secrets.token_bytes(32)}


def passphrase(vault):
    headers, new = vault.secret(vault.known.other_keys["bakyt"])
    vault.ask("POST", "/v1/session/passphrase", vault.people["bakyt"] + new, "bakyt", headers)
