import GRDB
package import VaultModel

extension Transaction {
    /// The remembered answer to a request; `nil` where there is none.
    package func idempotency(_ id: RowIndex) throws -> IdempotencyRow? {
        try database.one("SELECT id, day, sealed FROM idempotency WHERE id = ?", .id(id)) {
            IdempotencyRow(id: try $0.id(0), day: try $0.number(1), sealed: try $0.bytes(2))
        }
    }

    /// The delay of a login; `nil` where there is none.
    package func loginDelay(_ id: RowIndex) throws -> LoginDelayRow? {
        try database.one(
            "SELECT id, sealed FROM login_delay WHERE id = ?", .id(id), as: LoginDelayRow.init(columns:))
    }

    /// Every delay of a login.
    package func loginDelays() throws -> [LoginDelayRow] {
        try database.all("SELECT id, sealed FROM login_delay ORDER BY id", as: LoginDelayRow.init(columns:))
    }
}

extension Transaction where Access == Writing {
    /// Remembers the answer to a request.
    ///
    /// - Throws: ``StoreError/constraint(_:)`` where the request has an answer already.
    package func insert(_ row: IdempotencyRow) throws {
        try database.change(
            "INSERT INTO idempotency (id, day, sealed) VALUES (?, ?, ?)",
            .id(row.id), try .number(row.day), .bytes(row.sealed))
    }

    /// Forgets the answers of all days before `day`, a number of days since 1970.
    ///
    /// - Returns: how many there were.
    @discardableResult
    package func deleteIdempotency(before day: UInt32) throws -> Int {
        try database.change("DELETE FROM idempotency WHERE day < ?", try .number(day))
    }

    /// Inserts the login's delay or replaces it.
    package func put(_ row: LoginDelayRow) throws {
        try database.change(
            "INSERT INTO login_delay (id, sealed) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET sealed = ?2",
            .id(row.id), .bytes(row.sealed))
    }

    /// Forgets a login's failures.
    ///
    /// - Returns: `false` where there was none.
    @discardableResult
    package func deleteLoginDelay(_ id: RowIndex) throws -> Bool {
        try database.change("DELETE FROM login_delay WHERE id = ?", .id(id)) == 1
    }
}

extension LoginDelayRow {
    fileprivate init(columns: Columns) throws {
        self.init(id: try columns.id(0), sealed: try columns.bytes(1))
    }
}
