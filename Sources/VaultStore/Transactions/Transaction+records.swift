import GRDB
package import VaultModel

extension Transaction {
    /// Records whose id begins with these hexadecimal digits, at most `limit`.
    package func records(idPrefix: String, limit: Int) throws -> [RecordRow] {
        let rest = RecordTag.byteCount * 2 - idPrefix.utf8.count
        guard let least = RecordID(hex: idPrefix + String(repeating: "0", count: max(0, rest))),
            let greatest = RecordID(hex: idPrefix + String(repeating: "f", count: max(0, rest)))
        else { return [] }
        return try database.all(
            "SELECT id, shelf, seq, current, sealed FROM record WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ?",
            .id(least), .id(greatest), limit.databaseValue, as: RecordRow.init(columns:))
    }

    /// One record; `nil` where there is none.
    package func record(_ id: RecordID) throws -> RecordRow? {
        try database.one(
            "SELECT id, shelf, seq, current, sealed FROM record WHERE id = ?", .id(id), as: RecordRow.init(columns:))
    }

    /// A page of a shelf beyond `after`, which is the last sequence number of the page before.
    ///
    /// - Parameter after: `nil` to begin at the chosen end.
    package func records(
        shelf: RowIndex, _ order: PageOrder, after: UInt64? = nil, limit: Int
    ) throws -> [RecordRow] {
        switch order {
        case .oldestFirst:
            try database.all(
                """
                SELECT id, shelf, seq, current, sealed FROM record
                WHERE shelf = ? AND seq > ? ORDER BY seq LIMIT ?
                """, .id(shelf), after.map { .bound($0) } ?? (-1).databaseValue, limit.databaseValue,
                as: RecordRow.init(columns:))
        case .newestFirst:
            try database.all(
                """
                SELECT id, shelf, seq, current, sealed FROM record
                WHERE shelf = ? AND seq < ? ORDER BY seq DESC LIMIT ?
                """, .id(shelf), .bound(after ?? .max), limit.databaseValue,
                as: RecordRow.init(columns:))
        }
    }

    /// The highest sequence number on a shelf; `nil` where it is empty.
    package func lastRecordSequence(shelf: RowIndex) throws -> UInt64? {
        try database.one("SELECT seq FROM record WHERE shelf = ? ORDER BY seq DESC LIMIT 1", .id(shelf)) {
            try $0.number(0)
        }
    }

    /// How many records a shelf has.
    package func recordCount(shelf: RowIndex) throws -> Int {
        let count = try database.one("SELECT count(*) FROM record WHERE shelf = ?", .id(shelf)) {
            try $0.number(0, as: UInt32.self)
        }
        return Int(count ?? 0)
    }
}

extension Transaction where Access == Writing {
    /// Adds a record, before its first version.
    ///
    /// - Throws: ``StoreError/constraint(_:)`` where the id, or the sequence number on this shelf, is taken.
    package func insert(_ row: RecordRow) throws {
        try database.change(
            "INSERT INTO record (id, shelf, seq, current, sealed) VALUES (?, ?, ?, ?, ?)",
            .id(row.id), .id(row.shelf), try .number(row.sequence), try .number(row.current), .bytes(row.sealed))
    }

    /// Changes everything but the id.
    ///
    /// - Throws: ``StoreError/noSuchRow(table:)``.
    package func update(_ row: RecordRow) throws {
        try changeOne(
            "record", "UPDATE record SET shelf = ?2, seq = ?3, current = ?4, sealed = ?5 WHERE id = ?1",
            .id(row.id), .id(row.shelf), try .number(row.sequence), try .number(row.current), .bytes(row.sealed))
    }

    /// Deletes a record with all its versions. The chunks of documents are in `blobs.db` and stay.
    ///
    /// - Throws: ``StoreError/noSuchRow(table:)``.
    package func deleteRecord(_ id: RecordID) throws {
        try database.change("DELETE FROM record_version WHERE record = ?", .id(id))
        try changeOne("record", "DELETE FROM record WHERE id = ?", .id(id))
    }
}

extension RecordRow {
    /// From `id, shelf, seq, current, sealed`, in the first five columns.
    init(columns: Columns) throws {
        self.init(
            id: try columns.id(0), shelf: try columns.id(1), sequence: try columns.number(2),
            current: try columns.number(3), sealed: try columns.bytes(4))
    }
}
