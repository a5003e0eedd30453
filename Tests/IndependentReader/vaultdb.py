"""The two databases: rows, grants, records (docs/format.md, "vault.db" and "blobs.db")."""

import base64
import json
import pathlib
import sqlite3
from dataclasses import dataclass

from canonical import Context, Damaged, decode_fields, padme, u8, u32, u64
from ledger import decode_entry, leaf_hash
from sealing import (
    CHUNK,
    CHUNK_TAG,
    blake2b_256,
    derive,
    hash_in,
    key_and_commitment,
    open_chunk,
    open_from_person,
    open_sealed,
)

VAULT_DB = 0x53444B31
BLOBS_DB = 0x53444B32
NOTE, DOCUMENT = 1, 2
COMPARTMENTS = {1: "identity", 2: "casework", 3: "legal", 4: "psychosocial"}


@dataclass(frozen=True)
class AccountRow:
    agreement_key: bytes
    signing_key: bytes
    salt: bytes
    cost: bytes
    sealed_keys: bytes


@dataclass(frozen=True)
class Version:
    """One version of a record, opened but for its content."""

    record: bytes
    number: int
    case: bytes
    compartment: int
    form: int
    header: dict
    body: bytes | None
    stream: int | None
    data_key: bytes


class Vault:
    """Read-only; `folder` is a stopped vault's data folder, or a copy of it."""

    def __init__(self, folder, keystore):
        self._keystore = keystore
        self._vault = _connect(pathlib.Path(folder) / "vault.db", VAULT_DB)
        self._blobs = _connect(pathlib.Path(folder) / "blobs.db", BLOBS_DB)
        if self._vault.execute("PRAGMA user_version").fetchone() != (1,):
            raise Damaged("vault.db has a version that docs/format.md does not describe")
        if self._vault.execute("SELECT id, vault_id FROM vault").fetchall() != [(1, keystore.vault)]:
            raise Damaged("vault.db and the keystore are of different vaults")

    # The ledger

    def entries(self):
        """Every entry in order, its leaf checked, with that leaf."""
        expected = 1
        for number, leaf, sealed in self._vault.execute("SELECT seq, leaf, sealed FROM ledger ORDER BY seq"):
            if number != expected:
                raise Damaged(f"ledger entry {expected} is missing")
            context = Context(0x0F, vault=self._keystore.vault, version=number)
            entry = self._keystore.open_meta(context, sealed, padded=True)
            if leaf_hash(entry) != leaf:
                raise Damaged(f"ledger entry {number} has another leaf")
            yield leaf, decode_entry(entry)
            expected += 1

    # Accounts

    def account_ids(self):
        return {row[0] for row in self._vault.execute("SELECT key_id FROM account")}

    def account(self, key_id):
        row = self._row("SELECT sealed FROM account WHERE key_id = ?", key_id)
        fields = self._open_row("account", key_id, row[0])
        return AccountRow(*(fields[tag] for tag in range(1, 6)))

    # Keys

    def grant_count(self):
        return self._vault.execute("SELECT count(*) FROM compartment_grant").fetchone()[0]

    def inner_grant(self, case, compartment, key_version, holder):
        """A grant without the house's lock: still sealed to its holder."""
        name = case + u8(compartment) + u64(key_version) + holder
        epoch, sealed = self._row(
            "SELECT epoch, sealed FROM compartment_grant WHERE id = ?", self._index("grant", name)
        )
        house_key = self._keystore.house_keys.get((case, epoch))
        if house_key is None:
            raise Damaged("a grant under a house key that the keystore does not have")
        context = Context(
            0x05,
            vault=self._keystore.vault,
            case=case,
            compartment=compartment,
            version=epoch,
            key_version=key_version,
            person=holder,
        )
        return open_sealed(house_key, context, sealed)

    def compartment_key(self, case, compartment, key_version, person, digest, commitment):
        """CK, for the person whose keys these are; the ledger's digest and commitment have to fit."""
        inner = self.inner_grant(case, compartment, key_version, person.key_id)
        if blake2b_256(inner) != digest:
            raise Damaged("a grant that the ledger does not know")
        place = {
            "vault": self._keystore.vault,
            "case": case,
            "compartment": compartment,
            "key_version": key_version,
        }
        key = open_from_person(person.agreement_secret, Context(0x04, **place, person=person.key_id), inner)
        if derive(key, Context(0x06, **place)) != commitment:
            raise Damaged("a compartment key with another commitment")
        return key

    # Records

    def records(self, case, compartment):
        """The ids on one shelf, oldest first."""
        shelf = self._index("shelf", case + u8(compartment))
        rows = self._vault.execute("SELECT id FROM record WHERE shelf = ? ORDER BY seq", (shelf,))
        return [row[0] for row in rows]

    def record_ids(self):
        return [row[0] for row in self._vault.execute("SELECT id FROM record ORDER BY id")]

    def place(self, record):
        """(case id, compartment, current version) of a record, and that its shelf is the right one."""
        shelf, current, sealed = self._row("SELECT shelf, current, sealed FROM record WHERE id = ?", record)
        fields = self._open_row("record", record, sealed)
        case, compartment = fields[1], fields[2]
        if self._index("shelf", case + compartment) != shelf:
            raise Damaged("a record on another shelf than its own")
        context = Context(
            0x22, vault=self._keystore.vault, case=case, compartment=compartment[0], person=fields[4])
        if 7 in fields and hash_in(context, fields[7])[:16] != record:
            raise Damaged("a record with the id of another author or place")
        return case, compartment[0], current, fields[5][0]

    def origin(self, record):
        """The random part of a record's id; empty for a label, which has none."""
        return self._open_row("record", record, self._row("SELECT sealed FROM record WHERE id = ?", record)[0]).get(7, b"")

    def digests(self):
        """(record, version, digest as the row says, as computed) of every version, without any CK."""
        rows = self._vault.execute(
            "SELECT record, version, header, body, stream, sealed FROM record_version ORDER BY record, version"
        )
        for record, number, header, body, stream, sealed in rows:
            said = self._open_row("record_version", record + u64(number), sealed)[5]
            yield record, number, said, self._content_digest(header, body, stream)

    def version(self, record, keys, number=None):
        """A version of a record, by the compartment keys (key version → CK) that its reader has."""
        case, compartment, current, form = self.place(record)
        number = number or current
        header, body, stream, sealed = self._row(
            "SELECT header, body, stream, sealed FROM record_version WHERE record = ? AND version = ?",
            record,
            number,
        )
        fields = self._open_row("record_version", record + u64(number), sealed)
        if fields[5] != self._content_digest(header, body, stream):
            raise Damaged("a version with another content digest")
        key_version = int.from_bytes(fields[3], "big")
        if key_version not in keys:
            raise LookupError("no grant for the key of this version")
        place = {
            "vault": self._keystore.vault,
            "case": case,
            "compartment": compartment,
            "record": record,
            "version": number,
        }
        data_key = open_sealed(keys[key_version], Context(0x07, **place, key_version=key_version), fields[4])
        opened = json.loads(open_sealed(data_key, Context(0x08, **place), header, padded=True))
        text = None if body is None else open_sealed(data_key, Context(0x09, **place), body, padded=True)
        # The version that says why a record was withdrawn has a body, whatever the record's form is.
        is_text = form == NOTE or opened.get("withdrawn") is True
        if is_text != (stream is None) or is_text != (text is not None):
            raise Damaged("a record's form and its parts differ")
        return Version(record, number, case, compartment, form, opened, text, stream, data_key)

    def content(self, version):
        """A document's bytes, chunk after chunk; complete only if the iteration ends without an error."""
        header = version.header
        context = Context(
            0x0A,
            vault=self._keystore.vault,
            case=version.case,
            compartment=version.compartment,
            record=version.record,
            version=version.number,
            other=base64.b64decode(header["salt"]),
        )
        stream_key, commitment = key_and_commitment(version.data_key, context)
        if commitment != base64.b64decode(header["commitment"]):
            raise Damaged("a stream with another commitment")
        length, padded = header["length"], padme(max(1, header["length"]))
        if header["chunks"] != -(-padded // CHUNK):
            raise Damaged("a chunk count that does not fit the length")
        left = length
        for index, seal in enumerate(self._chunks(version.stream, header["chunks"])):
            is_last = index == header["chunks"] - 1
            chunk = open_chunk(stream_key, index, is_last, seal)
            if len(chunk) != (padded - index * CHUNK if is_last else CHUNK) or any(chunk[left:]):
                raise Damaged(f"chunk {index} has another length, or more than padding after the content")
            yield chunk[:left]
            left = max(0, left - len(chunk))

    def _chunks(self, stream, count=None):
        """Seals in order; with `count`, exactly so many."""
        found = 0
        rows = self._blobs.execute(
            "SELECT id, seal FROM chunk WHERE id >= ? AND id < ? ORDER BY id", (stream << 24, (stream + 1) << 24)
        )
        for identifier, seal in rows:
            if identifier != (stream << 24) + found or len(seal) <= CHUNK_TAG:
                raise Damaged(f"chunk {found} is missing")
            found += 1
            yield seal
        if found == 0 or count not in (None, found):
            raise Damaged(f"{found} chunks, not {count}")

    def _content_digest(self, header, body, stream):
        parts = u32(len(header)) + header + u32(len(body or b"")) + (body or b"")
        if stream is not None:
            parts += blake2b_256(b"".join(self._chunks(stream)))
        return blake2b_256(parts)

    # Rows

    def _index(self, space, value):
        other = space.encode("ascii") + b"\x00" + value
        context = Context(0x10, vault=self._keystore.vault, other=other)
        return derive(self._keystore.index_key, context)[:16]

    def _open_row(self, table, key, sealed):
        other = table.encode("ascii") + b"\x00" + key
        context = Context(0x0E, vault=self._keystore.vault, other=other)
        return decode_fields(self._keystore.open_meta(context, sealed, padded=True))

    def _row(self, query, *values):
        row = self._vault.execute(query, values).fetchone()
        if row is None:
            raise LookupError("no such row")
        return row


def _connect(path, application_id):
    # A stopped vault has no -wal file beside it, and then nothing may be written beside it either.
    mode = "mode=ro" if path.with_name(path.name + "-wal").exists() else "mode=ro&immutable=1"
    database = sqlite3.connect(f"{path.resolve().as_uri()}?{mode}", uri=True)
    if database.execute("PRAGMA application_id").fetchone() != (application_id,):
        raise Damaged(f"{path.name} is not what its name says")
    return database
