import VaultCrypto
import VaultModel

/// The keys on the server, and what is derived from them: indexes and row seals.
final class VaultKeys: Sendable {
    let keystore: Keystore
    private let indexKey: HeldKey<IndexKeyRole>
    private let dummyLogin: HeldKey<DummyLoginKeyRole>

    init(_ keystore: Keystore) {
        self.keystore = keystore
        let contents = keystore.snapshot
        indexKey = contents.index
        dummyLogin = contents.dummyLogin
    }

    var vaultID: VaultID { keystore.vaultID }

    /// The meta keys as the keystore has them now.
    var meta: MetaKeys { keystore.metaKeys }

    // MARK: Indexes

    /// Where the records of a case's compartment stand together.
    func shelf(_ place: Place) -> RowIndex {
        index("shelf", place.caseID.bytes + [place.compartment.rawValue])
    }

    func grantIndex(_ place: Place, keyVersion: UInt64, holder: KeyID) -> RowIndex {
        index("grant", place.caseID.bytes + [place.compartment.rawValue] + keyVersion.bigEndianBytes + holder.bytes)
    }

    func idempotencyIndex(_ keyID: KeyID, key: String) -> RowIndex { index("idempotency", keyID.bytes + key.utf8) }

    /// One of 256 rows per peer: made-up names fill no disk, and share delays with names that exist.
    func loginIndex(uid: UInt32, name: String) -> RowIndex {
        index("login", uid.bigEndianBytes + index("login-name", Array(name.utf8)).bytes.prefix(1))
    }

    /// The row that says how far a new meta key is.
    var metaProgressIndex: RowIndex { index("rotation", Array("meta".utf8)) }

    /// Names the newest meta key in the ledger.
    var metaCommitment: [UInt8] { meta.newest.key.derive(.metaKey(vault: vaultID)) }

    /// The one record of a case that is its label.
    func labelID(_ caseID: CaseID) -> RecordID {
        indexKey.key.deriveIdentifier(.index(vault: vaultID, space: "label", value: caseID.bytes))
    }

    private func index(_ space: String, _ value: [UInt8]) -> RowIndex {
        indexKey.key.deriveIdentifier(.index(vault: vaultID, space: space, value: value))
    }

    /// The made-up salt of a name that does not exist: always the same.
    func dummySalt(_ name: String) throws(CryptoError) -> PassphraseSalt {
        try PassphraseSalt(bytes: Array(dummyLogin.key.derive(.dummyLogin(vault: vaultID, name: name)).prefix(16)))
    }

    // MARK: Rows

    func sealRow(_ table: String, key: [UInt8], _ fields: FieldList) throws(CryptoError) -> [UInt8] {
        try meta.newest.key.sealPadded(fields.encoded(), context: .row(vault: vaultID, table: table, key: key))
    }

    /// - Throws: ``CryptoError/authenticationFailed``, ``MalformedEncoding``.
    func openRow(_ table: String, key: [UInt8], _ sealed: [UInt8]) throws -> FieldList {
        try FieldList(
            decoding: try meta.openPadded(sealed, context: .row(vault: vaultID, table: table, key: key)))
    }
}

/// One compartment of one case.
struct Place: Hashable, Sendable {
    let caseID: CaseID
    let compartment: Compartment

    init(_ caseID: CaseID, _ compartment: Compartment) {
        self.caseID = caseID
        self.compartment = compartment
    }

    /// Where an event is about; `nil` where it names no case or no compartment.
    init?(_ event: LedgerEvent) {
        guard let caseID = event.id(.case, as: CaseID.self), let compartment = event.compartment else { return nil }
        self.init(caseID, compartment)
    }
}
