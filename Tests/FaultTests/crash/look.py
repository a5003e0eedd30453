"""What is seen of a vault, and how it is brought to where everything can be seen."""

from dataclasses import dataclass, field

import house
import rotations
import view
from protocol import BINARY, Refused


@dataclass(frozen=True)
class Seen:
    """What people see, and what the house knows of itself once no rotation is under way."""

    people: dict
    house: dict = field(default_factory=dict)

    def difference(self, other):
        return view.difference(self.people | self.house, other.people | other.house)

    def without_ledger(self):
        return Seen(self.people, {place: fact for place, fact in self.house.items() if place != house.LEDGER})


def log_in(vault):
    vault.log_everybody_in()
    rotations.settle(vault)


def unseal(vault):
    """By its operator, who needs no passphrase."""
    vault.ask("POST", "/v1/unseal/root")


def at(vault, base, early=None):
    """What is seen when everything that was cut off has come to its end. `early` is told what people see before that,
    where something has to come to an end."""
    if vault.state() != "ready":
        return Seen(view.of(vault))
    opening = passphrases(vault)
    vault.log_everybody_in()
    if rotations.waiting(vault):
        if early:
            early(view.of(vault))
        rotations.settle(vault)
    return Seen(view.of(vault), house.of(vault, base) | {("house", "passphrases"): opening})


def passphrases(vault):
    """Which of the passphrases that were ever set for the technician open the vault: it is sealed for each."""
    return tuple(_opens(vault, key) for key in vault.known.slot_keys)


def _opens(vault, key):
    vault.log_in("admin")
    vault.ask("POST", "/v1/seal", None, "admin")
    vault.wait_until("sealed")
    try:
        vault.ask("POST", "/v1/unseal/technician", key, headers=BINARY)
    except Refused as refused:
        if refused.code not in ("unseal-refused", "not-found"):
            raise
        unseal(vault)
        return False
    return True


def at_beginning(vault):
    """Starts it. What later views are compared with, and the first of them."""
    state = vault.start()
    if state == "uninitialised":
        return house.NOTHING, at(vault, house.NOTHING)
    sealed = None
    if state == "sealed":
        sealed = at(vault, house.NOTHING)
        unseal(vault)
    log_in(vault)
    base = house.base(vault)
    return base, sealed or at(vault, base)
