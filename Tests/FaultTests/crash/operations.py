"""What is swept: one entry an operation. Each acts on a copy of the prepared vault, and may be acted again after a
crash that left it wholly absent.
"""

import json
import subprocess
from dataclasses import dataclass
from typing import Callable

from vault import BINARY, ROOT, Vault

FIRST, SECOND, THIRD = "KG-2026-0041", "KG-2026-0042", "KG-2026-0043"
PEOPLE = {
    "auditor": "auditor", "caseworker": "caseworker", "lawyer": "lawyer", "psychologist": "psychologist",
    "ainura": "caseworker", "bakyt": "lawyer", "deputy": "caseworker",
    "erkin": "psychologist",
}
KINDS = {"caseworker": "safety-plan", "lawyer": "statement", "psychologist": "session-note"}


@dataclass(frozen=True)
class Operation:
    """`act` is one acknowledged request (or several, each of which may be found done already)."""

    name: str
    act: Callable
    prepared: bool = True  # False: acts on an empty folder
    background: bool = False  # True: work goes on after the answer, and is swept too


# The prepared vault


def prepare(folder):
    """People of every role, three cases with records, custodians, an open invitation, request and proposal."""
    vault = Vault.fresh(folder, "disposal-wait-days: 0\n")
    vault.start()
    try:
        _initialise(vault)
        vault.log_in("admin")
        words = {}
        for name, role in PEOPLE.items():
            code = vault.ask("POST", "/v1/accounts", {"name": name, "role": role}, "admin")["code"]
            headers, key = vault.unlock(name)
            answer = vault.ask("POST", f"/v1/accounts/{name}/enrol", key, headers=headers | {"Sandyk-Invite": code})
            words[name] = answer["keyWords"]
            vault.log_in(name)
        for case in (FIRST, SECOND, THIRD):
            vault.ask("POST", "/v1/cases", {"code": case}, "caseworker")
            for name in ("lawyer", "psychologist"):
                _assign(vault, case, name, words[name])
            for name, kind in KINDS.items():
                vault.ask("POST", f"/v1/cases/{case}/records", {"kind": kind, "text": f"{name}: ёлка"}, name)
                _put(vault, case, name, b"one" * 30_000)
        _assign(vault, SECOND, "ainura", words["ainura"])
        # A request that a holder has to say yes to, and one that the lead has to.
        _assign(vault, FIRST, "bakyt", words["bakyt"], compartments=["legal"])
        vault.ask("POST", f"/v1/cases/{FIRST}/assign", {"name": "ainura"}, "admin")
        invite = vault.ask("POST", "/v1/accounts", {"name": "gulnara", "role": "lawyer"}, "admin")["code"]
        vault.unlock("gulnara")
        _set_custodians(vault)
        vault.ask("POST", f"/v1/cases/{SECOND}/dispose", None, "caseworker")
        _settle_down(vault)
    finally:
        vault.stop()
    vault.words, vault.invite = words, invite
    return vault


def _set_custodians(vault):
    """Set by the admin, confirmed by all but the lawyers."""
    deal = [ROOT / ".build/debug/sandyk", "custodians", "deal", "-k", "2", "-n", "3", "--scripted"]
    dealt = json.loads(subprocess.run(deal, check=True, capture_output=True).stdout)
    vault.custodian_words, vault.cards = dealt["keyWords"], dealt["cards"]
    body = {"publicKeys": dealt["publicKeys"], "needed": 2, "count": 3}
    vault.ask("POST", "/v1/custodians", body, "admin")
    for name in ("caseworker", "psychologist", "ainura"):
        vault.ask("POST", "/v1/custodians/confirm", {"keyWords": vault.custodian_words}, name)


def _initialise(vault):
    headers, key = vault.unlock("admin")
    vault.ask("POST", "/v1/vault", key, headers=headers | {"Sandyk-Account": "admin"})


