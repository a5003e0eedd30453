import VaultCrypto
import VaultModel
import VaultStore

/// The private fields of a `record` row (docs/format.md).
struct RecordFacts: Sendable {
    static let table = "record"

    let place: Place
    let createdAt: Timestamp
    let author: KeyID
    let form: RecordForm
    /// The newest version; the row's clear column must agree.
    let current: UInt64
    /// The random part of its ``RecordOrigin``; a label has none.
    let origin: [UInt8]?

    init(
        place: Place, createdAt: Timestamp, author: KeyID, form: RecordForm, current: UInt64, origin: [UInt8]?
    ) {
        self.origin = origin
        self.place = place
        self.createdAt = createdAt
        self.author = author
        self.form = form
        self.current = current
    }

    init(opening row: RecordRow, _ keys: VaultKeys) throws {
        let fields = try keys.openRow(Self.table, key: row.id.bytes, row.sealed)
        guard let caseID = fields[1].flatMap({ CaseID(bytes: $0) }),
            let compartment = fields.integer(2, as: UInt8.self).flatMap(Compartment.init(rawValue:)),
            let created = fields.integer(3, as: UInt64.self), let author = fields[4].flatMap({ KeyID(bytes: $0) }),
            let form = fields.integer(5, as: UInt8.self).flatMap(RecordForm.init(rawValue:)),
            let current = fields.integer(6, as: UInt64.self)
        else { throw MalformedEncoding() }
        place = Place(caseID, compartment)
        createdAt = Timestamp(milliseconds: created)
        self.author = author
        self.form = form
        self.current = current
        origin = fields[7]
        guard keys.shelf(place) == row.shelf, current == row.current else { throw MalformedEncoding() }
    }

    /// The same record after a further version.
    func followed(by version: UInt64) -> RecordFacts {
        RecordFacts(place: place, createdAt: createdAt, author: author, form: form, current: version, origin: origin)
    }

    func sealed(_ id: RecordID, _ keys: VaultKeys) throws(CryptoError) -> [UInt8] {
        var fields = FieldList()
        fields[1] = place.caseID.bytes
        fields.set(2, place.compartment.rawValue)
        fields.set(3, createdAt.milliseconds)
        fields[4] = author.bytes
        fields.set(5, form.rawValue)
        fields.set(6, current)
        fields[7] = origin
        return try keys.sealRow(Self.table, key: id.bytes, fields)
    }
}
