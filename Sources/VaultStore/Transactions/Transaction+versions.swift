import GRDB
package import VaultModel

extension Transaction {
    /// One version of a record; `nil` where there is none.
    package func version(_ version: UInt64, of record: RecordID) throws -> RecordVersionRow? {
        try database.one(
            """
            SELECT record, version, header, body, stream, sealed FROM record_version
            WHERE record = ? AND version = ?
            """, .id(record), .bound(version)
        ) { try RecordVersionRow(columns: $0) }
    }

    /// Every version of a record, oldest first.
    package func versions(of record: RecordID) throws -> [RecordVersionRow] {
        try database.all(
            """
            SELECT record, version, header, body, stream, sealed FROM record_version
            WHERE record = ? ORDER BY version
            """, .id(record)
        ) { try RecordVersionRow(columns: $0) }
    }

    /// One record and one of its versions, the current one where `version` is `nil`.
    package func recordAndVersion(
        _ id: RecordID, version: UInt64? = nil
    ) throws -> (record: RecordRow, version: RecordVersionRow)? {
        try database.one(
            """
            SELECT r.id, r.shelf, r.seq, r.current, r.sealed,
                v.record, v.version, v.header, v.body, v.stream, v.sealed
            FROM record r JOIN record_version v ON v.record = r.id AND v.version = coalesce(?2, r.current)
            WHERE r.id = ?1
            """, .id(id), version.map { .bound($0) } ?? .null
        ) { (try RecordRow(columns: $0), try RecordVersionRow(columns: $0, from: 5)) }
    }

    /// The meta-sealed values of a shelf's versions beyond `after`, without headers and bodies.
    ///
    /// For resealing in bounded batches: ordered by record sequence, then version.
    package func versionSeals(shelf: RowIndex, after: VersionCursor? = nil, limit: Int) throws -> [VersionSeal] {
        try database.all(
            """
            SELECT r.id, r.seq, v.version, v.sealed
            FROM record r JOIN record_version v ON v.record = r.id
            WHERE r.shelf = ?1 AND r.seq >= ?2 AND (r.seq > ?2 OR v.version > ?3)
            ORDER BY r.seq, v.version LIMIT ?4
            """, .id(shelf), .bound(after?.sequence ?? 0), after.map { .bound($0.version) } ?? (-1).databaseValue,
            limit.databaseValue
        ) {
            VersionSeal(
                record: try $0.id(0),
                cursor: VersionCursor(sequence: try $0.number(1), version: try $0.number(2)),
                sealed: try $0.bytes(3))
        }
    }

    /// How many versions the records of a shelf have whose sequence number is above `after`.
    package func versionCount(shelf: RowIndex, after: UInt64 = 0) throws -> Int {
        Int(
            try database.one(
                """
                SELECT count(*) FROM record r JOIN record_version v ON v.record = r.id
                WHERE r.shelf = ?1 AND r.seq > ?2
                """, .id(shelf), .bound(after)
            ) { try $0.number(0, as: UInt32.self) } ?? 0)
    }

    /// The streams that versions of a shelf's records name.
    package func streams(shelf: RowIndex) throws -> [Int64] {
        try database.all(
            """
            SELECT v.stream FROM record r JOIN record_version v ON v.record = r.id
            WHERE r.shelf = ? AND v.stream IS NOT NULL ORDER BY v.stream
            """, .id(shelf)
        ) { Int64(clamping: try $0.number(0, as: UInt64.self)) }
    }

    /// Whether a version names this stream: if none does, its chunks are orphans.
    package func hasVersion(stream: Int64) throws -> Bool {
        try database.one("SELECT 1 FROM record_version WHERE stream = ?", stream.databaseValue) { _ in true } ?? false
    }
}

extension Transaction where Access == Writing {
    /// Adds a version to a record that is there.
    ///
    /// - Throws: ``StoreError/constraint(_:)`` where the version is there already, its record is not, or it
    ///   has not exactly one of body and stream.
    package func insert(_ row: RecordVersionRow) throws {
        try database.change(
            "INSERT INTO record_version (record, version, header, body, stream, sealed) VALUES (?, ?, ?, ?, ?, ?)",
            .id(row.record), try .number(row.version), .bytes(row.header), .bytes(row.body),
            row.stream?.databaseValue ?? .null, .bytes(row.sealed))
    }

    /// Puts `new` in the place of a version's meta-sealed value, if that is still `old`.
    ///
    /// - Returns: `false` where it is another one, or the version is not there: nothing was changed.
    package func replaceVersionSeal(
        _ record: RecordID, version: UInt64, expecting old: [UInt8], new: [UInt8]
    ) throws -> Bool {
        try database.change(
            "UPDATE record_version SET sealed = ?4 WHERE record = ?1 AND version = ?2 AND sealed = ?3",
            .id(record), .bound(version), .bytes(old), .bytes(new)) == 1
    }

    /// Deletes one version of a record.
    ///
    /// - Throws: ``StoreError/noSuchRow(table:)``.
    package func deleteVersion(_ version: UInt64, of record: RecordID) throws {
        try changeOne(
            "record_version", "DELETE FROM record_version WHERE record = ? AND version = ?",
            .id(record), .bound(version))
    }
}

extension RecordVersionRow {
    /// From `record, version, header, body, stream, sealed`, in six columns from `first` on.
    fileprivate init(columns: Columns, from first: Int = 0) throws {
        self.init(
            record: try columns.id(first), version: try columns.number(first + 1),
            header: try columns.bytes(first + 2), body: try columns.optionalBytes(first + 3),
            stream: try columns.optionalInteger(first + 4), sealed: try columns.bytes(first + 5))
    }
}
