"""What everybody sees of a vault, without what differs from run to run: ids, times, counters.

Two equal views mean that to every person every command says the same, and that everything that one could read
the other can read, to the byte.
"""

import hashlib
from typing import NamedTuple

from protocol import Refused
from vault import OVERSEERS


class Case(NamedTuple):
    """One that is there, as one person sees it."""

    status: str
    hold: str | None
    leads: tuple
    label: str | None
    compartments: tuple
    people: tuple
    records: tuple
    requests: tuple


class Record(NamedTuple):
    kind: str
    title: str
    author: str
    versions: tuple


def of(vault):
    """The view of all who are logged in, of a vault that is open; of any other, what it says of itself."""
    health = vault.ask("GET", "/v1/health")
    seen = {("state",): health["state"], ("ways in",): tuple(health.get("unseal", ()))}
    if health["state"] != "ready":
        return seen
    seen["opens",] = tuple(sorted(vault.opens.items()))
    # One list for everybody.
    accounts = vault.items("/v1/accounts", vault.overseer)
    seen["accounts",] = sorted((item["id"], item["role"], item["status"]) for item in accounts)
    roles = {item["id"]: item["role"] for item in accounts}
    for who in sorted(vault.tokens):
        seen |= _person(vault, who, roles[who])
    for record, who in vault.known.watched:
        seen[who, "history"] = _history(vault, record, who)
    return seen


def _person(vault, who, role):
    seen = {}
    seen[who, "proposals"] = sorted(
        (item["kind"], item.get("case") or "", item.get("name") or "", item["state"], tuple(item["waitsFor"]))
        for item in vault.items("/v1/proposals", who))
    if role in OVERSEERS:
        return seen
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
        return case["status"], _certificate(vault, who, code)
    parts = tuple((part["name"], part["access"], part["state"], part["records"]) for part in case["compartments"])
    people = tuple(sorted(
        (line["name"], line["compartment"], line["canOpen"], line["lead"], line["status"])
        for line in vault.items(f"/v1/cases/{code}/who", who)))
    records = tuple(sorted(_record(vault, who, item) for item in vault.items(f"/v1/cases/{code}/records", who)))
    requests = _requests(vault.items(f"/v1/cases/{code}/requests", who))
    return Case(
        case["status"], case.get("hold"), tuple(case["leads"]), case.get("label"), parts, people, records, requests)


def _certificate(vault, who, code):
    try:
        paper = vault.ask("GET", f"/v1/cases/{code}/certificate", who=who)
    except Refused as refused:
        return refused.code
    return paper["proposedBy"], paper["agreedBy"], "completedAt" in paper, tuple(sorted(paper["destroyed"].items()))


def _record(vault, who, item):
    """Every version: old ones are sealed anew by rotations too."""
    versions = tuple(
        _content(vault, who, item, f"?version={version}" if version < item["version"] else "")
        for version in range(1, item["version"] + 1))
    return Record(item["kind"], item["title"], item["author"], versions)


def _content(vault, who, item, version):
    if item["form"] == "note":
        return vault.ask("GET", f"/v1/records/{item['id']}{version}", who=who)["text"]
    return hashlib.sha256(vault.ask("GET", f"/v1/records/{item['id']}/content{version}", who=who)).hexdigest()


def _history(vault, record, who):
    """Of a record that may be withdrawn or gone, and then is in no list."""
    try:
        versions = vault.items(f"/v1/records/{record}/versions", who)
    except Refused as refused:
        return refused.code
    return tuple((item["version"], item["author"], item["title"], item.get("withdrawn")) for item in versions)


def _requests(items):
    return tuple(sorted(
        (item["kind"], item["case"], item.get("name") or "", tuple(item["compartments"]), tuple(item["waitsFor"]))
        for item in items))


def contents(seen):
    """What each person can read, every version of everything: notes as they are, documents as their hash."""
    found = {}
    for place, value in seen.items():
        if isinstance(value, Case):
            found.setdefault(place[0], set()).update(text for record in value.records for text in record.versions)
    return found


def difference(one, other):
    """Where two views differ, in words."""
    for place in sorted(one.keys() | other.keys(), key=str):
        if one.get(place) != other.get(place):
            return f"{place}: {one.get(place)} and {other.get(place)}"
    return "nowhere"
