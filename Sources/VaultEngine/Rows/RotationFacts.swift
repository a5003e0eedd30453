import VaultCrypto
import VaultModel
import VaultStore

/// The private fields of a `rotation` row (docs/format.md): how far an inner rotation is.
struct RotationFacts: Sendable, Equatable {
    static let table = "rotation"

    /// `asked → resealing(cursor) → verifying`, then the row is gone. The byte on disk.
    enum State: UInt8, Sendable {
        case asked = 1
        case resealing = 2
        case verifying = 3
    }

    let place: Place
    var state: State
    /// The key version that everything is to be under.
    var target: UInt64
    /// The newest record sequence number that is done.
    var cursor: UInt64

    init(place: Place, state: State, target: UInt64, cursor: UInt64) {
        self.place = place
        self.state = state
        self.target = target
        self.cursor = cursor
    }

    init(opening row: RotationRow, _ keys: VaultKeys) throws {
        let fields = try keys.openRow(Self.table, key: row.shelf.bytes, row.sealed)
        guard let caseID = fields[1].flatMap({ CaseID(bytes: $0) }),
            let compartment = fields.integer(2, as: UInt8.self).flatMap(Compartment.init(rawValue:)),
            let state = fields.integer(3, as: UInt8.self).flatMap(State.init(rawValue:)),
            let target = fields.integer(4, as: UInt64.self), let cursor = fields.integer(5, as: UInt64.self)
        else { throw MalformedEncoding() }
        self.init(place: Place(caseID, compartment), state: state, target: target, cursor: cursor)
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
