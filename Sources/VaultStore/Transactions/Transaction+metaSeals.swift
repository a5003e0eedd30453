import GRDB

/// The tables with values under the meta key. The raw value is in the cursor of its rotation.
package enum MetaTable: UInt8, Sendable, CaseIterable {
    case ledger = 1
    case account = 2
    case record = 3
    case recordVersion = 4
    case rotation = 5
    case idempotency = 6
    case loginDelay = 7

    /// As in docs/format.md.
    package var name: String {
        switch self {
        case .ledger: "ledger"
        case .account: "account"
        case .record: "record"
        case .recordVersion: "record_version"
        case .rotation: "rotation"
        case .idempotency: "idempotency"
        case .loginDelay: "login_delay"
        }
    }

    /// The columns of the row's key, in its order.
    var keyColumns: [String] {
        switch self {
        case .ledger: ["seq"]
        case .account: ["key_id"]
        case .record, .idempotency, .loginDelay: ["id"]
        case .recordVersion: ["record", "version"]
        case .rotation: ["shelf"]
        }
    }
}

/// A row's value under the meta key.
package struct MetaSeal: Sendable, Equatable {
    /// The row's key as in docs/format.md: the columns after one another, numbers as `u64`.
    package var key: [UInt8]
    /// What stands in the row.
    package var sealed: [UInt8]

    /// A row with these columns.
    package init(key: [UInt8], sealed: [UInt8]) {
        self.key = key
        self.sealed = sealed
    }
}

extension Transaction {
    /// The next rows of a table in the order of their keys, beyond `after`.
    package func metaSeals(_ table: MetaTable, after: [UInt8]?, limit: Int) throws -> [MetaSeal] {
        let columns = table.keyColumns
        let key = columns.joined(separator: ", ")
        let marks = columns.map { _ in "?" }.joined(separator: ", ")
        let bounds = try after.map { try table.values(of: $0) } ?? table.lowest
        return try database.all(
            "SELECT \(key), sealed FROM \(table.name) WHERE (\(key)) > (\(marks)) ORDER BY \(key) LIMIT ?",
            arguments: bounds + [limit.databaseValue]
        ) { row in
            MetaSeal(key: try table.key(of: row), sealed: try row.bytes(columns.count))
        }
    }
}

extension Transaction where Access == Writing {
    /// Puts `new` in the place of a row's value, if that is still `old`.
    ///
    /// - Returns: `false` where it is another one, or the row is not there: nothing was changed.
    @discardableResult
    package func replaceMetaSeal(_ table: MetaTable, _ old: MetaSeal, new: [UInt8]) throws -> Bool {
        let match = table.keyColumns.map { "\($0) = ?" }.joined(separator: " AND ")
        return try database.change(
            "UPDATE \(table.name) SET sealed = ? WHERE \(match) AND sealed = ?",
            arguments: [.bytes(new)] + (try table.values(of: old.key)) + [.bytes(old.sealed)]) == 1
    }
}

extension MetaTable {
    /// Below every key.
    fileprivate var lowest: [DatabaseValue] {
        switch self {
        case .ledger: [(-1).databaseValue]
        case .recordVersion: [.bytes([]), (-1).databaseValue]
        default: [.bytes([])]
        }
    }

    fileprivate func values(of key: [UInt8]) throws -> [DatabaseValue] {
        func number(_ bytes: some Sequence<UInt8>) throws -> DatabaseValue {
            try .number(bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
        }
        switch self {
        case .ledger:
            guard key.count == 8 else { throw StoreError.corrupt("a key has the wrong length") }
            return [try number(key)]
        case .recordVersion:
            guard key.count == 24 else { throw StoreError.corrupt("a key has the wrong length") }
            return [.bytes(Array(key[..<16])), try number(key[16...])]
        default: return [.bytes(key)]
        }
    }

    fileprivate func key(of row: Columns) throws -> [UInt8] {
        func bigEndian(_ number: UInt64) -> [UInt8] {
            (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
        }
        switch self {
        case .ledger: return bigEndian(try row.number(0))
        case .recordVersion: return try row.bytes(0) + bigEndian(try row.number(1))
        default: return try row.bytes(0)
        }
    }
}
