import VaultCrypto
import VaultModel

/// One way to open the keystore: the public half of a secret, and what somebody needs to make that secret
/// from a passphrase (docs/format.md, "Keystore").
struct KeystoreSlot: Sendable, Equatable {
    /// docs/format.md, "Keystore".
    let kind: UInt8
    /// The file key is sealed to it at each rewrite.
    let publicKey: AgreementPublicKey
    /// `salt (16) ‖ cost (8)` for a passphrase, empty for all others. In clear at the head of the file.
    let parameters: [UInt8]

    init(kind: UInt8, publicKey: AgreementPublicKey, parameters: [UInt8] = []) {
        self.kind = kind
        self.publicKey = publicKey
        self.parameters = parameters
    }

    /// The root key's slots; its rotations go from one to the other.
    static let root: UInt8 = 1
    static let secondRoot: UInt8 = 2
    /// Passphrases.
    static let technician: UInt8 = 3
    static let director: UInt8 = 4
    /// The custodians' public half; no parameters.
    static let custodians: UInt8 = 5

    /// Both of the root key's slots.
    static let roots: Set<UInt8> = [root, secondRoot]
    /// Slots whose secret is made from a passphrase.
    static let passphrases: Set<UInt8> = [technician, director]

    var isRoot: Bool { Self.roots.contains(kind) }
    var isPassphrase: Bool { Self.passphrases.contains(kind) }

    /// The other one of the root key's two slots.
    static func otherRoot(_ kind: UInt8) -> UInt8 { kind == root ? secondRoot : root }

    /// The slot of a root key.
    init(root key: borrowing RootKey, kind: UInt8) throws(CryptoError) {
        self.init(kind: kind, publicKey: try AgreementSecret(derivedFrom: key, slot: kind).publicKey)
    }

    /// The slot of a passphrase.
    init(
        passphrase secret: borrowing SlotSecret, kind: UInt8, salt: PassphraseSalt, cost: PassphraseCost
    ) throws(CryptoError) {
        self.init(
            kind: kind, publicKey: try AgreementSecret(slot: secret).publicKey, parameters: salt.bytes + cost.bytes)
    }

    /// Whether a root key opens this slot.
    func isOpened(by root: HeldKey<RootKeyRole>?) -> Bool {
        guard isRoot, let root, let own = try? KeystoreSlot(root: root.key, kind: kind) else { return false }
        return own.publicKey == publicKey
    }

    /// 32 bytes that name this slot's secret in the ledger: BLAKE2b-256 of kind, public key and parameters.
    var commitment: [UInt8] { ContentHash.blake2b256([kind] + publicKey.bytes + parameters) }

    /// Salt and cost of a passphrase's slot.
    ///
    /// - Throws: ``CryptoError`` where the parameters are not 24 bytes of both.
    static func passphraseParameters(_ bytes: [UInt8]) throws(CryptoError) -> (PassphraseSalt, PassphraseCost) {
        guard bytes.count == PassphraseSalt.byteCount + PassphraseCost.byteCount else { throw .wrongLength }
        return (
            try PassphraseSalt(bytes: Array(bytes[..<PassphraseSalt.byteCount])),
            try PassphraseCost(bytes: Array(bytes[PassphraseSalt.byteCount...]))
        )
    }

    /// Whether parameters are of the form that a slot's kind has.
    static func isValid(kind: UInt8, parameters: [UInt8]) -> Bool {
        passphrases.contains(kind) ? (try? passphraseParameters(parameters)) != nil : parameters.isEmpty
    }
}

/// What somebody presents to open the keystore.
enum KeystoreSecret: Sendable {
    /// Opens either of the root key's slots.
    case root(HeldKey<RootKeyRole>)
    /// Made from a passphrase; opens the slot of that kind.
    case passphrase(kind: UInt8, HeldKey<SlotSecretRole>)

    /// The secret half for a slot; `nil` where this is no secret of that kind.
    func half(for kind: UInt8) throws(CryptoError) -> AgreementSecret? {
        switch self {
        case .root(let root):
            guard KeystoreSlot.roots.contains(kind) else { return nil }
            return try AgreementSecret(derivedFrom: root.key, slot: kind)
        case .passphrase(let own, let secret):
            guard own == kind else { return nil }
            return try AgreementSecret(slot: secret.key)
        }
    }
}
