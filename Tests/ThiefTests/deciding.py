"""Proposals and what follows from them, as events that a forger signs (docs/format.md, "Proposals")."""

import os
import time

from canonical import u8, u16, u32, u64
from ledger import Kind, Operation

DESTROY, DISPOSE, LIMITS = 98, 101, 96
INVITE, CUSTODIANS = Operation.ACCOUNT_INVITE, Operation.CUSTODIANS_SET
PSYCHOLOGIST, ADMIN, AUDITOR = 3, 4, 5  # roles
DAY = 86_400
LAXEST = {
    "quorum": u8(1), "wait_days": u32(0), "idle_seconds": u64(DAY), "absolute_seconds": u64(7 * DAY),
    "cost": u32(3) + u32(65_536),
}
NO_COUNTS = bytes(40)


def propose(forger, signer, operation, /, **content):
    """Returns what an agreement has to name: the request's id and the proposal's hash."""
    request = os.urandom(16)
    expires = u64(1000 * (int(time.time()) + 6 * DAY))
    return request, forger.sign(
        signer, Kind.PROPOSED, request=request, operation=u16(operation), expires=expires, **content)


def in_a_day():
    return u64(1000 * (int(time.time()) + DAY))


def agree(forger, signer, proposal):
    request, digest = proposal
    forger.sign(signer, Kind.AGREED, request=request, digest=digest)


def invitation(role, name="helper"):
    """An invitation's own fields, for a code that the thief knows."""
    return {"name": name.encode(), "role": u8(role), "invite_hash": os.urandom(32)}
