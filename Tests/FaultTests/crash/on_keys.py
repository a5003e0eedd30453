"""Operations on the house's keys, on limits, and on whether the vault is open at all."""

import datetime
import secrets

from prepared import FIRST


def rotate_case(vault):
    vault.ask("POST", "/v1/keys/rotate", {"case": FIRST}, "admin")


def rotate_all(vault):
    vault.ask("POST", "/v1/keys/rotate", {"all": True}, "admin")


def rotate_root(vault):
    vault.ask("POST", "/v1/keys/house/rotate", {"root": True}, "admin")


def rotate_meta(vault):
    vault.ask("POST", "/v1/keys/house/rotate", {"meta": True}, "admin")


def another_passphrase(vault):
    """Is tried at every look from here on."""
    vault.known.slot_keys += (secrets.token_bytes(32),)


def set_slot(vault):
    """With the newest passphrase."""
    headers, key = vault.secret(vault.known.slot_keys[-1])
    vault.ask("PUT", "/v1/keys/slots/technician", key, "admin", headers)


def slot_set(vault):
    another_passphrase(vault)
    set_slot(vault)


def slot_set_and_another(vault):
    slot_set(vault)
    another_passphrase(vault)


def remove_slot(vault):
    vault.ask("DELETE", "/v1/keys/slots/technician", None, "admin")


def register_backup(vault):
    until = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=30)
    vault.ask("POST", "/v1/backups/keys", {"label": "A stick", "until": f"{until:%Y-%m-%dT%H:%M:%SZ}"}, "admin")


def seal(vault):
    vault.ask("POST", "/v1/seal", None, "caseworker")


def sealed(vault):
    seal(vault)
    vault.wait_until("sealed")


def sealed_with_passphrase(vault):
    slot_set(vault)
    sealed(vault)


def unseal_by_root(vault):
    vault.ask("POST", "/v1/unseal/root")


def unseal_by_passphrase(vault):
    headers, key = vault.secret(vault.known.slot_keys[-1])
    vault.ask("POST", "/v1/unseal/technician", key, headers=headers)


# Limits: the operator's file says something laxer than what was signed.


def laxer_file(vault):
    vault.stop()
    vault.write_keys(session_idle_minutes=60)


def laxer_file_of_two(vault):
    """The same where two people have to say so: the stricter quorum is signed in at the admin's login."""
    vault.stop()
    vault.write_keys(quorum=2)
    vault.start()
    vault.log_in("admin")
    vault.stop()
    vault.write_keys(quorum=2, session_idle_minutes=60)


def limits(vault):
    vault.ask("POST", "/v1/limits", None, "admin")
