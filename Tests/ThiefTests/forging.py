"""Writes into a stopped vault's files what only the daemon should write: rows, events, signatures, the pin.

The forger has root key and keystore, and the keys of the people whose passphrases it was given. It follows
docs/format.md and leaves out every rule about who may do what.
"""

import dataclasses
import os
import sqlite3
import time

from nacl import bindings

import people
from canonical import Context, encode_fields, pad, u8, u16, u64
from ledger import Field, Kind, leaf_hash, tree_root
from reader import Reader
from sealing import blake2b_256, derive, hash_in, key_and_commitment


def seal(key, context, plaintext, padded=False):
    encryption_key, commitment = key_and_commitment(key, context)
    nonce, head = os.urandom(24), u8(0x01) + commitment
    plaintext = pad(plaintext) if padded else plaintext
    return head + nonce + bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(plaintext, head, nonce, encryption_key)


def seal_to_person(public, context, plaintext):
    secret = os.urandom(32)
    ephemeral = bindings.crypto_scalarmult_base(secret)
    key = blake2b_256(ephemeral + public, key=bindings.crypto_scalarmult(secret, public))
    return u8(0x02) + ephemeral + seal(key, context, plaintext)


class Tag(Field):
    """With the tags that are only written here."""

    ACTOR = 3
    EXPIRES, COUNT, COST, ORPHAN, REASON = 16, 25, 28, 29, 30
    RANDOM = 20
    QUORUM, WAIT_DAYS, IDLE_SECONDS, ABSOLUTE_SECONDS, LASTS_SECONDS, LINKED, COUNTS = range(35, 42)
    THRESHOLD = 45


