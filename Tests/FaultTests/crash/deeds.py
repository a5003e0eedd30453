"""What people do in a walk.

Each deed picks whom and what by chance, sensibly more often than not; that it is refused is as good an end as that it
is done."""

import datetime
import secrets

from prepared import KINDS, custodians
from protocol import BINARY, Refused

NAMES = (
    "aida", "bermet", "chynara", "daniyar", "elmira", "farida", "gulnara", "jyldyz", "kanat", "meerim", "nurlan",
    "saltanat")
COMPARTMENTS = ("identity", "casework", "legal", "psychosocial")
ROLES = ("caseworker", "lawyer", "psychologist")
MOST_CASES = 9


class Nothing(Exception):
    """There is nothing that this could be done to at the moment."""


def pick(walk, items):
    items = list(items)
    if not items:
        raise Nothing
    return walk.random.choice(items)


def _worker(walk):
    return pick(walk, walk.vault.workers)


def _admin(walk):
    """An admin; sometimes somebody who may not."""
    return pick(walk, walk.vault.of_role("admin") if walk.often() else walk.vault.tokens)


def _overseer(walk):
    return pick(walk, walk.vault.of_role("admin") + walk.vault.of_role("auditor"))


def _anybody(walk):
    return pick(walk, walk.vault.known.roles)


def _case(walk, who, *, state=None):
    """A case that somebody is on, or any; `state` as its list has it."""
    own = [item["id"] for item in walk.vault.items("/v1/cases", who) if state in (None, item["status"])]
    return pick(walk, own if walk.often() else walk.codes)


def _lead_and_case(walk):
    """A case with a lead of it; sometimes any two."""
    who = _worker(walk)
    if not walk.often():
        return who, _case(walk, who)
    led = [
        (lead, item["id"]) for item in walk.vault.items("/v1/cases", who) for lead in item["leads"]
        if lead in walk.vault.tokens]
    return pick(walk, led)


def _words(walk, name):
    """The six words, where somebody has them at hand."""
    words = walk.vault.known.words.get(name)
    return {"keyWords": words} if words and walk.often() else {}


def _sure(walk, name):
    """What is asked before a loss."""
    return {"orphan": walk.random.random() < 0.7, "confirm": name}


# People


def invite(walk):
    name = pick(walk, NAMES)
    role = pick(walk, (*ROLES, *ROLES, "admin", "auditor"))
    body = {"name": name, "role": role}
    if walk.seldom():
        body["samePersonAs"] = _anybody(walk)
    _keep_code(walk, name, walk.ask("POST", "/v1/accounts", body, _admin(walk)))


def _keep_code(walk, name, answer):
    walk.vault.known.codes[name] = answer["code"]


def enrol(walk):
    _enrol(walk, pick(walk, walk.vault.known.codes))


def _enrol(walk, name):
    headers, key = walk.vault.unlock(name)
    headers["Sandyk-Invite"] = walk.vault.known.codes.get(name, "")
    walk.vault.known.words[name] = walk.ask("POST", f"/v1/accounts/{name}/enrol", key, headers=headers)["keyWords"]
    walk.vault.known.codes.pop(name, None)
    walk.vault.is_stale = True


def uninvite(walk):
    walk.ask("DELETE", f"/v1/accounts/{pick(walk, walk.vault.known.codes)}/invitation", None, _admin(walk))


def suspend(walk):
    walk.ask("POST", f"/v1/accounts/{_anybody(walk)}/suspend", None, _overseer(walk))


def resume(walk):
    walk.ask("POST", f"/v1/accounts/{_anybody(walk)}/resume", None, _overseer(walk))


def disable(walk):
    name = _anybody(walk)
    walk.ask("POST", f"/v1/accounts/{name}/disable", _sure(walk, name), _admin(walk))


def role(walk):
    name = _anybody(walk)
    body = {"role": pick(walk, (*ROLES, "admin", "auditor"))} | _sure(walk, name)
    _keep_code(walk, name, walk.ask("POST", f"/v1/accounts/{name}/role", body, _admin(walk)))


