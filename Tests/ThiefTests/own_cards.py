"""The custodians' key that a thief dealt to himself: its secret lies in the house's folder, beside the vault."""

import os
from dataclasses import dataclass

from canonical import Context, u8, u64
from ledger import Kind
from nacl import bindings
from people import PersonalKeys, key_id
from sealing import derive

_FILE = "own-custodians"


@dataclass(frozen=True)
class OwnCustodians:
    """`keys` signs as a person's keys do."""

    secret: bytes
    keys: PersonalKeys
    agreement_public: bytes
    signing_public: bytes

    @property
    def key_id(self):
        return self.keys.key_id


def deal(house, secret=None):
    """Keeps the secret, a new one where none is given."""
    (house.folder / _FILE).write_bytes(secret or os.urandom(32))
    return own_custodians(house)


def own_custodians(house):
    file = house.folder / _FILE
    return _from(file.read_bytes()) if file.exists() else None


def sign_setting(forger, own, signer="admin", kind=Kind.CUSTODIANS_SET):
    """`signer` makes this key the custodians'; from here on `cards` signs with it."""
    forger.sign(
        signer, kind, agreement_key=own.agreement_public, signing_key=own.signing_public, threshold=u8(2),
        count=u64(2))
    forger.keys["cards"] = own.keys


def _from(secret):
    agreement, seed = derive(secret, Context(0x19)), derive(secret, Context(0x1A))
    agreement_public = bindings.crypto_scalarmult_base(agreement)
    signing_public, _ = bindings.crypto_sign_seed_keypair(seed)
    identifier = key_id(agreement_public, signing_public)
    return OwnCustodians(secret, PersonalKeys(identifier, agreement, seed), agreement_public, signing_public)
