"""A note in somebody else's name: rows and the event `written`, none of them signed (docs/format.md, "vault.db")."""

import json
import os
import time

from canonical import Context, u8, u16, u32, u64
from forging import Tag, seal
from ledger import Kind
from sealing import blake2b_256

NOTE_WRITE = 51  # the operation
NOTE, FIRST_VERSION = 1, u64(1)


def write(forger, place, key, author, text):
    """Needs the compartment's key. Returns the record's id."""
    case, compartment, number = place
    record, data_key, now = os.urandom(16), os.urandom(32), u64(time.time_ns() // 1_000_000)
    where = {"vault": forger.vault, "case": case, "compartment": compartment, "record": record, "version": 1}
    label = json.dumps({"kind": "intake", "title": "false"}).encode()
    header = seal(data_key, Context(0x08, **where), label, padded=True)
    body = seal(data_key, Context(0x09, **where), text.encode(), padded=True)
    sealed_key = seal(key, Context(0x07, **where, key_version=number), data_key)
    digest = blake2b_256(u32(len(header)) + header + u32(len(body)) + body)
    shelf = forger.index(b"shelf", case + u8(compartment))
    facts = {1: case, 2: u8(compartment), 3: now, 4: author, 5: u8(NOTE), 6: FIRST_VERSION}
    forger.database.execute(
        "INSERT INTO record SELECT ?, ?, max(seq) + 1, 1, ? FROM record",
        (record, shelf, forger.sealed_row(b"record", record, facts)))
    facts = {1: author, 2: now, 3: u64(number), 4: sealed_key, 5: digest}
    forger.database.execute(
        "INSERT INTO record_version (record, version, header, body, sealed) VALUES (?, 1, ?, ?, ?)",
        (record, header, body, forger.sealed_row(b"record_version", record + FIRST_VERSION, facts)))
    forger.append_unsigned(Kind.WRITTEN, {
        Tag.ACTOR: author, Tag.CASE: case, Tag.COMPARTMENT: u8(compartment), Tag.RECORD: record,
        Tag.VERSION: FIRST_VERSION, Tag.KEY_VERSION: u64(number), Tag.DIGEST: digest, Tag.OPERATION: u16(NOTE_WRITE)})
    return record
