import GRDB

extension BlobDatabase {
    /// Begins an empty stream; durable on return.
    ///
    /// - Parameter day: days since 1970, for sweeping what no record came to name.
    /// - Returns: the stream's id, never given twice.
    package func beginStream(day: UInt32) async throws -> Int64 {
        try await perform { database in
            try database.change("INSERT INTO stream (day) VALUES (?)", try .number(day))
            return database.lastInsertedRowID
        }
    }

    /// Adds chunks to a stream in one transaction; durable on return. Where the task is cancelled, all of them or none.
    ///
    /// - Throws: ``StoreError/batchTooLarge(byteCount:limit:)`` above 8 MiB; ``StoreError/noSuchRow(table:)``
    ///   where there is no such stream; ``StoreError/constraint(_:)`` where a chunk is there already;
    ///   ``StoreError/outOfRange(_:)``. None of the chunks is then there.
    package func append(stream: Int64, first: UInt64, seals: [[UInt8]]) async throws {
        let byteCount = seals.reduce(0) { $0 + $1.count }
        guard byteCount <= Self.batchByteLimit else {
            throw StoreError.batchTooLarge(byteCount: byteCount, limit: Self.batchByteLimit)
        }
        guard first <= UInt64(Self.chunkLimit), first + UInt64(seals.count) <= UInt64(Self.chunkLimit) else {
            throw StoreError.outOfRange("chunk index")
        }
        let base = try Self.chunkID(stream: stream, index: first)
        do {
            try await queue.write { database in
                guard try database.hasStream(stream) else { throw StoreError.noSuchRow(table: "stream") }
                for (offset, seal) in seals.enumerated() {
                    try database.change(
                        "INSERT INTO chunk (id, seal) VALUES (?, ?)",
                        (base + Int64(offset)).databaseValue, .bytes(seal))
                }
            }
        } catch {
            throw StoreError.translated(error)
        }
    }

    /// One chunk's seal; `nil` where there is none.
    package func chunk(stream: Int64, index: UInt64) async throws -> [UInt8]? {
        guard index < UInt64(Self.chunkLimit) else { return nil }
        let id = try Self.chunkID(stream: stream, index: index)
        return try await perform { database in
            try database.one("SELECT seal FROM chunk WHERE id = ?", id.databaseValue) { try $0.bytes(0) }
        }
    }

    /// How many chunks a stream has, for `doctor`.
    package func chunkCount(stream: Int64) async throws -> Int {
        let base = try Self.chunkID(stream: stream, index: 0)
        return try await perform { database in
            let count = try database.one(
                "SELECT count(*) FROM chunk WHERE id BETWEEN ? AND ?",
                base.databaseValue, (base + Int64(Self.chunkLimit) - 1).databaseValue
            ) { try $0.number(0, as: UInt32.self) }
            return Int(count ?? 0)
        }
    }

    /// Every stream with the day of its beginning, for sweeping.
    package func streams() async throws -> [(id: Int64, day: UInt32)] {
        try await perform { database in
            try database.all("SELECT id, day FROM stream ORDER BY id") {
                (id: Int64(clamping: try $0.number(0, as: UInt64.self)), day: try $0.number(1, as: UInt32.self))
            }
        }
    }

    /// Deletes a stream, which may be one that is gone already.
    ///
    /// In steps of at most 8 MiB, so that the journal stays small and others can read between them; the
    /// stream's own row goes last, so that one that was interrupted is found again by ``streams()``.
    package func deleteStream(_ stream: Int64) async throws {
        let base = try Self.chunkID(stream: stream, index: 0)
        let end = base + Int64(Self.chunkLimit)
        var deleted: Int
        repeat {
            deleted = try await perform { database in
                try database.change(
                    """
                    DELETE FROM chunk WHERE id IN
                        (SELECT id FROM chunk WHERE id >= ? AND id < ? ORDER BY id DESC LIMIT 128)
                    """, base.databaseValue, end.databaseValue)
            }
        } while deleted > 0
        try await perform { _ = try $0.change("DELETE FROM stream WHERE id = ?", stream.databaseValue) }
    }

    private static func chunkID(stream: Int64, index: UInt64) throws -> Int64 {
        guard stream > 0, stream < (1 << 39) - 1 else { throw StoreError.outOfRange("stream id") }
        return stream << 24 + Int64(index)
    }
}

extension Database {
    fileprivate func hasStream(_ stream: Int64) throws -> Bool {
        try one("SELECT 1 FROM stream WHERE id = ?", stream.databaseValue) { _ in true } ?? false
    }
}
