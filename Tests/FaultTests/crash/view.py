"""What everybody sees of a vault, without what differs from run to run: ids, times, counters.

Two equal views mean that to every person every command says the same, and that everything that one could read
the other can read, to the byte.
"""

import hashlib
import time

from vault import Refused, Stuck

OVERSEERS = ("admin", "auditor")


def of(vault):
    """Everybody's view: of those who can log in."""
    seen = {("state",): vault.ask("GET", "/v1/health")["state"]}
    if seen[("state",)] != "ready":
        return seen
    vault.log_everybody_in()
    for who in sorted(vault.tokens):
        role = vault.ask("GET", "/v1/session", who=who)["role"]
        seen[who, "role"] = role
        seen[who, "accounts"] = sorted((item["id"], item["role"], item["status"]) for item in vault.items("/v1/accounts", who))
        seen[who, "proposals"] = sorted(
            (item["kind"], item.get("case") or "", item["state"]) for item in vault.items("/v1/proposals", who))
        if role not in OVERSEERS:
            seen[who, "requests"] = _requests(vault.items("/v1/requests", who))
            for case in vault.items("/v1/cases", who):
                try:
                    seen[who, case["id"]] = _case(vault, who, case)
                except Refused as refused:
                    if refused.code not in ("case-disposed", "withdrawn"):
                        raise
                    seen[who, case["id"]] = refused.code
    return seen


def _case(vault, who, case):
    code = case["id"]
    if case["status"] == "disposed":
        return (case["status"],)
    parts = tuple((part["name"], part["access"], part["state"], part["records"]) for part in case["compartments"])
    people = tuple(sorted(
        (line["name"], line["compartment"], line["canOpen"], line["lead"], line["status"])
        for line in vault.items(f"/v1/cases/{code}/who", who)))
    records = tuple(sorted(_record(vault, who, item) for item in vault.items(f"/v1/cases/{code}/records", who)))
    requests = _requests(vault.items(f"/v1/cases/{code}/requests", who))
    return case["status"], case.get("hold"), tuple(case["leads"]), case.get("label"), parts, people, records, requests


def _record(vault, who, item):
    if item["form"] == "note":
        content = vault.ask("GET", f"/v1/records/{item['id']}", who=who)["text"]
    else:
        content = hashlib.sha256(vault.ask("GET", f"/v1/records/{item['id']}/content", who=who)).hexdigest()
    return item["kind"], item["title"], item["author"], item["version"], content


def _requests(items):
    return tuple(sorted(
        (item["kind"], item["case"], item.get("name") or "", tuple(item["compartments"]), tuple(item["waitsFor"]))
        for item in items))


def difference(one, other):
    """Where two views differ, in words."""
    for place in sorted(one.keys() | other.keys(), key=str):
        if one.get(place) != other.get(place):
            return f"{place}: {one.get(place)} and {other.get(place)}"
    return "nowhere"


def settle(vault, limit=20.0):
    """Waits until every rotation that waits for somebody who is logged in has come to its end."""
    until = time.monotonic() + limit
    while time.monotonic() < until:
        waiting = [
            (item["id"], part["name"], part["state"])
            for item in vault.items("/v1/keys", "admin")
            for part in item["compartments"]
            if part["state"] not in ("current", "orphaned") and set(part["waitsFor"]) & vault.tokens.keys()
        ]
        house = vault.ask("GET", "/v1/keys/house", who="admin")
        waiting += [name for name in ("root", "meta") if house[name]["state"] != "current"]
        waiting += [item["id"] for item in vault.items("/v1/keys", "admin") if item["houseState"] != "current"]
        if not waiting:
            return
        time.sleep(0.05)
    raise Stuck(f"rotations do not end: {waiting}")
