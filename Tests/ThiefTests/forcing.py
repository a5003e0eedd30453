"""Opens whatever a loot opens: every key on every sealed value, in every context that can be written down.

A sealed value begins with a commitment to its key and its context, so all keys are combined with all contexts
first, and each value then looked up: that is the same as trying each key on each value in each place, its own
and everybody else's. What opens is searched for more keys and more sealed values until nothing new comes.

The thief is told what no secret should depend on: case ids, key versions, epochs, and the salts that the
daemon gives to anybody who asks. Policy does not occur here: no grant, role or event is looked at.
"""

import base64
import hashlib
import json
from dataclasses import dataclass

from nacl import bindings
from nacl.exceptions import CryptoError

import keystore
from canonical import Context, Cursor, Damaged, decode_fields, u8
from loot import Databases
from people import NO_DEVICE_KEY, unlock_key
from sealing import OVERHEAD, blake2b_256, derive, key_and_commitment, open_chunk, open_sealed

TABLES = ("account", "record", "record_version", "rotation", "idempotency", "login_delay")
PADDED = {0x01, 0x08, 0x09, 0x0E, 0x0F}
COMPARTMENTS = (1, 2, 3, 4)
SLOT_KINDS = (1, 2, 3, 4, 5)


@dataclass(frozen=True)
class Hints:
    """Ids that are no secrets."""

    cases: tuple
    key_versions: tuple
    epochs: tuple
    logins: tuple  # (salt, cost) of each account
    custodians: tuple = ()  # key ids