def new_key(walk):
    name = _anybody(walk)
    answer = walk.ask("POST", f"/v1/accounts/{name}/new-key", _sure(walk, name), _admin(walk))
    _keep_code(walk, name, answer)


def passphrase(walk):
    name = pick(walk, walk.vault.tokens)
    key = secrets.token_bytes(32)
    headers, new = walk.vault.secret(key)
    walk.ask("POST", "/v1/session/passphrase", walk.vault.people[name] + new, name, headers)
    walk.vault.people[name] = key


def handover(walk):
    one, other, who = _anybody(walk), _anybody(walk), pick(walk, walk.vault.tokens)
    shown = walk.ask("GET", f"/v1/accounts/{one}/handover?to={other}", None, who)
    body = {"to": other, "digest": shown["digest"]} | _words(walk, other)
    walk.ask("POST", f"/v1/accounts/{one}/handover", body, who)


# Cases


def open_case(walk):
    if len(walk.codes) >= MOST_CASES:
        raise Nothing
    code = f"KG-2026-{100 + len(walk.codes):04}"
    who = _worker(walk)
    # First, since the answer may be lost.
    walk.codes.append(code)
    walk.ask("POST", "/v1/cases", {"code": code}, who)


def assign(walk):
    who, code = _lead_and_case(walk)
    name = _anybody(walk)
    body = {"name": name} | _words(walk, name)
    if walk.seldom():
        body["compartments"] = walk.random.sample(COMPARTMENTS, walk.random.randint(1, 3))
    walk.ask("POST", f"/v1/cases/{code}/assign", body, who)


def ask_for(walk):
    """An admin asks; a lead has to say yes."""
    path = f"/v1/cases/{pick(walk, walk.codes)}/{pick(walk, ('assign', 'unassign', 'lead'))}"
    walk.ask("POST", path, {"name": _anybody(walk)}, _admin(walk))


def approve(walk):
    who = _worker(walk)
    item = pick(walk, walk.vault.items("/v1/requests", who))
    name = item.get("name") or ""
    body = _words(walk, name)
    if item["kind"] == "unassign":
        body |= _sure(walk, name)
    walk.ask("POST", f"/v1/requests/{item['id']}/approve", body, who)


def decline(walk):
    who = _worker(walk)
    item = pick(walk, walk.vault.items("/v1/requests", who))
    walk.ask("POST", f"/v1/requests/{item['id']}/decline", None, who)


def unassign(walk):
    who, code = _lead_and_case(walk)
    on_it = [line["name"] for line in walk.ask("GET", f"/v1/cases/{code}/who", None, who)["items"]]
    name = pick(walk, on_it)
    walk.ask("POST", f"/v1/cases/{code}/unassign", {"name": name} | _sure(walk, name), who)


def lead(walk):
    who, code = _lead_and_case(walk)
    name = _anybody(walk)
    walk.ask("POST", f"/v1/cases/{code}/lead", {"name": name} | _words(walk, name), who)


def unlead(walk):
    who, code = _lead_and_case(walk)
    name = pick(walk, walk.ask("GET", f"/v1/cases/{code}", None, who)["leads"])
    walk.ask("POST", f"/v1/cases/{code}/unlead", {"name": name}, who)


def close(walk):
    who, code = _lead_and_case(walk)
    walk.ask("POST", f"/v1/cases/{code}/{pick(walk, ('close', 'reopen', 'reopen'))}", None, who)


def hold(walk):
    who = _worker(walk)
    walk.ask("POST", f"/v1/cases/{_case(walk, who)}/hold", {"reason": "audit"}, who)


def unhold(walk):
    who = _worker(walk)
    walk.ask("POST", f"/v1/cases/{_case(walk, who)}/unhold", None, who)


def dispose(walk):
    who, code = _lead_and_case(walk)
    walk.ask("POST", f"/v1/cases/{code}/dispose", None, who)


