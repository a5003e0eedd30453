"""The keystore and the pin (docs/format.md, "Keystore")."""

from dataclasses import dataclass

from nacl import bindings

from canonical import Context, Cursor, Damaged, decode_text, u8
from sealing import derive, open_from_person, open_sealed

MAGIC = b"SANDYKKS"
SEALED_TO_SLOT = 138
ROOT_SLOTS = (1, 2)


@dataclass(frozen=True)
class Keystore:
    vault: bytes
    generation: int
    meta_key: bytes
    index_key: bytes
    house_keys: dict  # (case id, epoch) → house key
    disabled: frozenset
    disposed: frozenset


@dataclass(frozen=True)
class Pin:
    size: int
    root: bytes
    generation: int


def read_root_key(path):
    with open(path, encoding="ascii") as file:
        key = decode_text("sandyk-root-", file.read().strip())
    if len(key) != 32:
        raise Damaged("a root key has 32 bytes")
    return key


def open_keystore(data, root_key):
    cursor = Cursor(data)
    if cursor.take(8) != MAGIC or cursor.integer(1) != 1:
        raise Damaged("not a keystore of format 1")
    vault, generation = cursor.take(32), cursor.integer(8)
    slots = [(cursor.integer(1), cursor.take(SEALED_TO_SLOT)) for _ in range(cursor.integer(1))]
    file_key = _open_slot(slots, root_key, vault, generation)
    payload = open_sealed(
        file_key, Context(0x01, vault=vault, version=generation), cursor.rest(), padded=True
    )
    return _decode(payload, vault, generation, slots, root_key)


def _slot_secret(root_key, kind):
    return derive(root_key, Context(0x12, other=u8(kind)))


def _open_slot(slots, root_key, vault, generation):
    for kind, sealed in slots:
        if kind not in ROOT_SLOTS:
            continue
        try:
            context = Context(0x02, vault=vault, version=generation, other=u8(kind))
            return open_from_person(_slot_secret(root_key, kind), context, sealed)
        except Damaged:
            continue
    raise Damaged("this root key opens no slot of this keystore")


def _decode(payload, vault, generation, slots, root_key):
    cursor = Cursor(payload)
    if cursor.integer(1) != 1:
        raise Damaged("a payload of an unknown format")
    meta_key, index_key = cursor.take(32), cursor.take(32)
    cursor.take(64)  # the dummy-login key and the checkpoint seed: nothing that is read here needs them
    publics = [(cursor.integer(1), cursor.take(32)) for _ in range(cursor.integer(1))]
    if [kind for kind, _ in publics] != [kind for kind, _ in slots]:
        raise Damaged("the payload names other slots than the file has")
    if not any(
        kind in ROOT_SLOTS and bindings.crypto_scalarmult_base(_slot_secret(root_key, kind)) == public
        for kind, public in publics
    ):
        raise Damaged("the payload does not name the slot that opened")
    house_keys = {}
    for _ in range(cursor.integer(4)):
        case, epoch = cursor.take(32), cursor.integer(8)
        house_keys[case, epoch] = cursor.take(32)
    disabled = frozenset(cursor.take(32) for _ in range(cursor.integer(4)))
    disposed = frozenset(cursor.take(32) for _ in range(cursor.integer(4)))
    cursor.end()
    return Keystore(vault, generation, meta_key, index_key, house_keys, disabled, disposed)


def open_pin(data, keystore):
    cursor = Cursor(open_sealed(keystore.meta_key, Context(0x03, vault=keystore.vault), data))
    pin = Pin(cursor.integer(8), cursor.take(32), cursor.integer(8))
    cursor.end()
    return pin
