"""Passphrases, unlock keys and a person's own keys (docs/format.md, "People")."""

import unicodedata
from dataclasses import dataclass

from nacl import bindings, pwhash

from canonical import Context, Cursor, Damaged
from sealing import blake2b_256, hash_in, open_sealed

NO_DEVICE_KEY = bytes(32)


@dataclass(frozen=True)
class PersonalKeys:
    key_id: bytes
    agreement_secret: bytes
    signing_seed: bytes


def opaque_string(passphrase):
    """RFC 8265 OpaqueString as docs/format.md has it, in UTF-8."""
    spaced = "".join(" " if unicodedata.category(letter) == "Zs" else letter for letter in passphrase)
    text = unicodedata.normalize("NFC", spaced)
    if not text or any(unicodedata.category(letter) == "Cc" for letter in text):
        raise ValueError("a passphrase is not empty and has no control characters")
    return text.encode("utf-8")


def stretched(passphrase, salt, cost):
    """Argon2id; `cost` is its 8 bytes: passes u32 ‖ memory in KiB u32."""
    cursor = Cursor(cost)
    passes, memory_kib = cursor.integer(4), cursor.integer(4)
    cursor.end()
    return pwhash.argon2id.kdf(32, opaque_string(passphrase), salt, opslimit=passes, memlimit=memory_kib * 1024)


def unlock_key(passphrase, salt, cost, device_key=NO_DEVICE_KEY):
    return blake2b_256(
        Context(0x0D, other=salt + cost).encoded() + stretched(passphrase, salt, cost), key=device_key
    )


def key_id(agreement_public, signing_public):
    return hash_in(Context(0x13), agreement_public + signing_public)


def open_personal_keys(sealed, keystore, unlock, person, salt, cost):
    """The house's lock first, then the person's."""
    vault = keystore.vault
    inner = keystore.open_meta(Context(0x0C, vault=vault, person=person), sealed)
    both = open_sealed(unlock, Context(0x0B, vault=vault, person=person, other=salt + cost), inner)
    if len(both) != 64:
        raise Damaged("a person's keys have 64 bytes")
    secret, seed = both[:32], both[32:]
    signing_public, _ = bindings.crypto_sign_seed_keypair(seed)
    if key_id(bindings.crypto_scalarmult_base(secret), signing_public) != person:
        raise Damaged("the keys are not those that the key id names")
    return PersonalKeys(person, secret, seed)
