import GRDB
package import VaultModel

extension Transaction {
    /// The rotation of a shelf; `nil` where none is under way.
    package func rotation(shelf: RowIndex) throws -> RotationRow? {
        try database.one(
            "SELECT shelf, sealed FROM rotation WHERE shelf = ?", .id(shelf), as: RotationRow.init(columns:))
    }

    /// Every rotation that is under way.
    package func rotations() throws -> [RotationRow] {
        try database.all("SELECT shelf, sealed FROM rotation ORDER BY shelf", as: RotationRow.init(columns:))
    }
}

extension Transaction where Access == Writing {
    /// Inserts the shelf's rotation or replaces it.
    package func put(_ row: RotationRow) throws {
        try database.change(
            "INSERT INTO rotation (shelf, sealed) VALUES (?1, ?2) ON CONFLICT (shelf) DO UPDATE SET sealed = ?2",
            .id(row.shelf), .bytes(row.sealed))
    }

    /// Ends the shelf's rotation.
    ///
    /// - Returns: `false` where there was none.
    @discardableResult
    package func deleteRotation(shelf: RowIndex) throws -> Bool {
        try database.change("DELETE FROM rotation WHERE shelf = ?", .id(shelf)) == 1
    }
}

extension RotationRow {
    fileprivate init(columns: Columns) throws {
        self.init(shelf: try columns.id(0), sealed: try columns.bytes(1))
    }
}
