#!/usr/bin/env python3
"""Opens a Sandyk vault's files without Sandyk: written from docs/format.md alone.

    reader.py --data DIR --keystore FILE --root-key FILE verify
    reader.py … --account NAME --passphrase-file FILE list CODE
    reader.py … --account NAME --passphrase-file FILE note RECORD
    reader.py … --account NAME --passphrase-file FILE doc RECORD -o FILE

RECORD is an id in hexadecimal. The vault is stopped, or a copy. Exit codes: 65 damaged, 66 not found or
not open to this person.
"""

import argparse
import base64
import pathlib
import sys

import keystore
import ledger
import people
from canonical import Damaged
from sealing import blake2b_256
from vaultdb import COMPARTMENTS, DOCUMENT, NOTE, Vault


class Reader:
    """A vault whose house lock is open: its ledger is verified before anything else is read."""

    def __init__(self, data, keystore_path, root_key_path):
        root_key = keystore.read_root_key(root_key_path)
        self.keystore = keystore.open_keystore(pathlib.Path(keystore_path).read_bytes(), root_key)
        self.vault = Vault(data, self.keystore)
        leaves, entries = [], []
        for leaf, entry in self.vault.entries():
            leaves.append(leaf)
            entries.append(entry)
        self.facts = ledger.replay(entries)
        if self.facts.vault != self.keystore.vault:
            raise Damaged("the charter is that of another vault")
        self.size, self.root = len(leaves), ledger.tree_root(leaves)
        self._check_pin(pathlib.Path(data) / "pin", leaves)

    def _check_pin(self, path, leaves):
        self.pin = keystore.open_pin(path.read_bytes(), self.keystore)
        if self.pin.size > len(leaves) or self.pin.generation > self.keystore.generation:
            raise Damaged("the ledger or the keystore is behind the pin")
        if ledger.tree_root(leaves[: self.pin.size]) != self.pin.root:
            raise Damaged("the ledger does not go on from the pin")

    def verify(self):
        """Everything that can be checked without a person's keys. Returns what was counted."""
        known = set(self.facts.accounts)
        if self.vault.account_ids() != known:
            raise Damaged("the accounts are not those of the ledger")
        for key_id, account in self.facts.accounts.items():
            row = self.vault.account(key_id)
            if (row.agreement_key, row.signing_key) != (account.agreement_key, account.signing_key):
                raise Damaged("an account's row has other keys than the ledger")
        for (case, compartment, version, holder), digest in self.facts.grants.items():
            if blake2b_256(self.vault.inner_grant(case, compartment, version, holder)) != digest:
                raise Damaged("a grant that the ledger does not know")
        if self.vault.grant_count() != len(self.facts.grants):
            raise Damaged("there are other grants than those of the ledger")
        if any(case in self.facts.disposed for case, _ in self.keystore.house_keys):
            raise Damaged("a house key of a case that was disposed of")
        versions = 0
        for record, number, said, computed in self.vault.digests():
            if not said == computed == self.facts.digests.get((record, number)):
                raise Damaged(f"record {record.hex()} version {number} is not what was written")
            versions += 1
        for record in self.vault.record_ids():
            self.vault.place(record)
        return len(known), len(self.facts.grants), versions


class Person:
    """Somebody's view: what their own keys open."""

    def __init__(self, reader, name, passphrase):
        self._reader, facts = reader, reader.facts
        self._account = facts.account(name)
        row = reader.vault.account(self._account.key_id)
        unlock = people.unlock_key(passphrase, row.salt, row.cost)
        self._keys = people.open_personal_keys(
            row.sealed_keys,
            reader.keystore,
            unlock,
            self._account.key_id,
            row.salt,
            row.cost,
        )

    def compartment_keys(self, case, compartment):
        """key version → CK, for every grant that this person holds there."""
        facts, keys = self._reader.facts, {}
        for (of_case, of_compartment, version, holder), digest in facts.grants.items():
            if (of_case, of_compartment, holder) == (case, compartment, self._keys.key_id):
                commitment = facts.key_commitments[case, compartment, version]
                keys[version] = self._reader.vault.compartment_key(
                    case, compartment, version, self._keys, digest, commitment
                )
        return keys

    def open(self, record):
        if record in self._reader.facts.withdrawn:
            raise LookupError("that record was withdrawn")
        case, compartment, _, _ = self._reader.vault.place(record)
        keys = self.compartment_keys(case, compartment)
        if not keys:
            raise LookupError("this person holds no key of the record's compartment")
        return self._reader.vault.version(record, keys)

    def records(self, case):
        """Every record of a case that this person can open."""
        for compartment in COMPARTMENTS:
            keys = self.compartment_keys(case, compartment)
            for record in self._reader.vault.records(case, compartment) if keys else ():
                if record in self._reader.facts.withdrawn:
                    continue
                yield self._reader.vault.version(record, keys)


def show_list(person, reader, code):
    for version in person.records(reader.facts.case(code)):
        header = version.header
        print(
            version.record.hex(),
            COMPARTMENTS[version.compartment],
            "note" if version.form == NOTE else "document",
            header["kind"],
            header.get("name") or header.get("title") or "",
            sep="\t",
        )


def show_note(version):
    if version.form != NOTE:
        raise LookupError("that record is a document")
    sys.stdout.buffer.write(version.body)


def save_document(reader, version, path):
    if version.form != DOCUMENT:
        raise LookupError("that record is a note")
    content = b"".join(reader.vault.content(version))
    if blake2b_256(content) != base64.b64decode(version.header["contentHash"]):
        raise Damaged("the content has another hash")
    pathlib.Path(path).write_bytes(content)


def parse(arguments):
    parser = argparse.ArgumentParser(description="Opens a Sandyk vault's files without Sandyk.")
    parser.add_argument("--data", required=True, help="the data folder: vault.db, blobs.db, pin")
    parser.add_argument("--keystore", required=True)
    parser.add_argument("--root-key", required=True)
    parser.add_argument("--account")
    parser.add_argument("--passphrase-file")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("verify")
    commands.add_parser("list").add_argument("code")
    commands.add_parser("note").add_argument("record", type=bytes.fromhex)
    document = commands.add_parser("doc")
    document.add_argument("record", type=bytes.fromhex)
    document.add_argument("-o", "--output", required=True)
    options = parser.parse_args(arguments)
    if options.command != "verify" and not (options.account and options.passphrase_file):
        parser.error(f"{options.command} needs --account and --passphrase-file")
    return options


def run(options):
    reader = Reader(options.data, options.keystore, options.root_key)
    if options.command == "verify":
        accounts, grants, versions = reader.verify()
        print(f"vault {reader.keystore.vault.hex()}, keystore generation {reader.keystore.generation}")
        print(f"ledger of {reader.size} events, root {reader.root.hex()}, pinned at {reader.pin.size}")
        print(f"{accounts} accounts, {grants} grants, {versions} record versions: all as the ledger says")
        return
    with open(options.passphrase_file, encoding="utf-8") as file:
        person = Person(reader, options.account, file.read().removesuffix("\n"))
    if options.command == "list":
        show_list(person, reader, options.code)
    elif options.command == "note":
        show_note(person.open(options.record))
    else:
        save_document(reader, person.open(options.record), options.output)


def main(arguments):
    try:
        run(parse(arguments))
    except Damaged as error:
        print(f"damaged, or not the right key: {error}", file=sys.stderr)
        return 65
    except LookupError as error:
        print(f"not found: {error}", file=sys.stderr)
        return 66
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