def agree(walk):
    who = pick(walk, walk.vault.tokens)
    item = pick(walk, walk.vault.items("/v1/proposals", who))
    walk.ask("POST", f"/v1/proposals/{item['id']}/agree", {"digest": item["digest"] or "00" * 32}, who)
    if item["kind"] == "custodians.set":
        walk.custodians_are(item["custodians"]["keyWords"])


def take_back(walk):
    who = pick(walk, walk.vault.tokens)
    item = pick(walk, walk.vault.items("/v1/proposals", who))
    walk.ask("POST", f"/v1/proposals/{item['id']}/withdraw", None, who)


# Records


def note(walk):
    who = _worker(walk)
    kind = KINDS[walk.vault.known.roles[who]] if walk.often() else "label"
    body = {"kind": kind, "text": walk.new_text()}
    walk.ask("POST", f"/v1/cases/{_case(walk, who, state='open')}/records", body, who)


def _record(walk, who, form=""):
    found = [
        item for case in walk.vault.items("/v1/cases", who) if case["status"] != "disposed"
        for item in walk.vault.items(f"/v1/cases/{case['id']}/records{form}", who)]
    own = [item for item in found if item["author"] == who]
    return pick(walk, own if walk.often() else found)


def amend(walk):
    who = _worker(walk)
    item = _record(walk, who, "?form=note")
    headers = {"If-Match": f'"{item["version"]}"'}
    walk.ask("POST", f"/v1/records/{item['id']}/versions", {"text": walk.new_text()}, who, headers)


def _document(walk, who, method, path, headers):
    headers |= {
        "Content-Type": "text/plain; charset=utf-8", "Sandyk-Kind": KINDS[walk.vault.known.roles[who]],
        "Content-Disposition": "attachment; filename*=UTF-8''%D0%97.txt"}
    walk.ask(method, path, walk.new_content(), who, headers)


def put(walk):
    who = _worker(walk)
    _document(walk, who, "POST", f"/v1/cases/{_case(walk, who, state='open')}/documents", {})


def replace(walk):
    who = _worker(walk)
    item = _record(walk, who, "?form=document")
    _document(walk, who, "PUT", f"/v1/records/{item['id']}/content", {"If-Match": f'"{item["version"]}"'})


def withdraw(walk):
    who = _worker(walk)
    record = _record(walk, who)["id"]
    walk.ask("POST", f"/v1/records/{record}/withdraw", {"reason": "Ката"}, who)
    walk.withdrawn.append((record, who))


def destroy(walk):
    record, who = pick(walk, walk.withdrawn)
    if who not in walk.vault.tokens:
        raise Nothing
    walk.ask("POST", f"/v1/records/{record}/destroy", None, who)


def look_around(walk):
    who = pick(walk, walk.vault.tokens)
    walk.ask("GET", pick(walk, ("/v1/ledger", "/v1/keys", "/v1/doctor", "/v1/limits", "/v1/custodians")), None, who)
    walk.ask("POST", "/v1/search", {"text": "жазуу"}, who)


# Keys


def rotate_case(walk):
    who, code = _lead_and_case(walk)
    walk.ask("POST", "/v1/keys/rotate", {"case": code}, who if walk.seldom() else _admin(walk))


def rotate_all(walk):
    walk.ask("POST", "/v1/keys/rotate", {"all": True}, _admin(walk))


def rotate_house(walk):
    walk.ask("POST", "/v1/keys/house/rotate", {pick(walk, ("root", "meta")): True}, _admin(walk))


def slot(walk):
    key = secrets.token_bytes(32)
    headers, body = walk.vault.secret(key)
    walk.ask("PUT", "/v1/keys/slots/technician", body, _admin(walk), headers)
    walk.vault.known.slot_keys = (key,)


def remove_slot(walk):
    walk.ask("DELETE", "/v1/keys/slots/technician", None, _admin(walk))
    walk.vault.known.slot_keys = ()


def seal(walk):
    vault = walk.vault
    walk.ask("POST", "/v1/seal", None, pick(walk, vault.tokens))
    vault.wait_until("sealed")
    vault.is_stale = True
    if vault.known.slot_keys and walk.seldom():
        walk.ask("POST", "/v1/unseal/technician", vault.known.slot_keys[0], headers=BINARY)
    else:
        walk.ask("POST", "/v1/unseal/root")


