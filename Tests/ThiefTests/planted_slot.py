"""A way into the keystore of the thief's own, among those that every rewrite fills (docs/format.md, "Keystore")."""

import os

import keystore
from canonical import Context, Cursor, Damaged, u8, u64
from forging import seal, seal_to_person
from nacl import bindings
from sealing import derive, open_from_person, open_sealed

CUSTODIANS_SLOT = 5  # nothing sets or removes it by a command


def plant(house):
    """Adds the slot to keystore and mirror. Returns its secret."""
    secret = os.urandom(32)
    public = bindings.crypto_scalarmult_base(secret)
    vault, generation, slots, file_key, payload = _open(house)
    at, after = _slots_in(payload)
    planted = u8(CUSTODIANS_SLOT) + public + u8(0)
    payload = payload[:at] + u8(len(slots) + 1) + payload[at + 1 : after] + planted + payload[after:]
    slots.append((CUSTODIANS_SLOT, b"", seal_to_person(public, _slot(vault, generation), file_key)))
    head = keystore.MAGIC + u8(2) + vault + u64(generation) + u8(len(slots))
    for kind, parameters, sealed in slots:
        head += u8(kind) + u8(len(parameters)) + parameters + sealed
    for file in (house.keystore, house.folder / "mirror/keystore"):
        file.write_bytes(head + seal(file_key, Context(0x01, vault=vault, version=generation), payload, padded=True))
    return secret


def still_opens(house, secret):
    """Whether that slot opens the keystore as it is now."""
    vault, generation, slots, _ = keystore.read_head(house.keystore.read_bytes())
    for _, _, sealed in slots:
        try:
            return len(open_from_person(secret, _slot(vault, generation), sealed)) == 32
        except Damaged:
            continue
    return False


def _slot(vault, generation, kind=CUSTODIANS_SLOT):
    return Context(0x02, vault=vault, version=generation, other=u8(kind))


def _open(house):
    root = keystore.read_root_key(house.root_key)
    vault, generation, slots, sealed = keystore.read_head(house.keystore.read_bytes())
    kind, _, to_root = next(slot for slot in slots if slot[0] in keystore.ROOT_SLOTS)
    file_key = open_from_person(derive(root, Context(0x12, other=u8(kind))), _slot(vault, generation, kind), to_root)
    payload = open_sealed(file_key, Context(0x01, vault=vault, version=generation), sealed, padded=True)
    return vault, generation, slots, file_key, payload


def _slots_in(payload):
    """Where the payload's list of slots begins and ends."""
    cursor = Cursor(payload)
    cursor.take(1)
    keys = cursor.integer(1) + 3
    cursor.take(32 * keys)
    at = 2 + 32 * keys
    end = at + 1
    for _ in range(cursor.integer(1)):
        cursor.take(33)
        length = cursor.integer(1)
        cursor.take(length)
        end += 34 + length
    return at, end