class Force:
    """`opened` maps where a value was found to its plaintext; `records` is what counts as content."""

    _stretched = {}  # a passphrase and what it is stretched with → its key: the costly part, once for all thieves
    _publics = {}  # X25519 secret → its public half

    def __init__(self, loot, hints):
        self.hints, self.opened = hints, {}
        self._values, self._keys, self._pairs = {}, set(), {}
        self._databases = Databases(loot.data)
        self._contexts = list(self._places())
        for sealed in self._databases.sealed:
            self._add_value(sealed.where, sealed.value)
        self._pending = []
        if loot.root_key is not None:
            self._add_root(keystore.read_root_key(loot.root_key))
        if loot.keystore is not None:
            self._add_keystore(loot.keystore.read_bytes(), loot.passphrases)
        for secret in loot.custodian_secrets:
            self._add_key(secret)
            for kind in (0x19, 0x1A):
                self._add_key(derive(secret, Context(kind)))
        for passphrase in loot.passphrases:
            for salt, cost in hints.logins:
                for device_key in (NO_DEVICE_KEY, *loot.device_keys):
                    self._add_key(self._unlock(passphrase, salt, cost, device_key))
        self._until_nothing_new()

    @property
    def records(self):
        """(record, version) → plaintext of its header and its text, where any of them opened."""
        found = {}
        for (table, key, column), plaintext in self.opened.items():
            if table == "record_version" and column in ("header", "body"):
                found.setdefault(key, {})[column] = plaintext
        return found

    @property
    def rows(self):
        """How many rows of accounts, records and the ledger opened: what is known about people, not by them."""
        return sum(1 for table, _, column in self.opened if column == "sealed" and table != "pin")

    def documents(self):
        """(record, version) → content hash of each document whose chunks open, by any key, with an opened header."""
        found = {}
        for place, parts in self.records.items():
            header = json.loads(parts["header"]) if "header" in parts else {}
            if place in self._databases.streams and "salt" in header:
                content = self._content(place, header)
                if content is not None:
                    found[place] = blake2b_256(content[: header["length"]])
        return found

    def _content(self, place, header):
        seals = self._databases.chunks(self._databases.streams[place])
        for case in self.hints.cases:
            for compartment in COMPARTMENTS:
                context = Context(
                    0x0A, vault=self._databases.vault, case=case, compartment=compartment, record=place[0],
                    version=place[1], other=base64.b64decode(header["salt"]))
                for key in self._keys:
                    stream_key, _ = key_and_commitment(key, context)
                    try:
                        return b"".join(
                            open_chunk(stream_key, index, index == len(seals) - 1, seal)
                            for index, seal in enumerate(seals))
                    except Damaged:
                        continue
        return None

    # What can be combined

    def _places(self):
        vault, hints, databases = self._databases.vault, self.hints, self._databases
        people = [*databases.rows.get("account", []), *hints.custodians]
        yield Context(0x03, vault=vault)
        for person in people:
            yield Context(0x0C, vault=vault, person=person)
            for salt, cost in hints.logins:
                yield Context(0x0B, vault=vault, person=person, other=salt + cost)
        for case in hints.cases:
            for compartment in COMPARTMENTS:
                place = {"vault": vault, "case": case, "compartment": compartment}
                yield from self._grants(place, people)
                yield from self._contents(place)
        keys = [key for table in TABLES for key in databases.rows.get(table, [])]
        for table in TABLES:
            for key in keys:
                yield Context(0x0E, vault=vault, other=table.encode("ascii") + b"\x00" + key)
        for number in databases.rows["ledger"]:
            yield Context(0x0F, vault=vault, version=number)

    def _grants(self, place, people):
        for number in self.hints.key_versions:
            for person in people:
                yield Context(0x04, **place, key_version=number, person=person)
                for epoch in self.hints.epochs:
                    yield Context(0x05, **place, version=epoch, key_version=number, person=person)

    def _contents(self, place):
        for record, version in self._databases.versions:
            here = {**place, "record": record, "version": version}
            yield Context(0x08, **here)
            yield Context(0x09, **here)
            for number in self.hints.key_versions:
                yield Context(0x07, **here, key_version=number)

    # What is held

    def _unlock(self, passphrase, salt, cost, device_key):
        known = (passphrase, salt, cost, device_key)
        if known not in self._stretched:
            self._stretched[known] = unlock_key(passphrase, salt, cost, device_key)
        return self._stretched[known]

    def _slot_secret(self, passphrase, kind, parameters):
        known = (passphrase, kind, parameters)
        if known not in self._stretched:
            self._stretched[known] = keystore.passphrase_secret(passphrase, kind, parameters[:16], parameters[16:])
        return self._stretched[known]

    def _add_root(self, root):
        self._add_key(root)
        for kind in SLOT_KINDS:
            self._add_key(derive(root, Context(0x12, other=u8(kind))))

    def _add_keystore(self, data, passphrases):
        """Every passphrase is tried on every slot that takes one, whosever it is."""
        vault, generation, slots, payload = keystore.read_head(data)
        self._contexts.append(Context(0x01, vault=vault, version=generation))
        for kind in SLOT_KINDS:
            self._contexts.append(Context(0x02, vault=vault, version=generation, other=u8(kind)))
        for number, (kind, parameters, sealed) in enumerate(slots):
            self._add_value(("keystore", number, "slot"), sealed)
            for passphrase in passphrases if kind in keystore.PASSPHRASE_SLOTS else ():
                self._add_key(self._slot_secret(passphrase, kind, parameters))
        self._add_value(("keystore", None, "payload"), payload)

    def _add_key(self, key):
        if key not in self._keys:
            self._keys.add(key)
            self._pending.append(key)

    def _add_value(self, where, value):
        if value[:1] in (b"\x01", b"\x02") and len(value) >= OVERHEAD:
            self._values[where] = value

    # Trying

    def _until_nothing_new(self):
        self._encoded = [(context, context.encoded()) for context in self._contexts]
        self._to_people = [(c, e) for c, e in self._encoded if c.type in (0x02, 0x04)]
        tried = set()
        before = None
        while before != (len(self._keys), len(self._values), len(self.opened)):
            before = len(self._keys), len(self._values), len(self.opened)
            while self._pending:
                self._combine(self._pending.pop())
            for where, value in list(self._values.items()):
                if where not in self.opened:
                    self._try(where, value, tried)

    def _combine(self, key):
        for context, encoded in self._encoded:
            commitment = hashlib.blake2b(encoded, key=key, digest_size=64).digest()[32:]
            self._pairs[commitment] = key, context

    def _try(self, where, value, tried):
        if value[0] == 0x01:
            if value[1:33] in self._pairs:
                self._take(where, *self._pairs[value[1:33]], value)
            return
        ephemeral, inside = value[1:33], value[33:]
        for secret in self._keys:
            if (secret, where) in tried:
                continue
            tried.add((secret, where))
            public = self._public(secret)
            try:
                shared = bindings.crypto_scalarmult(secret, ephemeral)
            except (CryptoError, RuntimeError):
                continue
            key = blake2b_256(ephemeral + public, key=shared)
            for context, encoded in self._to_people:
                commitment = hashlib.blake2b(encoded, key=key, digest_size=64).digest()[32:]
                if commitment == inside[1:33]:
                    self._take(where, key, context, inside)
                    return

    def _public(self, secret):
        if secret not in self._publics:
            self._publics[secret] = bindings.crypto_scalarmult_base(secret)
        return self._publics[secret]

    def _take(self, where, key, context, value):
        try:
            plaintext = open_sealed(key, context, value, padded=context.type in PADDED)
        except Damaged:
            return
        self.opened[where] = plaintext
        if where[2] in ("header", "body"):
            return
        self._search(where, plaintext)

    def _search(self, where, plaintext):
        """More keys, and more sealed values, in what has just opened."""
        table, key, column = where
        if (table, column) == ("keystore", "payload"):
            self._search_payload(plaintext)
        elif len(plaintext) in (32, 64):
            for start in range(0, len(plaintext), 32):
                self._add_key(plaintext[start : start + 32])
        elif plaintext[:1] in (b"\x01", b"\x02") and len(plaintext) in (105, 137, 138):
            self._add_value((table, key, column + " inside"), plaintext)
        elif table in TABLES:
            for tag, value in decode_fields(plaintext).items():
                if len(value) > 32:
                    self._add_value((table, key, f"{column} field {tag}"), value)

    def _search_payload(self, plaintext):
        cursor = Cursor(plaintext)
        cursor.take(1)
        for _ in range(cursor.integer(1) + 3):
            self._add_key(cursor.take(32))
        for _ in range(cursor.integer(1)):
            cursor.take(33)
            cursor.take(cursor.integer(1))
        for _ in range(cursor.integer(4)):
            cursor.take(40)
            self._add_key(cursor.take(32))
