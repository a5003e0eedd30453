import GRDB
package import VaultModel

extension Transaction {
    /// One account; `nil` where there is none.
    package func account(_ keyID: KeyID) throws -> AccountRow? {
        try database.one(
            "SELECT key_id, sealed FROM account WHERE key_id = ?", .id(keyID), as: AccountRow.init(columns:))
    }

    /// Every account, in the order of key ids.
    package func accounts() throws -> [AccountRow] {
        try database.all("SELECT key_id, sealed FROM account ORDER BY key_id", as: AccountRow.init(columns:))
    }
}

extension Transaction where Access == Writing {
    /// Adds an account.
    ///
    /// - Throws: ``StoreError/constraint(_:)`` where the account is there already.
    package func insert(_ row: AccountRow) throws {
        try database.change("INSERT INTO account (key_id, sealed) VALUES (?, ?)", .id(row.keyID), .bytes(row.sealed))
    }

    /// Replaces an account's sealed fields.
    ///
    /// - Throws: ``StoreError/noSuchRow(table:)``.
    package func update(_ row: AccountRow) throws {
        try changeOne(
            "account", "UPDATE account SET sealed = ?2 WHERE key_id = ?1", .id(row.keyID), .bytes(row.sealed))
    }

    /// Deletes an account's row; the ledger keeps that it was.
    ///
    /// - Throws: ``StoreError/noSuchRow(table:)``.
    package func deleteAccount(_ keyID: KeyID) throws {
        try changeOne("account", "DELETE FROM account WHERE key_id = ?", .id(keyID))
    }
}

extension AccountRow {
    fileprivate init(columns: Columns) throws {
        self.init(keyID: try columns.id(0), sealed: try columns.bytes(1))
    }
}