def register_backup(walk):
    until = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=30)
    body = {"label": "A stick", "until": f"{until:%Y-%m-%dT%H:%M:%SZ}"}
    walk.ask("POST", "/v1/backups/keys", body, _admin(walk))


def limits(walk):
    walk.ask("POST", "/v1/limits", None, _admin(walk))


# Custodians


def set_custodians(walk):
    dealt = pick(walk, walk.deals)
    answer = walk.ask("POST", "/v1/custodians", custodians(dealt.public_keys), _admin(walk))
    if "proposal" not in answer:
        walk.custodians_are(dealt.words)


def confirm(walk):
    walk.ask("POST", "/v1/custodians/confirm", {"keyWords": walk.vault.known.current.words}, _worker(walk))


def _ceremony(walk, body, who=None, successor=None):
    """Whole, or broken off."""
    answer = walk.ask("POST", "/v1/recoveries", body, who)
    path = f"/v1/recoveries/{answer['id']}"
    try:
        for person in answer["people"]:
            if person["words"] == "waiting":
                words = {"keyWords": walk.vault.known.words[person["name"]]} if walk.often() else {}
                walk.ask("POST", f"{path}/words", {"name": person["name"]} | words, who)
        if successor:
            walk.ask("POST", f"{path}/words", {"keyWords": successor}, who)
        for card in walk.random.sample(walk.vault.known.current.cards, 2 if walk.often() else 1):
            answer = walk.ask("POST", f"{path}/cards", card.encode(), who, BINARY)
    finally:
        if answer["state"] != "done":
            walk.ask("DELETE", path, None, who)
    return answer if answer["state"] == "done" else None


def recover(walk):
    purpose = pick(walk, ("case", "case", "account", "account", "rehearse"))
    body = {"purpose": purpose}
    if purpose == "case":
        body["case"] = pick(walk, walk.codes)
        if walk.often():
            body["to"] = _anybody(walk)
    if purpose == "account":
        body["name"] = _anybody(walk)
        body["to"] = _anybody(walk)
    _ceremony(walk, body, _admin(walk) if walk.seldom() else None)


def recover_admin(walk):
    """At the console: the admin's key ends, and a code for a new one is made."""
    name = pick(walk, walk.vault.of_role("admin"))
    answer = _ceremony(walk, {"purpose": "account", "name": name})
    if answer and "invitation" in answer:
        _keep_code(walk, name, answer["invitation"])
        # There may be no other admin.
        _enrol(walk, name)


def succeed(walk):
    dealt = pick(walk, walk.deals)
    body = {"purpose": "succeed", **custodians(dealt.public_keys)}
    if _ceremony(walk, body, successor=dealt.words):
        walk.custodians_are(dealt.words)


# What is not done while others do something too: whether it came to pass could not be told where no answer came.
ALONE = (passphrase, recover_admin)
# After these somebody may read less than before.
TAKING = (withdraw, agree, dispose, approve, unassign, suspend, disable, role, new_key, recover_admin)

# How often each comes.
OFTEN = (
    (note, 10), (amend, 5), (put, 4), (replace, 2), (withdraw, 3), (destroy, 2), (look_around, 4), (open_case, 3),
    (assign, 12), (ask_for, 4), (approve, 10), (decline, 2), (unassign, 4), (lead, 4), (unlead, 2), (close, 2),
    (hold, 2), (unhold, 2), (dispose, 2), (agree, 8), (take_back, 1), (invite, 4), (enrol, 8), (uninvite, 1),
    (suspend, 2), (resume, 5), (disable, 1), (role, 1), (new_key, 2), (passphrase, 1), (handover, 3), (rotate_case, 4),
    (rotate_all, 1), (rotate_house, 1), (slot, 1), (remove_slot, 1), (seal, 1), (register_backup, 1), (limits, 1),
    (set_custodians, 1), (confirm, 5), (recover, 4), (recover_admin, 1), (succeed, 1))
