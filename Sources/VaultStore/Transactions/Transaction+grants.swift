import GRDB
package import VaultModel

extension Transaction {
    /// One grant; `nil` where there is none.
    package func grant(_ id: RowIndex) throws -> GrantRow? {
        try database.one(
            "SELECT id, epoch, sealed FROM compartment_grant WHERE id = ?", .id(id), as: GrantRow.init(columns:))
    }

    /// Every grant, in the order of ids, one at a time.
    package func forEachGrant(_ body: (GrantRow) throws -> Void) throws {
        try database.each("SELECT id, epoch, sealed FROM compartment_grant ORDER BY id", []) {
            try body(try GrantRow(columns: $0))
        }
    }
}

extension Transaction where Access == Writing {
    /// Adds a grant.
    ///
    /// - Throws: ``StoreError/constraint(_:)`` where the grant is there already.
    package func insert(_ row: GrantRow) throws {
        try database.change(
            "INSERT INTO compartment_grant (id, epoch, sealed) VALUES (?, ?, ?)",
            .id(row.id), try .number(row.epoch), .bytes(row.sealed))
    }

    /// Puts `row` in the place of the grant with its id, if that still has the seal `old`.
    ///
    /// - Returns: `false` where it has another one, or is not there: nothing was changed.
    package func replaceGrantSeal(_ row: GrantRow, expecting old: [UInt8]) throws -> Bool {
        try database.change(
            "UPDATE compartment_grant SET epoch = ?2, sealed = ?3 WHERE id = ?1 AND sealed = ?4",
            .id(row.id), try .number(row.epoch), .bytes(row.sealed), .bytes(old)) == 1
    }

    /// Deletes a grant.
    ///
    /// - Returns: `false` where there was none.
    @discardableResult
    package func deleteGrant(_ id: RowIndex) throws -> Bool {
        try database.change("DELETE FROM compartment_grant WHERE id = ?", .id(id)) == 1
    }
}

extension GrantRow {
    fileprivate init(columns: Columns) throws {
        self.init(id: try columns.id(0), epoch: try columns.number(1), sealed: try columns.bytes(2))
    }
}
