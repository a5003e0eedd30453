"""Rotations that are under way, and their end."""

import time

from protocol import PATIENCE, Stuck


def waiting(vault):
    """What is not current yet, though somebody who is logged in, or nobody, is needed for it."""
    who = vault.overseer
    found = []
    for item in vault.items("/v1/keys", who):
        if item["houseState"] != "current":
            found.append(item["id"])
        found += [
            f"{item['id']} {part['name']} {part['state']}" for part in item["compartments"]
            if part["state"] not in ("current", "orphaned") and set(part["waitsFor"]) & vault.tokens.keys()]
    house = vault.ask("GET", "/v1/keys/house", who=who)
    return found + [name for name in ("root", "meta") if house[name]["state"] != "current"]


def settle(vault):
    """Waits until everything that waits for somebody who is logged in has come to its end.

    Raises Stuck."""
    until = time.monotonic() + PATIENCE
    while left := waiting(vault):
        if time.monotonic() > until:
            raise Stuck(f"rotations do not end: {left}")
        time.sleep(0.02)
