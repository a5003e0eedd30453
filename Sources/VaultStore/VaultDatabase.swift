import GRDB
package import VaultModel

/// `vault.db`: everything but attachments, as ciphertext (docs/format.md).
///
/// WAL, `synchronous=FULL`, `secure_delete`. Changes go through a ``CommitQueue`` alone, so that one
/// connection does every commit and every checkpoint; readers cannot write.
package final class VaultDatabase: Sendable {
    /// The file's name in the data folder.
    package static let fileName = "vault.db"

    /// The main file.
    package let path: String
    let pool: DatabasePool
    private let lookups: RecordLookups

    /// Opens the file, makes it where there is none, and brings it to the newest version.
    ///
    /// - Throws: ``StoreError/notAVault(path:)``, ``StoreError/newerVersion(found:supported:)``,
    ///   ``StoreError/corrupt(_:)``, ``StoreError/system(call:path:code:)``.
    package convenience init(folder: DataFolder) throws {
        try self.init(path: folder.path(of: Self.fileName))
    }

    /// Opens a file outside a data folder, such as a backup that is examined.
    package init(path: String) throws {
        let file = DatabaseFile(path: path)
        try file.createIfMissing()
        self.path = path
        pool = try StoreError.translating {
            let format = FileFormat.vault
            let pool = try DatabasePool(path: path, configuration: format.configuration(path: path, label: "vault"))
            try pool.writeWithoutTransaction { database in
                // GRDB sets NORMAL when it switches a pool to WAL, after the connection was prepared.
                try database.execute(sql: "PRAGMA synchronous = FULL")
                try database.execute(sql: "PRAGMA journal_size_limit = 67108864")
                // A checkpoint holds up everybody who waits for a commit: while rows are sealed again in many places,
                // SQLite's own 1,000 pages come round too often for that.
                try database.execute(sql: "PRAGMA wal_autocheckpoint = 4000")
                try format.migrate(database)
            }
            return pool
        }
        lookups = RecordLookups(pool: pool)
        try file.closeToOthers()
    }

    /// Reads in one snapshot: all that `body` sees belongs to the same commit.
    ///
    /// Keep it short: a snapshot that lasts keeps the WAL from being truncated. Not on the cooperative pool.
    ///
    /// - Throws: what `body` throws; `CancellationError`; ``StoreError``.
    package func read<Result: Sendable>(
        _ body: @Sendable (borrowing ReadTransaction) throws -> Result
    ) async throws -> Result {
        do {
            return try await pool.read { try body(ReadTransaction($0)) }
        } catch {
            throw StoreError.translated(error)
        }
    }

    /// One record and one of its versions, the current one where `version` is `nil`.
    ///
    /// The path of every opened record, and so concurrent callers share a connection's turn.
    ///
    /// - Returns: `nil` where there is no such record or version.
    package func recordAndVersion(
        _ id: RecordID, version: UInt64? = nil
    ) async throws -> (record: RecordRow, version: RecordVersionRow)? {
        do {
            return try await lookups.find(id, version: version)
        } catch {
            throw StoreError.translated(error)
        }
    }

    /// Closes every connection. Later calls fail.
    package func close() throws {
        try StoreError.translating { try pool.close() }
    }
}
