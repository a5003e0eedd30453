"""What a thief carries away, and nothing else: files, passphrases of people, custodians' cards."""

import pathlib
import sqlite3
from dataclasses import dataclass, field

from canonical import u64


@dataclass(frozen=True)
class Loot:
    """Paths that are None were not found. `passphrases` are of people whom the thief could press."""

    data: pathlib.Path
    keystore: pathlib.Path | None = None
    root_key: pathlib.Path | None = None
    passphrases: tuple = field(default=())
    custodian_secrets: tuple = field(default=())  # what cards give, or what a single card says
    device_keys: tuple = field(default=())


@dataclass(frozen=True)
class Sealed:
    """A sealed value and where it was found: (table, the row's key, column)."""

    where: tuple
    value: bytes


class Databases:
    """Every sealed value, and every id that stands beside one in clear."""

    def __init__(self, folder):
        uri = f"{(folder / 'vault.db').resolve().as_uri()}?mode=ro&immutable=1"
        database = sqlite3.connect(uri, uri=True)
        (self.vault,) = database.execute("SELECT vault_id FROM vault").fetchone()
        self.rows = {}  # table → row keys, as the row's context has them
        self.sealed = []
        self._take(database, "account", "SELECT key_id, sealed FROM account")
        self._take(database, "compartment_grant", "SELECT id, sealed FROM compartment_grant")
        self._take(database, "record", "SELECT id, sealed FROM record")
        self._take(database, "rotation", "SELECT shelf, sealed FROM rotation")
        self._take(database, "idempotency", "SELECT id, sealed FROM idempotency")
        self._take(database, "login_delay", "SELECT id, sealed FROM login_delay")
        self._take(database, "ledger", "SELECT seq, sealed FROM ledger")
        self.versions, self.streams = [], {}
        query = "SELECT record, version, stream, sealed, header, body FROM record_version"
        for record, version, stream, *columns in database.execute(query):
            self.versions.append((record, version))
            if stream is not None:
                self.streams[record, version] = stream
            self.rows.setdefault("record_version", []).append(record + u64(version))
            for column, value in zip(("sealed", "header", "body"), columns):
                if value is not None:
                    self.sealed.append(Sealed(("record_version", (record, version), column), value))
        database.close()
        self._blobs = f"{(folder / 'blobs.db').resolve().as_uri()}?mode=ro&immutable=1"
        pin = folder / "pin"
        if pin.exists():
            self.sealed.append(Sealed(("pin", None, "sealed"), pin.read_bytes()))

    def chunks(self, stream):
        """The seals of one stream, in order."""
        database = sqlite3.connect(self._blobs, uri=True)
        bounds = stream << 24, (stream + 1) << 24
        seals = database.execute("SELECT seal FROM chunk WHERE id >= ? AND id < ? ORDER BY id", bounds).fetchall()
        database.close()
        return [seal for (seal,) in seals]

    def _take(self, database, table, query):
        for key, value in database.execute(query):
            self.rows.setdefault(table, []).append(key)
            self.sealed.append(Sealed((table, key, "sealed"), value))
