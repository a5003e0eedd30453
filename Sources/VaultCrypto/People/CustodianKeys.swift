package import VaultModel

/// The custodians' two secret halves, derived from the one secret on their cards.
///
/// Lives while cards are dealt or a recovery goes on, never on a disk.
package struct CustodianKeys: ~Copyable, Sendable {
    /// Opens custodian grants: X25519 scalar `derive(secret, context 0x19)`.
    package let agreement: AgreementSecret
    /// Signs for the custodians: Ed25519 seed `derive(secret, context 0x1A)`.
    package let signing: SigningSecret

    /// The pair that the secret determines.
    ///
    /// - Throws: ``CryptoError/memoryUnavailable``.
    package init(_ secret: borrowing CustodianSecret) throws(CryptoError) {
        let agreement = try AgreementSecret(scalar: try secret.deriveSecret(.custodianAgreement))
        let signing = try SigningSecret(seed: try secret.deriveSecret(.custodianSigning))
        self.agreement = agreement
        self.signing = signing
    }

    /// Both halves to give out.
    package var publicKeys: CustodianPublicKeys {
        CustodianPublicKeys(agreement: agreement.publicKey, signing: signing.publicKey)
    }
}

/// What a vault is told about its custodians.
///
/// `sandyk-custodians-` and base32 of `X25519 public key (32) ‖ Ed25519 public key (32) ‖ check (4)`, the check as
/// in ``TextForm``.
package struct CustodianPublicKeys: Hashable, Sendable {
    /// Custodian grants are sealed to it.
    package let agreement: AgreementPublicKey
    /// Verifies what the custodians sign.
    package let signing: SigningPublicKey

    private static let prefix = "sandyk-custodians-"
    private static let checkByteCount = 4
    private static let byteCount = X25519.byteCount + Ed25519.publicKeyByteCount

    /// Both halves as they are.
    package init(agreement: AgreementPublicKey, signing: SigningPublicKey) {
        self.agreement = agreement
        self.signing = signing
    }

    /// Reads the text form; white space around it or within (a broken line) does not count.
    ///
    /// - Throws: ``CryptoError/malformedText``.
    package init(parsing text: String) throws(CryptoError) {
        let text = text.filter { !$0.isWhitespace }
        guard text.hasPrefix(Self.prefix) else { throw .malformedText }
        let bytes = try unsafe Array(text.utf8.dropFirst(Self.prefix.utf8.count)).withBytes {
            (letters) throws(CryptoError) in
            try unsafe [UInt8].filled(count: Self.byteCount + Self.checkByteCount) { (output) throws(CryptoError) in
                try unsafe Base32.decode(letters, into: output)
            }
        }
        let keys = Array(bytes[..<Self.byteCount])
        guard Self.check(keys) == Array(bytes[Self.byteCount...]) else { throw .malformedText }
        agreement = try AgreementPublicKey(bytes: Array(keys[..<X25519.byteCount]))
        signing = try SigningPublicKey(bytes: Array(keys[X25519.byteCount...]))
    }

    /// `sandyk-custodians-…`, one line of 127 letters.
    package var text: String {
        let keys = agreement.bytes + signing.bytes
        var letters = [UInt8](repeating: 0, count: Base32.characterCount(Self.byteCount + Self.checkByteCount))
        unsafe (keys + Self.check(keys)).withBytes { bytes in
            unsafe letters.withUnsafeMutableBytes { letters in unsafe Base32.encode(bytes, into: letters) }
        }
        return Self.prefix + String(decoding: letters, as: UTF8.self)
    }

    /// Names the pair, as for people.
    package var keyID: KeyID { KeyID(agreement: agreement, signing: signing) }

    /// The fingerprint that is on every card.
    package var words: KeyWords { KeyWords(keyID) }

    private static func check(_ keys: [UInt8]) -> [UInt8] {
        Array(BLAKE2b.hash256(Array(prefix.utf8) + keys).prefix(checkByteCount))
    }
}