def _assign(vault, case, name, words, **more):
    vault.ask("POST", f"/v1/cases/{case}/assign", {"name": name, "keyWords": words, **more}, "caseworker")


def _put(vault, case, who, content, method="POST", path=None, **headers):
    fixed = {
        "Content-Type": "text/plain; charset=utf-8", "Sandyk-Kind": KINDS[who],
        "Content-Disposition": "attachment; filename*=UTF-8''%D0%97.txt",
    }
    vault.ask(method, path or f"/v1/cases/{case}/documents", content, who, fixed | headers)


def _settle_down(vault):
    import view

    view.settle(vault)


def _record(vault, who, case, form):
    """The newest own record of a form."""
    items = vault.items(f"/v1/cases/{case}/records?form={form}", who)
    return next(item for item in items if item["author"] == who)


# The operations


def _enrol(vault):
    headers, key = vault.unlock("gulnara")
    vault.ask("POST", "/v1/accounts/gulnara/enrol", key, headers=headers | {"Sandyk-Invite": vault.invite})


def _invite(vault):
    vault.ask("POST", "/v1/accounts", {"name": "new.person", "role": "lawyer"}, "admin")


def _open_case(vault):
    vault.ask("POST", "/v1/cases", {"code": "KG-2026-0050"}, "lawyer")


def _assign_one(vault):
    _assign(vault, THIRD, "bakyt", vault.words["bakyt"])


def _approve(vault):
    for item in vault.items(f"/v1/cases/{FIRST}/requests", "lawyer"):
        if item["kind"] == "grant" and item["name"] == "bakyt":
            vault.ask("POST", f"/v1/requests/{item['id']}/approve", {"keyWords": vault.words["bakyt"]}, "lawyer")


def _note(vault):
    vault.ask(
        "POST", f"/v1/cases/{FIRST}/records", {"kind": "session-note", "text": "Жаңы жазуу"}, "psychologist",
        {"Idempotency-Key": "one-note"})


def _first_note(vault):
    """A birth: the lawyer's first record in a case where there is no legal compartment yet."""
    vault.ask(
        "POST", f"/v1/cases/{SECOND}/records", {"kind": "intake", "text": "Биринчи"}, "ainura",
        {"Idempotency-Key": "first-note"})


def _amend(vault):
    note = _record(vault, "psychologist", FIRST, "note")
    headers = {"If-Match": '"1"', "Idempotency-Key": "amended"}
    vault.ask("POST", f"/v1/records/{note['id']}/versions", {"text": "Түзөтүү"}, "psychologist", headers)


def _upload(vault):
    _put(vault, FIRST, "lawyer", b"two" * 100_000, **{"Idempotency-Key": "an-upload"})


def _replace(vault):
    document = _record(vault, "lawyer", FIRST, "document")
    headers = {"If-Match": '"1"', "Idempotency-Key": "replaced"}
    _put(vault, FIRST, "lawyer", b"three" * 50_000, "PUT", f"/v1/records/{document['id']}/content", **headers)


def _rotate_case(vault):
    vault.ask("POST", "/v1/keys/rotate", {"case": FIRST}, "admin")


def _rotate_all(vault):
    vault.ask("POST", "/v1/keys/rotate", {"all": True}, "admin")


def _unassign(vault):
    vault.ask("POST", f"/v1/cases/{SECOND}/unassign", {"name": "ainura"}, "caseworker")


def _disable(vault):
    vault.ask("POST", "/v1/accounts/ainura/disable", {"orphan": True, "confirm": "ainura"}, "admin")


def _suspend(vault):
    vault.ask("POST", "/v1/accounts/bakyt/suspend", None, "admin")


def _close(vault):
    vault.ask("POST", f"/v1/cases/{THIRD}/close", None, "caseworker")


def _rotate_root(vault):
    vault.ask("POST", "/v1/keys/house/rotate", {"root": True}, "admin")


