"""The keystore and the pin (docs/format.md, "Keystore")."""

from dataclasses import dataclass

from nacl import bindings

from canonical import Context, Cursor, Damaged, decode_text, u8
import people
from sealing import blake2b_256, derive, open_from_person, open_sealed

MAGIC = b"SANDYKKS"
SEALED_TO_SLOT = 138
ROOT_SLOTS = (1, 2)
PASSPHRASE_SLOTS = (3, 4)


@dataclass(frozen=True)
class Keystore:
    vault: bytes
    generation: int
    meta_keys: tuple  # newest first
    index_key: bytes
    house_keys: dict  # (case id, epoch) → house key
    disabled: frozenset
    disposed: frozenset

    def open_meta(self, context, sealed, padded=False):
        """What one of the meta keys opens: the commitment says which."""
        for key in self.meta_keys[:-1]:
            try:
                return open_sealed(key, context, sealed, padded=padded)
            except Damaged:
                continue
        return open_sealed(self.meta_keys[-1], context, sealed, padded=padded)


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


def read_head(data):
    """Vault id, generation, the slots as (kind, parameters, sealed file key), and the sealed payload."""
    cursor = Cursor(data)
    if cursor.take(8) != MAGIC:
        raise Damaged("not a keystore")
    form = cursor.integer(1)
    if form not in (1, 2):
        raise Damaged("a keystore of an unknown format")
    vault, generation = cursor.take(32), cursor.integer(8)
    slots = []
    for _ in range(cursor.integer(1)):
        kind = cursor.integer(1)
        parameters = cursor.take(cursor.integer(1)) if form == 2 else b""
        if len(parameters) != (24 if kind in PASSPHRASE_SLOTS else 0):
            raise Damaged("a slot's parameters have another length than its kind says")
        slots.append((kind, parameters, cursor.take(SEALED_TO_SLOT)))
    return vault, generation, slots, cursor.rest()


def open_keystore(data, root_key):
    vault, generation, slots, sealed = read_head(data)
    file_key = _open_slot(slots, root_key, vault, generation)
    payload = open_sealed(
        file_key, Context(0x01, vault=vault, version=generation), sealed, padded=True
    )
    return _decode(payload, vault, generation, slots, root_key)


def passphrase_secret(passphrase, kind, salt, cost):
    """The secret half of a passphrase's slot; `cost` is its 8 bytes."""
    return blake2b_256(
        Context(0x21, other=u8(kind) + salt + cost).encoded() + people.stretched(passphrase, salt, cost),
        key=bytes(32),
    )


def _slot_secret(root_key, kind):
    return derive(root_key, Context(0x12, other=u8(kind)))


def _open_slot(slots, root_key, vault, generation):
    for kind, _, sealed in slots:
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
    form = cursor.integer(1)
    if form not in (1, 2):
        raise Damaged("a payload of an unknown format")
    meta_keys = tuple(cursor.take(32) for _ in range(1 if form == 1 else cursor.integer(1)))
    if not meta_keys:
        raise Damaged("a payload without a meta key")
    index_key = cursor.take(32)
    cursor.take(64)  # the dummy-login key and the checkpoint seed: nothing that is read here needs them
    publics = []
    for _ in range(cursor.integer(1)):
        kind, public = cursor.integer(1), cursor.take(32)
        publics.append((kind, public, cursor.take(cursor.integer(1)) if form == 2 else b""))
    if [(kind, parameters) for kind, _, parameters in publics] != [slot[:2] for slot in slots]:
        raise Damaged("the payload names other slots than the file has")
    if not any(
        kind in ROOT_SLOTS and bindings.crypto_scalarmult_base(_slot_secret(root_key, kind)) == public
        for kind, public, _ in publics
    ):
        raise Damaged("the payload does not name the slot that opened")
    house_keys = {}
    for _ in range(cursor.integer(4)):
        case, epoch = cursor.take(32), cursor.integer(8)
        house_keys[case, epoch] = cursor.take(32)
    disabled = frozenset(cursor.take(32) for _ in range(cursor.integer(4)))
    disposed = frozenset(cursor.take(32) for _ in range(cursor.integer(4)))
    cursor.end()
    return Keystore(vault, generation, meta_keys, index_key, house_keys, disabled, disposed)


def open_pin(data, keystore):
    cursor = Cursor(keystore.open_meta(Context(0x03, vault=keystore.vault), data))
    pin = Pin(cursor.integer(8), cursor.take(32), cursor.integer(8))
    cursor.end()
    return pin
