import VaultCrypto
import VaultModel
import VaultStore

/// The private fields of a `rotation` row (docs/format.md): how far an inner rotation is.
struct RotationFacts: Sendable, Equatable {
    static let table = "rotation"

    let place: Place
    /// No row: ``RotationState/retired``.
    private(set) var state: RotationState
    /// The key version that everything is to be under.
    private(set) var target: UInt64
    /// The newest record sequence number that is done: sealed again, or, while verifying, seen to be.
    private(set) var cursor: UInt64

    /// A place that does not rotate.
    init(place: Place) {
        self.place = place
        state = .retired
        target = 0
        cursor = 0
    }

    init(opening row: RotationRow, _ keys: VaultKeys) throws {
        let fields = try keys.openRow(Self.table, key: row.shelf.bytes, row.sealed)
        guard let caseID = fields[1].flatMap({ CaseID(bytes: $0) }),
            let compartment = fields.integer(2, as: UInt8.self).flatMap(Compartment.init(rawValue:)),
            let state = fields.integer(3, as: UInt8.self).flatMap(RotationState.init(rawValue:)),
            let target = fields.integer(4, as: UInt64.self), let cursor = fields.integer(5, as: UInt64.self)
        else { throw MalformedEncoding() }
        place = Place(caseID, compartment)
        self.state = state
        self.target = target
        self.cursor = cursor
    }

    /// The place's rotation, or none.
    init<Access>(_ place: Place, _ keys: VaultKeys, _ transaction: borrowing Transaction<Access>) throws {
        if let row = try transaction.rotation(shelf: keys.shelf(place)) {
            try self.init(opening: row, keys)
        } else {
            self.init(place: place)
        }
    }

    /// - Throws: ``UnlawfulTransition``.
    mutating func move(to next: RotationState, cursor: UInt64 = 0) throws(UnlawfulTransition) {
        state = try state.moved(to: next, .inner)
        self.cursor = cursor
    }

    /// Wants a new key version.
    mutating func ask(target: UInt64) throws(UnlawfulTransition) {
        if state != .asked { try move(to: .asked) }
        self.target = target
    }

    /// A key version was made and granted, and from now on is the one that writes use.
    mutating func begin(target: UInt64) throws(UnlawfulTransition) {
        // A row that an older daemon left, or a version made without anybody's asking.
        if state != .asked { try move(to: .asked) }
        try move(to: .prepared)
        try move(to: .writingNew)
        self.target = target
    }

    func row(_ keys: VaultKeys) throws(CryptoError) -> RotationRow {
        var fields = FieldList()
        fields[1] = place.caseID.bytes
        fields.set(2, place.compartment.rawValue)
        fields.set(3, state.rawValue)
        fields.set(4, target)
        fields.set(5, cursor)
        let shelf = keys.shelf(place)
        return RotationRow(shelf: shelf, sealed: try keys.sealRow(Self.table, key: shelf.bytes, fields))
    }
}
