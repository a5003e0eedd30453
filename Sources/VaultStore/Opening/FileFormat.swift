import GRDB

/// What makes a SQLite file one of ours, and the steps that lead to its newest form.
struct FileFormat: Sendable {
    /// One step, applied once, in a transaction of its own.
    struct Migration: Sendable {
        /// What it does.
        let name: String
        /// The `user_version` it leads to.
        let version: Int
        /// The change itself.
        let apply: @Sendable (Database) throws -> Void
    }

    /// SQLite's `application_id`, in the file's header.
    let applicationID: Int
    /// In rising order of versions, without a gap.
    let migrations: [Migration]

    /// The newest version this release knows.
    var supportedVersion: Int { migrations.last?.version ?? 0 }

    /// Looks at a file before anything is written to it. An empty one is fine: it becomes ours.
    ///
    /// - Throws: ``StoreError/notAVault(path:)``, ``StoreError/newerVersion(found:supported:)``.
    func check(_ database: Database, path: String) throws {
        let id = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
        if id == 0, version == 0, tables == 0 { return }
        guard id == applicationID else { throw StoreError.notAVault(path: path) }
        guard version <= supportedVersion else {
            throw StoreError.newerVersion(found: version, supported: supportedVersion)
        }
    }

    /// Brings the file to the newest version.
    func migrate(_ database: Database) throws {
        let current = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        for migration in migrations where migration.version > current {
            try database.inTransaction(.immediate) {
                try migration.apply(database)
                // Part of the transaction: a file is never half of one version.
                try database.execute(sql: "PRAGMA application_id = \(applicationID)")
                try database.execute(sql: "PRAGMA user_version = \(migration.version)")
                return .commit
            }
        }
    }

    /// GRDB's settings for a connection to such a file.
    func configuration(path: String, label: String) -> Configuration {
        var configuration = Configuration()
        configuration.label = label
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = 8
        configuration.prepareDatabase { [self] database in
            // Before anything can be written, the switch to WAL included.
            try check(database, path: path)
            try database.execute(
                sql: """
                    PRAGMA trusted_schema = OFF;
                    PRAGMA cell_size_check = ON;
                    PRAGMA temp_store = MEMORY;
                    PRAGMA secure_delete = ON;
                    PRAGMA synchronous = FULL;
                    PRAGMA cache_size = -16384;
                    """)
            if database.configuration.readonly {
                try database.execute(sql: "PRAGMA query_only = ON; PRAGMA wal_autocheckpoint = 0")
            }
        }
        return configuration
    }
}
