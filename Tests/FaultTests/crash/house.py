"""What the house knows of itself, in a form in which two runs can be compared: not which number or moment something
has, but whether it is another one than in the vault that a run began with.

So an acknowledged rotation can be told from one that was lost, though everybody reads the same after both.
"""

from collections import Counter

from protocol import Refused


LEDGER = ("house", "ledger")
DONE = ("disposal-done", "record-destroyed", "key-copy-registered")

# Before there is a vault.
NOTHING = {
    "epochs": {}, "versions": {}, "moments": {"root": None, "meta": None}, "slots": {}, "custodians": {},
    "ledger": None,
}


def base(vault):
    """What later views are compared with."""
    house, keys, custodians = _read(vault)
    return {
        "epochs": {item["id"]: item["houseEpoch"] for item in keys},
        "versions": {
            (item["id"], part["name"]): part["keyVersion"] for item in keys for part in item["compartments"]},
        "moments": {name: house[name]["madeAt"] for name in ("root", "meta")},
        "slots": {slot["id"]: slot.get("setAt") for slot in house["slots"]},
        "custodians": custodians,
        "ledger": _start(vault),
    }


def of(vault, base):
    """The view of what changed since `base`."""
    house, keys, custodians = _read(vault)
    seen = {}
    for name in ("root", "meta"):
        seen["house", name] = house[name]["state"], house[name]["madeAt"] != base["moments"][name]
    seen["house", "slots"] = tuple(sorted(
        (slot["id"], slot["pending"], slot.get("setAt") != base["slots"].get(slot["id"])) for slot in house["slots"]))
    for item in keys:
        code = item["id"]
        seen["house", code] = (
            item["houseState"], item["houseEpoch"] > base["epochs"].get(code, 0),
            tuple(_compartment(part, base["versions"].get((code, part["name"]), 0)) for part in item["compartments"]))
    for moment in ("setAt", "rehearsedAt"):
        seen["custodians", moment] = custodians.get(moment) != base["custodians"].get(moment)
    for name in sorted(vault.tokens):
        seen[name, "custodians"] = _comparable(_custodians(vault, name))
    limits = vault.ask("GET", "/v1/limits", who=vault.overseer)
    seen["house", "limits"] = tuple(
        (name, tuple(sorted(limits.get(name, {}).items()))) for name in ("agreed", "file", "inForce"))
    findings = vault.ask("GET", "/v1/doctor", who=vault.overseer)["items"]
    seen["house", "doctor"] = tuple(sorted((item["id"], item["severity"]) for item in findings))
    seen[LEDGER] = _decided(vault, base["ledger"])
    return seen


def _read(vault):
    house = vault.ask("GET", "/v1/keys/house", who=vault.overseer)
    return house, vault.items("/v1/keys", vault.overseer), _custodians(vault, vault.overseer)


def _compartment(part, version):
    return (
        part["name"], part["state"], part["keyVersion"] > version, part["remaining"], tuple(part["waitsFor"]),
        part.get("custodians"))


def _custodians(vault, who):
    try:
        return vault.ask("GET", "/v1/custodians", who=who)
    except Refused as refused:
        if refused.code != "no-custodians":
            raise
        return {}


def _comparable(status):
    if not status:
        return None
    progress = status["progress"]
    return (
        status["needed"], status["count"], status["setBy"], status.get("confirmed"), progress["missing"],
        tuple(progress["waitsFor"]), tuple(progress["unconfirmed"]))


def _start(vault):
    """The number of the event that the daemon started, which every copy of the vault gives to its own start."""
    found = vault.ask("GET", "/v1/ledger?kind=started&limit=1", who=vault.overseer)["items"]
    return int(found[0]["id"])


def _decided(vault, since):
    """How many events of each kind there are since then, of those that change who may do what, which are signed, and
    of those that say what was destroyed and what was copied."""
    events = vault.items("/v1/ledger?order=asc&limit=200", vault.overseer, after=since)
    return tuple(sorted(Counter(
        event["kind"] for event in events if event["signed"] or event["kind"] in DONE).items()))
