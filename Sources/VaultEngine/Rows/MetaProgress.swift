import VaultCrypto
import VaultModel
import VaultStore

/// How far a new meta key is: one row of `rotation`, at an index of its own (docs/format.md).
///
/// `asked` is an event without this row; `prepared` ends with it; `retired` is the row gone and two keys in the
/// keystore. Without the row a pass begins at the first table, which costs time and nothing else.
struct MetaProgress: Sendable, Equatable {
    /// What is on the disk; what is not among these leaves no row.
    private static let bytes: [RotationState: UInt8] = [.writingNew: 1, .resealing: 2, .verifying: 3]

    private(set) var state: RotationState
    /// What is done: all tables before this one, and this one's rows up to ``key``.
    var table: MetaTable = .ledger
    /// The last row's key; empty before the first.
    var key: [UInt8] = []
    /// Rows looked at in this pass.
    var done: UInt64 = 0
    /// Values sealed again since the rotation began.
    var resealed: UInt64 = 0

    /// Without a row: the new key is there, and nothing is sealed again yet.
    init() { state = .writingNew }

    /// - Throws: ``UnlawfulTransition``.
    mutating func move(to next: RotationState) throws(UnlawfulTransition) { state = try state.moved(to: next, .meta) }

    /// The next pass, from the first table on.
    ///
    /// - Throws: ``UnlawfulTransition``.
    func pass(_ next: RotationState) throws(UnlawfulTransition) -> MetaProgress {
        var pass = MetaProgress()
        pass.state = try state.moved(to: next, .meta)
        pass.resealed = resealed
        return pass
    }

    init(opening row: RotationRow, _ keys: VaultKeys) throws {
        let fields = try keys.openRow(RotationFacts.table, key: row.shelf.bytes, row.sealed)
        let byte = fields.integer(3, as: UInt8.self)
        guard let state = Self.bytes.first(where: { $0.value == byte })?.key,
            let table = fields.integer(6, as: UInt8.self).flatMap(MetaTable.init(rawValue:)), let key = fields[7],
            let done = fields.integer(8, as: UInt64.self), let resealed = fields.integer(9, as: UInt64.self)
        else { throw MalformedEncoding() }
        self.state = state
        self.table = table
        self.key = key
        self.done = done
        self.resealed = resealed
    }

    func row(_ keys: VaultKeys) throws -> RotationRow {
        var fields = FieldList()
        guard let byte = Self.bytes[state] else { throw MalformedEncoding() }
        fields.set(3, byte)
        fields.set(6, table.rawValue)
        fields[7] = key
        fields.set(8, done)
        fields.set(9, resealed)
        let shelf = keys.metaProgressIndex
        return RotationRow(
            shelf: shelf, sealed: try keys.sealRow(RotationFacts.table, key: shelf.bytes, fields))
    }
}
