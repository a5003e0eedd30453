import GRDB

extension FileFormat {
    /// `vault.db`.
    static let vault = FileFormat(
        applicationID: 0x5344_4B31,
        migrations: [
            Migration(name: "create the vault's tables", version: 1) { database in
                try database.execute(sql: vaultTables)
            }
        ])

    // Every seal is at least 73 bytes: suite, commitment, nonce, tag. Rows that are small and looked up by a
    // random key are kept in the key's own tree (WITHOUT ROWID); those that can be large are not.
    private static let vaultTables = """
        CREATE TABLE vault (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            vault_id BLOB NOT NULL CHECK (length(vault_id) = 32)
        ) STRICT;

        CREATE TABLE ledger (
            seq INTEGER PRIMARY KEY CHECK (seq >= 1),
            leaf BLOB NOT NULL CHECK (length(leaf) = 32),
            sealed BLOB NOT NULL CHECK (length(sealed) >= 73)
        ) STRICT;

        CREATE TABLE account (
            key_id BLOB NOT NULL PRIMARY KEY CHECK (length(key_id) = 32),
            sealed BLOB NOT NULL CHECK (length(sealed) >= 73)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE compartment_grant (
            id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
            epoch INTEGER NOT NULL CHECK (epoch >= 0),
            sealed BLOB NOT NULL CHECK (length(sealed) >= 73)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE record (
            id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
            shelf BLOB NOT NULL CHECK (length(shelf) = 16),
            seq INTEGER NOT NULL CHECK (seq >= 0),
            current INTEGER NOT NULL CHECK (current >= 0),
            sealed BLOB NOT NULL CHECK (length(sealed) >= 73)
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX record_by_shelf ON record (shelf, seq);

        CREATE TABLE record_version (
            record BLOB NOT NULL REFERENCES record (id),
            version INTEGER NOT NULL CHECK (version >= 0),
            header BLOB NOT NULL CHECK (length(header) >= 73),
            body BLOB CHECK (length(body) >= 73),
            stream INTEGER CHECK (stream > 0),
            sealed BLOB NOT NULL CHECK (length(sealed) >= 73),
            PRIMARY KEY (record, version),
            CHECK ((body IS NULL) <> (stream IS NULL))
        ) STRICT;
        CREATE UNIQUE INDEX record_version_by_stream ON record_version (stream) WHERE stream IS NOT NULL;

        CREATE TABLE rotation (
            shelf BLOB NOT NULL PRIMARY KEY CHECK (length(shelf) = 16),
            sealed BLOB NOT NULL CHECK (length(sealed) >= 73)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE idempotency (
            id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
            day INTEGER NOT NULL CHECK (day >= 0),
            sealed BLOB NOT NULL CHECK (length(sealed) >= 73)
        ) STRICT;
        CREATE INDEX idempotency_by_day ON idempotency (day);

        CREATE TABLE login_delay (
            id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
            sealed BLOB NOT NULL CHECK (length(sealed) >= 73)
        ) STRICT, WITHOUT ROWID;
        """
}
