import GRDB

extension VaultDatabase {
    /// SQLite's quick check and the check of references, for `doctor`.
    ///
    /// - Returns: one line for each thing that is wrong; empty for a sound file.
    package func quickCheck() async throws -> [String] {
        do {
            return try await pool.read { try $0.quickCheck() }
        } catch {
            throw StoreError.translated(error)
        }
    }

    /// How the writer's connection is set: SQLite's own names and numbers, for `doctor`.
    package func settings() async throws -> [String: Int64] {
        do {
            return try await pool.writeWithoutTransaction { try $0.settings() }
        } catch {
            throw StoreError.translated(error)
        }
    }
}

extension Database {
    /// The settings on which durability and secrecy rest.
    func settings() throws -> [String: Int64] {
        let names = [
            "application_id", "user_version", "page_size", "synchronous", "secure_delete", "temp_store",
            "foreign_keys", "trusted_schema",
        ]
        return try names.reduce(into: [:]) { $0[$1] = try Int64.fetchOne(self, sql: "PRAGMA \($1)") }
    }

    /// What `PRAGMA quick_check` and `PRAGMA foreign_key_check` find wrong.
    func quickCheck() throws -> [String] {
        let pages = try String.fetchAll(self, sql: "PRAGMA quick_check").filter { $0 != "ok" }
        let orphans = try Row.fetchAll(self, sql: "PRAGMA foreign_key_check").count
        return orphans == 0 ? pages : pages + ["\(orphans) rows refer to a row that is not there"]
    }
}
