"""The vault that every operation begins with: people of every role, three cases with records, custodians, and something
open of everything that can be open. It is made once, and never started after that: runs have copies of it.
"""

import json
import subprocess
from typing import NamedTuple

import rotations
from programs import program
from vault import Vault

FIRST, SECOND, THIRD = "KG-2026-0041", "KG-2026-0042", "KG-2026-0043"
PEOPLE = {
    "auditor": "auditor", "caseworker": "caseworker", "lawyer": "lawyer", "psychologist": "psychologist",
    "ainura": "caseworker", "bakyt": "lawyer", "deputy": "caseworker", "erkin": "psychologist",
}
# The first case has somebody in every compartment; with these, each compartment is in two cases.
MEMBERS = {
    FIRST: ("caseworker", "lawyer", "psychologist"), SECOND: ("caseworker", "psychologist"),
    THIRD: ("caseworker", "lawyer"),
}
KINDS = {"caseworker": "safety-plan", "lawyer": "statement", "psychologist": "session-note"}
# More than one chunk of 64 KiB, and less.
LONG, SHORT = b"one" * 30_000, b"one" * 100


def prepare(folder):
    vault = Vault.fresh(folder)
    known = vault.known
    known.cards, known.public_keys, known.custodian_words = deal()
    known.next_cards, known.next_public_keys, known.next_custodian_words = deal()
    vault.start()
    try:
        initialise(vault)
        vault.log_in("admin")
        _enrol_people(vault)
        for case, members in MEMBERS.items():
            _fill(vault, case, members)
        note = newest(vault, "caseworker", FIRST, "note")
        vault.ask(
            "POST", f"/v1/records/{note['id']}/versions", {"text": "Экинчи"}, "caseworker", {"If-Match": '"1"'})
        assign(vault, SECOND, "ainura")
        # A request that a holder has to say yes to, and one that the lead has to.
        assign(vault, FIRST, "bakyt", compartments=["legal"])
        vault.ask("POST", f"/v1/cases/{FIRST}/assign", {"name": "ainura"}, "admin")
        known.invite = vault.ask("POST", "/v1/accounts", {"name": "gulnara", "role": "lawyer"}, "admin")["code"]
        vault.unlock("gulnara")
        set_custodians(vault)
        for name in ("caseworker", "psychologist", "ainura"):
            vault.ask("POST", "/v1/custodians/confirm", {"keyWords": known.custodian_words}, name)
        vault.ask("POST", f"/v1/cases/{SECOND}/dispose", None, "caseworker")
        rotations.settle(vault)
    finally:
        vault.stop()
    return vault


def _enrol_people(vault):
    vault.known.words = {}
    for name, role in PEOPLE.items():
        code = vault.ask("POST", "/v1/accounts", {"name": name, "role": role}, "admin")["code"]
        vault.known.words[name] = enrol(vault, name, code)["keyWords"]
        vault.log_in(name)


def _fill(vault, case, members):
    """A case with a note of each member, and a document of each in one case and of one in the others."""
    lead, *others = members
    vault.ask("POST", "/v1/cases", {"code": case}, lead)
    for name in others:
        assign(vault, case, name)
    for name in members:
        body = {"kind": KINDS[name], "text": f"{name}: ёлка"}
        vault.ask("POST", f"/v1/cases/{case}/records", body, name)
    for name in members if case == FIRST else others:
        put(vault, case, name, LONG if case == FIRST else SHORT)


# What operations do too


class Deal(NamedTuple):
    cards: list
    public_keys: str
    words: str


def deal():
    """A custodians' key of 2 of 3."""
    words = [program("sandyk"), "custodians", "deal", "-k", "2", "-n", "3", "--scripted"]
    dealt = json.loads(subprocess.run(words, check=True, capture_output=True).stdout)
    return Deal(dealt["cards"], dealt["publicKeys"], dealt["keyWords"])


def initialise(vault):
    headers, key = vault.unlock("admin")
    vault.ask("POST", "/v1/vault", key, headers=headers | {"Sandyk-Account": "admin"})


def enrol(vault, name, code):
    headers, key = vault.unlock(name)
    return vault.ask("POST", f"/v1/accounts/{name}/enrol", key, headers=headers | {"Sandyk-Invite": code})


def assign(vault, case, name, **more):
    body = {"name": name, "keyWords": vault.known.words[name], **more}
    vault.ask("POST", f"/v1/cases/{case}/assign", body, "caseworker")


def put(vault, case, who, content, method="POST", path=None, **headers):
    fixed = {
        "Content-Type": "text/plain; charset=utf-8", "Sandyk-Kind": KINDS[who],
        "Content-Disposition": "attachment; filename*=UTF-8''%D0%97.txt",
    }
    vault.ask(method, path or f"/v1/cases/{case}/documents", content, who, fixed | headers)


def set_custodians(vault):
    vault.ask("POST", "/v1/custodians", custodians(vault.known.public_keys), "admin")


def custodians(public_keys):
    return {"publicKeys": public_keys, "needed": 2, "count": 3}


def newest(vault, who, case, form):
    """Somebody's newest record of a form."""
    items = vault.items(f"/v1/cases/{case}/records?form={form}", who)
    return next(item for item in items if item["author"] == who)
