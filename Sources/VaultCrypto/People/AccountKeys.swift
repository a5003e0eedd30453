package import VaultModel

/// A person's two secret halves and the key id that names their public ones.
///
/// Made at enrolment; on disk sealed by the unlock key and that again by the meta key (210 bytes).
package struct AccountKeys: ~Copyable, Sendable {
    /// Receives keys.
    package let agreement: AgreementSecret
    /// Signs events.
    package let signing: SigningSecret
    /// Names the account.
    package let keyID: KeyID

    /// Both public halves.
    package var publicKeys: (agreement: AgreementPublicKey, signing: SigningPublicKey) {
        (agreement.publicKey, signing.publicKey)
    }

    /// New random keys.
    ///
    /// - Throws: ``CryptoError/memoryUnavailable``.
    package init() throws(CryptoError) {
        self.init(agreement: try AgreementSecret(), signing: try SigningSecret())
    }

    /// Takes both halves over.
    package init(agreement: consuming AgreementSecret, signing: consuming SigningSecret) {
        keyID = KeyID(agreement: agreement.publicKey, signing: signing.publicKey)
        self.agreement = agreement
        self.signing = signing
    }

    /// Opens what ``sealed(unlock:meta:vault:salt:cost:)`` made.
    ///
    /// - Throws: ``CryptoError/authenticationFailed`` (also if the keys are not `holder`'s),
    ///   ``CryptoError/memoryUnavailable``.
    package init(
        opening sealed: [UInt8], unlock: borrowing UnlockKey, meta: borrowing MetaKey, vault: VaultID,
        holder: KeyID, salt: PassphraseSalt, cost: PassphraseCost
    ) throws(CryptoError) {
        let inner = try meta.open(sealed, context: .accountBlob(vault: vault, holder: holder))
        let secret = try unlock.openSecret(
            inner, context: .accountKeys(vault: vault, holder: holder, salt: salt, cost: cost))
        guard secret.count == X25519.byteCount + Ed25519.seedByteCount else { throw .authenticationFailed }
        let scalar = try unsafe secret.withUnsafeBytes { (bytes) throws(CryptoError) in
            try unsafe SecretBytes(copying: bytes.part(0..<32))
        }
        let seed = try unsafe secret.withUnsafeBytes { (bytes) throws(CryptoError) in
            try unsafe SecretBytes(copying: bytes.part(32..<64))
        }
        let agreement = try AgreementSecret(scalar: scalar)
        let signing = try SigningSecret(seed: seed)
        guard KeyID(agreement: agreement.publicKey, signing: signing.publicKey) == holder
        else { throw .authenticationFailed }
        self.init(agreement: agreement, signing: signing)
    }

    /// `X25519 secret (32) ‖ Ed25519 seed (32)`, sealed by the unlock key and that by the meta key; 210 bytes.
    ///
    /// - Throws: ``CryptoError/memoryUnavailable``.
    package borrowing func sealed(
        unlock: borrowing UnlockKey, meta: borrowing MetaKey, vault: VaultID, salt: PassphraseSalt,
        cost: PassphraseCost
    ) throws(CryptoError) -> [UInt8] {
        var secret = try SecretBytes(zeroed: 64)
        unsafe secret.withUnsafeMutableBytes { secret in
            unsafe agreement.withUnsafeBytes { bytes in unsafe secret.part(0..<32).copyMemory(from: bytes) }
            unsafe signing.withUnsafeSeed { bytes in unsafe secret.part(32..<64).copyMemory(from: bytes) }
        }
        let inner = try unlock.seal(
            secret: secret, context: .accountKeys(vault: vault, holder: keyID, salt: salt, cost: cost))
        return try meta.seal(inner, context: .accountBlob(vault: vault, holder: keyID))
    }

    /// `BLAKE2b-256(Ed25519 seed, context 0x18 ‖ request)`, 32 bytes.
    ///
    /// Recognises a repeated request, and tells somebody without the person's keys nothing about it.
    package borrowing func requestDigest(of request: [UInt8], vault: VaultID) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        let message = SealContext.requestDigest(vault: vault, holder: keyID).encoded + request
        unsafe signing.withUnsafeSeed { seed in
            unsafe message.withBytes { message in
                unsafe digest.withUnsafeMutableBytes { digest in
                    unsafe BLAKE2b.hash(message, key: seed, into: digest)
                }
            }
        }
        return digest
    }
}

/// Account keys in a box that a session can hold.
package final class HeldAccountKeys: Sendable {
    /// Released when the last reference to the box goes.
    package let keys: AccountKeys

    /// Takes the keys over.
    package init(_ keys: consuming AccountKeys) {
        self.keys = keys
    }
}