class Forger:
    """A stopped house, opened for writing. `close` makes the pin fit again, as the thief would."""

    def __init__(self, house, *people_pressed):
        self.house = house
        self.reader = Reader(house.data, house.keystore, house.root_key)
        self.facts, self.vault = self.reader.facts, self.reader.keystore.vault
        self._meta, self._index_key = self.reader.keystore.meta_keys[0], self.reader.keystore.index_key
        self._leaves = [leaf for leaf, _ in self.reader.vault.entries()]
        self.keys = {name: self._keys_of(name) for name in people_pressed}
        self.database = sqlite3.connect(house.data / "vault.db")

    def _keys_of(self, name):
        key_id = self.facts.account(name).key_id
        row = self.reader.vault.account(key_id)
        unlock = people.unlock_key(self.house.passphrase(name), row.salt, row.cost)
        return people.open_personal_keys(row.sealed_keys, self.reader.keystore, unlock, key_id, row.salt, row.cost)

    def close(self):
        generation = self.reader.keystore.generation
        pin = u64(len(self._leaves)) + tree_root(self._leaves) + u64(generation)
        (self.house.data / "pin").write_bytes(seal(self._meta, Context(0x03, vault=self.vault), pin))
        self.database.commit()
        self.database.close()

    # The ledger

    def sign(self, person, kind, /, **fields):
        """Appends an authority event in the chain, signed with this person's own key. Returns its hash."""
        signer = self.keys[person]
        tagged = {getattr(Tag, word.upper()): value for word, value in fields.items()}
        tagged |= {Field.PREVIOUS: self.facts.head, Field.SIGNER: signer.key_id}
        event = u8(1) + u16(kind) + u64(time.time_ns() // 1_000_000) + encode_fields(tagged)
        context = Context(0x17, vault=self.vault)
        _, secret = bindings.crypto_sign_seed_keypair(signer.signing_seed)
        signature = bindings.crypto_sign(context.encoded() + event, secret)[:64]
        self.facts.head = hash_in(context, event + signature)
        self._append(os.urandom(16) + u8(64) + signature + event)
        return self.facts.head

    def withdraw(self, signer, case, compartment, record):
        """That the signer wrote it there: with the true origin of its id."""
        self.sign(
            signer, Kind.RECORD_WITHDRAWN, case=case, compartment=u8(compartment), record=record,
            random=self.reader.vault.origin(record))

    def pretend(self, signer, to_be):
        """From here on `to_be` signs with the signer's key, under the key id that is not the signer's."""
        self.keys[to_be] = dataclasses.replace(self.keys[signer], key_id=self.facts.account(to_be).key_id)

    def append_unsigned(self, kind, fields):
        event = u8(1) + u16(kind) + u64(time.time_ns() // 1_000_000) + encode_fields(fields)
        self._append(os.urandom(16) + u8(0) + event)

    def _append(self, entry):
        number, leaf = len(self._leaves) + 1, leaf_hash(entry)
        sealed = seal(self._meta, Context(0x0F, vault=self.vault, version=number), entry, padded=True)
        self.database.execute("INSERT INTO ledger (seq, leaf, sealed) VALUES (?, ?, ?)", (number, leaf, sealed))
        self._leaves.append(leaf)

    def cut_ledger(self, size):
        """Forgets what came after."""
        self.database.execute("DELETE FROM ledger WHERE seq > ?", (size,))
        del self._leaves[size:]

    def sign_grant(self, signer, place, subject, inner, commitment):
        case, compartment, number = place
        self.sign(
            signer, Kind.GRANTED, case=case, compartment=u8(compartment), key_version=u64(number), subject=subject,
            digest=blake2b_256(inner), commitment=commitment)

    def make_key(self, signer, case, compartment):
        """The next version, with its maker as the only holder. Returns its place and the key."""
        versions = [number for of, part, number in self.facts.key_commitments if (of, part) == (case, compartment)]
        place, key = (case, compartment, 1 + max(versions, default=0)), os.urandom(32)
        self.sign(
            signer, Kind.KEY_MADE, case=case, compartment=u8(compartment), key_version=u64(place[2]),
            commitment=self.commitment(place, key))
        self.grant(signer, place, key, self.keys[signer].key_id)
        return place, key

    def grant(self, signer, place, key, subject):
        """Event and row: as the daemon does it."""
        inner = self.inner_grant(place, key, subject)
        self.sign_grant(signer, place, subject, inner, self.commitment(place, key))
        self.grant_row(place, subject, inner)

    # Rows

    def account_row(self, key_id, **changes):
        """Changes fields of somebody's row: agreement_key, signing_key, salt, cost or sealed_keys."""
        row = vars(self.reader.vault.account(key_id)) | changes
        fields = {tag: value for tag, value in enumerate(row.values(), start=1)}
        sealed = self.sealed_row(b"account", key_id, fields)
        self.database.execute("UPDATE account SET sealed = ? WHERE key_id = ?", (sealed, key_id))

    def sealed_row(self, table, key, fields):
        context = Context(0x0E, vault=self.vault, other=table + b"\x00" + key)
        return seal(self._meta, context, encode_fields(fields), padded=True)

    def remove_record(self, record):
        self.database.execute("DELETE FROM record_version WHERE record = ?", (record,))
        self.database.execute("DELETE FROM record WHERE id = ?", (record,))

    def index(self, space, value):
        """The id of what is not to be found by its name without the index key."""
        return derive(self._index_key, Context(0x10, vault=self.vault, other=space + b"\x00" + value))[:16]

    def sealed_keys(self, keys, holder, passphrase, salt, cost):
        """Account keys at another holder's place, as a row has them."""
        both, unlock = keys.agreement_secret + keys.signing_seed, people.unlock_key(passphrase, salt, cost)
        inner = seal(unlock, Context(0x0B, vault=self.vault, person=holder, other=salt + cost), both)
        return seal(self._meta, Context(0x0C, vault=self.vault, person=holder), inner)

    def grant_row(self, place, holder, inner):
        """Puts an inner grant under the house's lock, at this holder's place."""
        case, compartment, number = place
        epoch = max(epoch for of, epoch in self.reader.keystore.house_keys if of == case)
        where = {"case": case, "compartment": compartment, "key_version": number, "person": holder}
        context = Context(0x05, vault=self.vault, version=epoch, **where)
        sealed = seal(self.reader.keystore.house_keys[case, epoch], context, inner)
        row = self._grant_id(place, holder), epoch, sealed
        self.database.execute("INSERT INTO compartment_grant VALUES (?, ?, ?)", row)

    def remove_grant_row(self, place, holder):
        self.database.execute("DELETE FROM compartment_grant WHERE id = ?", (self._grant_id(place, holder),))

    def _grant_id(self, place, holder):
        case, compartment, number = place
        return self.index(b"grant", case + u8(compartment) + u64(number) + holder)

    # Keys

    def held(self, name):
        """(place, CK) of each grant of a person who was pressed; a place is (case, compartment, version)."""
        keys, opened = self.keys[name], []
        for (*place, holder), digest in self.facts.grants.items():
            if holder == keys.key_id:
                commitment = self.facts.key_commitments[tuple(place)]
                key = self.reader.vault.compartment_key(*place, keys, digest, commitment)
                opened.append((tuple(place), key))
        return opened

    def commitment(self, place, key):
        case, compartment, number = place
        return derive(key, Context(0x06, vault=self.vault, case=case, compartment=compartment, key_version=number))

    def inner_grant(self, place, key, holder):
        """A CK sealed to the public key that the ledger has of this holder."""
        case, compartment, number = place
        context = Context(
            0x04, vault=self.vault, case=case, compartment=compartment, key_version=number, person=holder)
        return seal_to_person(self.facts.accounts[holder].agreement_key, context, key)