def _rotate_meta(vault):
    vault.ask("POST", "/v1/keys/house/rotate", {"meta": True}, "admin")


def _passphrase(vault):
    headers, key = vault.unlock("bakyt")
    vault.ask("POST", "/v1/session/passphrase", key + key, "bakyt", headers)


def _handover(vault):
    """By the lead: one list, with the digest of what was shown."""
    shown = vault.ask("GET", "/v1/accounts/ainura/handover?to=deputy", who="caseworker")
    body = {"to": "deputy", "digest": shown["digest"], "keyWords": vault.words["deputy"]}
    vault.ask("POST", "/v1/accounts/ainura/handover", body, "caseworker")


def _new_key(vault):
    vault.ask("POST", "/v1/accounts/ainura/new-key", {"orphan": True, "confirm": "ainura"}, "admin")


def _withdraw(vault):
    note = _record(vault, "psychologist", FIRST, "note")
    vault.ask("POST", f"/v1/records/{note['id']}/withdraw", {"reason": "Ката жазылган"}, "psychologist")


def _hold(vault):
    vault.ask("POST", f"/v1/cases/{THIRD}/hold", {"reason": "court-order"}, "lawyer")


def _propose_disposal(vault):
    vault.ask("POST", f"/v1/cases/{THIRD}/dispose", None, "caseworker")


def _dispose(vault):
    """The second person's yes to what waits in the prepared vault; with a wait of 0 days it is done at once."""
    item = next(item for item in vault.items("/v1/proposals", "auditor") if item["case"] == SECOND)
    vault.ask("POST", f"/v1/proposals/{item['id']}/agree", {"digest": item["digest"]}, "auditor")


def _confirm(vault):
    vault.ask("POST", "/v1/custodians/confirm", {"keyWords": vault.custodian_words}, "lawyer")


def _recover(vault):
    """Two cards at the console, without a login: what the psychologist alone could open is erkin's too."""
    body = {"purpose": "account", "name": "psychologist", "to": "erkin"}
    ceremony = vault.ask("POST", "/v1/recoveries", body)["id"]
    words = {"name": "erkin", "keyWords": vault.words["erkin"]}
    vault.ask("POST", f"/v1/recoveries/{ceremony}/words", words)
    for card in vault.cards[:2]:
        vault.ask("POST", f"/v1/recoveries/{ceremony}/cards", card.encode(), headers=BINARY)


def _rehearse(vault):
    ceremony = vault.ask("POST", "/v1/recoveries", {"purpose": "rehearse"})["id"]
    for card in vault.cards[1:]:
        vault.ask("POST", f"/v1/recoveries/{ceremony}/cards", card.encode(), headers=BINARY)


OPERATIONS = (
    Operation("init", _initialise, prepared=False),
    Operation("invite", _invite),
    Operation("enrol", _enrol),
    Operation("open-case", _open_case),
    Operation("assign", _assign_one),
    Operation("approve", _approve),
    Operation("note", _note),
    Operation("note-elsewhere", _first_note),
    Operation("amend", _amend),
    Operation("upload", _upload),
    Operation("replace", _replace),
    Operation("close", _close),
    Operation("suspend", _suspend),
    Operation("unassign", _unassign, background=True),
    Operation("disable", _disable, background=True),
    Operation("rotate-case", _rotate_case, background=True),
    Operation("rotate-all", _rotate_all, background=True),
    Operation("rotate-root", _rotate_root, background=True),
    Operation("rotate-meta", _rotate_meta, background=True),
    Operation("passphrase", _passphrase),
    Operation("handover", _handover),
    Operation("new-key", _new_key, background=True),
    Operation("withdraw", _withdraw),
    Operation("hold", _hold),
    Operation("propose-disposal", _propose_disposal),
    Operation("dispose", _dispose, background=True),
    Operation("confirm-custodians", _confirm, background=True),
    Operation("recover", _recover, background=True),
    Operation("rehearse", _rehearse),
)
