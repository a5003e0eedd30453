import GRDB
package import VaultModel

/// The rows as one transaction sees them. Reads are in both kinds, changes in ``CommitTransaction`` alone.
///
/// Cannot be copied or kept: it is lent to a closure that runs on SQLite's own queue.
package struct Transaction<Access>: ~Copyable {
    let database: Database

    init(_ database: Database) { self.database = database }
}

/// Marks a transaction that only reads.
package enum Reading {}

/// Marks a transaction that can change rows.
package enum Writing {}

/// A snapshot, from ``VaultDatabase/read(_:)``.
package typealias ReadTransaction = Transaction<Reading>

/// One job's part of a batch, from ``CommitQueue/commit(_:)``. It reads what it has written.
package typealias CommitTransaction = Transaction<Writing>

/// In which order a page of rows is wanted.
package enum PageOrder: Sendable {
    /// By rising sequence number.
    case oldestFirst
    /// By falling sequence number.
    case newestFirst
}

extension Transaction {
    /// The vault's id; `nil` until it is founded.
    package func vaultID() throws -> VaultID? {
        try database.one("SELECT vault_id FROM vault WHERE id = 1") { try $0.id(0) }
    }

    /// How many rows each table has.
    package func counts() throws -> TableCounts {
        func count(_ table: String) throws -> Int {
            Int(try database.one("SELECT count(*) FROM \(table)") { try $0.number(0, as: UInt32.self) } ?? 0)
        }
        return TableCounts(
            ledger: try count("ledger"), accounts: try count("account"), grants: try count("compartment_grant"),
            records: try count("record"), versions: try count("record_version"), rotations: try count("rotation"),
            idempotency: try count("idempotency"), loginDelays: try count("login_delay"))
    }
}

extension Transaction where Access == Writing {
    /// Names the vault, once and for ever.
    ///
    /// - Throws: ``StoreError/constraint(_:)`` where it has a name.
    package func insertVaultID(_ id: VaultID) throws {
        try database.change("INSERT INTO vault (id, vault_id) VALUES (1, ?)", .id(id))
    }

    /// For statements that must find their row.
    func changeOne(_ table: String, _ sql: String, _ arguments: DatabaseValue...) throws {
        try StoreError.translating {
            try database.cachedStatement(sql: sql).execute(arguments: StatementArguments(arguments))
        }
        guard database.changesCount == 1 else { throw StoreError.noSuchRow(table: table) }
    }
}
