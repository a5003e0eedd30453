import VaultCrypto
import VaultModel
import VaultStore

/// The private fields of a `record_version` row (docs/format.md); the wrapped data key is one of them.
struct VersionFacts: Sendable {
    static let table = "record_version"

    let author: KeyID
    let writtenAt: Timestamp
    /// The version of the compartment key that wraps the data key.
    let keyVersion: UInt64
    /// The data key, sealed by the compartment key.
    let dataKey: [UInt8]
    /// BLAKE2b-256 over the sealed content, as the ledger has it.
    let digest: [UInt8]

    init(author: KeyID, writtenAt: Timestamp, keyVersion: UInt64, dataKey: [UInt8], digest: [UInt8]) {
        self.author = author
        self.writtenAt = writtenAt
        self.keyVersion = keyVersion
        self.dataKey = dataKey
        self.digest = digest
    }

    init(opening sealed: [UInt8], record: RecordID, version: UInt64, _ keys: VaultKeys) throws {
        let fields = try keys.openRow(Self.table, key: Self.rowKey(record, version), sealed)
        guard let author = fields[1].flatMap({ KeyID(bytes: $0) }), let written = fields.integer(2, as: UInt64.self),
            let keyVersion = fields.integer(3, as: UInt64.self), let dataKey = fields[4], let digest = fields[5]
        else { throw MalformedEncoding() }
        self.author = author
        writtenAt = Timestamp(milliseconds: written)
        self.keyVersion = keyVersion
        self.dataKey = dataKey
        self.digest = digest
    }

    func sealed(record: RecordID, version: UInt64, _ keys: VaultKeys) throws(CryptoError) -> [UInt8] {
        var fields = FieldList()
        fields[1] = author.bytes
        fields.set(2, writtenAt.milliseconds)
        fields.set(3, keyVersion)
        fields[4] = dataKey
        fields[5] = digest
        return try keys.sealRow(Self.table, key: Self.rowKey(record, version), fields)
    }

    /// The same facts with the data key sealed again by another key version.
    func resealed(dataKey: [UInt8], keyVersion: UInt64) -> VersionFacts {
        VersionFacts(author: author, writtenAt: writtenAt, keyVersion: keyVersion, dataKey: dataKey, digest: digest)
    }

    private static func rowKey(_ record: RecordID, _ version: UInt64) -> [UInt8] {
        record.bytes + version.bigEndianBytes
    }
}
