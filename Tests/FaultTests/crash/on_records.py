"""Operations on records."""

from on_cases import agree
from prepared import FIRST, SECOND, newest, put


def note(vault):
    vault.ask(
        "POST", f"/v1/cases/{FIRST}/records", {"kind": "session-note", "text": "Жаңы жазуу"}, "psychologist",
        {"Idempotency-Key": "one-note"})


def note_elsewhere(vault):
    """Of somebody who was let in later."""
    vault.ask(
        "POST", f"/v1/cases/{SECOND}/records", {"kind": "intake", "text": "Биринчи"}, "ainura",
        {"Idempotency-Key": "first-note"})


def amend(vault):
    own = newest(vault, "psychologist", FIRST, "note")
    headers = {"If-Match": '"1"', "Idempotency-Key": "amended"}
    vault.ask("POST", f"/v1/records/{own['id']}/versions", {"text": "Түзөтүү"}, "psychologist", headers)


def upload(vault):
    put(vault, FIRST, "lawyer", b"two" * 100_000, **{"Idempotency-Key": "an-upload"})


def replace(vault):
    own = newest(vault, "lawyer", FIRST, "document")
    headers = {"If-Match": '"1"', "Idempotency-Key": "replaced"}
    put(vault, FIRST, "lawyer", b"three" * 50_000, "PUT", f"/v1/records/{own['id']}/content", **headers)


def watch(vault):
    """The psychologist's document goes, and its history is looked at from now on."""
    vault.known.watched = ((newest(vault, "psychologist", FIRST, "document")["id"], "psychologist"),)


def withdraw(vault):
    (record, who), = vault.known.watched
    vault.ask("POST", f"/v1/records/{record}/withdraw", {"reason": "Ката жазылган"}, who)


def withdrawn(vault):
    watch(vault)
    withdraw(vault)


def propose_destruction(vault):
    (record, who), = vault.known.watched
    vault.ask("POST", f"/v1/records/{record}/destroy", None, who)


def proposed_for_destruction(vault):
    withdrawn(vault)
    propose_destruction(vault)


def destroy(vault):
    agree(vault, "record.destroy")
