import GRDB

extension Transaction {
    /// How many entries the ledger has; the last one has this number.
    package func ledgerCount() throws -> UInt64 {
        try database.one("SELECT coalesce(max(seq), 0) FROM ledger") { try $0.number(0) } ?? 0
    }

    /// One entry; `nil` where there is none by this number.
    package func ledgerRow(_ sequence: UInt64) throws -> LedgerRow? {
        try database.one(
            "SELECT seq, leaf, sealed FROM ledger WHERE seq = ?", .bound(sequence), as: LedgerRow.init(columns:))
    }

    /// A page of entries beyond `after`, which is the last number of the page before.
    ///
    /// - Parameter after: `nil` to begin at the chosen end.
    package func ledgerRows(
        _ order: PageOrder = .oldestFirst, after: UInt64? = nil, limit: Int
    ) throws -> [LedgerRow] {
        switch order {
        case .oldestFirst:
            try database.all(
                "SELECT seq, leaf, sealed FROM ledger WHERE seq > ? ORDER BY seq LIMIT ?",
                .bound(after ?? 0), limit.databaseValue, as: LedgerRow.init(columns:))
        case .newestFirst:
            try database.all(
                "SELECT seq, leaf, sealed FROM ledger WHERE seq < ? ORDER BY seq DESC LIMIT ?",
                .bound(after ?? .max), limit.databaseValue, as: LedgerRow.init(columns:))
        }
    }

    /// Every entry in order, one at a time: for the replay at start.
    package func forEachLedgerRow(after: UInt64 = 0, _ body: (LedgerRow) throws -> Void) throws {
        try database.each("SELECT seq, leaf, sealed FROM ledger WHERE seq > ? ORDER BY seq", [.bound(after)]) {
            try body(try LedgerRow(columns: $0))
        }
    }
}

extension Transaction where Access == Writing {
    /// Adds the next entry.
    ///
    /// - Throws: ``StoreError/sequenceGap(expected:found:)`` unless its number is the last one plus 1.
    package func append(_ row: LedgerRow) throws {
        let changed = try database.change(
            """
            INSERT INTO ledger (seq, leaf, sealed)
            SELECT ?1, ?2, ?3 WHERE ?1 = (SELECT coalesce(max(seq), 0) + 1 FROM ledger)
            """, .bound(row.sequence), .bytes(row.leaf), .bytes(row.sealed))
        guard changed == 1 else {
            throw StoreError.sequenceGap(expected: try ledgerCount() + 1, found: row.sequence)
        }
    }
}

extension LedgerRow {
    fileprivate init(columns: Columns) throws {
        let leaf = try columns.bytes(1)
        guard leaf.count == 32 else { throw StoreError.corrupt("a leaf has the wrong length") }
        self.init(sequence: try columns.number(0), leaf: leaf, sealed: try columns.bytes(2))
    }
}
