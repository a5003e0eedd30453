import Foundation
import GRDB
import VaultModel

/// The columns of one row, valid until the next row is read.
struct Columns {
    /// GRDB's view on the running statement.
    let row: Row

    /// A blob.
    func bytes(_ index: Int) throws -> [UInt8] {
        guard let bytes = try optionalBytes(index) else { throw StoreError.corrupt("a column is null") }
        return bytes
    }

    /// A blob or null.
    func optionalBytes(_ index: Int) throws -> [UInt8]? {
        try row.withUnsafeData(atIndex: index) { data in data.map { [UInt8]($0) } }
    }

    /// An identifier of the right length.
    func id<Kind>(_ index: Int) throws -> Identifier<Kind> {
        guard let id = Identifier<Kind>(bytes: try bytes(index)) else {
            throw StoreError.corrupt("an identifier has the wrong length")
        }
        return id
    }

    /// An integer or null.
    func optionalInteger(_ index: Int) throws -> Int64? {
        switch (row[index] as DatabaseValue).storage {
        case .null: nil
        case .int64(let value): value
        default: throw StoreError.corrupt("a column is not an integer")
        }
    }

    /// An integer that is not negative and fits.
    func number<Value: FixedWidthInteger & UnsignedInteger>(_ index: Int, as type: Value.Type = Value.self) throws
        -> Value
    {
        guard let value = try optionalInteger(index), let number = Value(exactly: value) else {
            throw StoreError.corrupt("a number is out of range")
        }
        return number
    }
}

extension DatabaseValue {
    /// A blob; null for `nil`.
    static func bytes(_ bytes: [UInt8]?) -> DatabaseValue { bytes.map { Data($0).databaseValue } ?? .null }

    /// An identifier's bytes.
    static func id(_ id: Identifier<some IdentifierKind>) -> DatabaseValue { bytes(id.bytes) }

    /// A number that SQLite can hold, which has no integers of 2⁶³ and above.
    ///
    /// - Throws: ``StoreError/outOfRange(_:)``.
    static func number(_ number: some UnsignedInteger & FixedWidthInteger) throws -> DatabaseValue {
        guard let value = Int64(exactly: number) else { throw StoreError.outOfRange("a number") }
        return value.databaseValue
    }

    /// A number as the end of a range: what SQLite cannot hold is above everything it does hold.
    static func bound(_ number: UInt64) -> DatabaseValue { Int64(clamping: number).databaseValue }
}
