import VaultCrypto
import VaultModel
import VaultStore

/// The private fields of an `idempotency` row: what a key was used for, and what came of it.
struct RememberedWrite: Sendable {
    static let table = "idempotency"

    /// A digest that only the writer can compute.
    let requestDigest: [UInt8]
    let record: RecordID
    let version: UInt64

    init(requestDigest: [UInt8], record: RecordID, version: UInt64) {
        self.requestDigest = requestDigest
        self.record = record
        self.version = version
    }

    init(opening row: IdempotencyRow, _ keys: VaultKeys) throws {
        let fields = try keys.openRow(Self.table, key: row.id.bytes, row.sealed)
        guard let digest = fields[1], let record = fields[2].flatMap({ RecordID(bytes: $0) }),
            let version = fields.integer(3, as: UInt64.self)
        else { throw MalformedEncoding() }
        self.init(requestDigest: digest, record: record, version: version)
    }

    func row(_ id: RowIndex, day: UInt32, _ keys: VaultKeys) throws(CryptoError) -> IdempotencyRow {
        var fields = FieldList()
        fields[1] = requestDigest
        fields[2] = record.bytes
        fields.set(3, version)
        return IdempotencyRow(id: id, day: day, sealed: try keys.sealRow(Self.table, key: id.bytes, fields))
    }
}
