/// An X25519 scalar, clamped when it is used.
package struct AgreementSecret: ~Copyable, Sendable {
    /// The half to give out.
    package let publicKey: AgreementPublicKey
    private let scalar: SecretBytes

    /// A new random pair.
    ///
    /// - Throws: ``CryptoError/memoryUnavailable``.
    package init() throws(CryptoError) {
        try self.init(scalar: try SecretBytes(randomCount: X25519.byteCount))
    }

    /// Takes 32 secret bytes over.
    ///
    /// - Throws: ``CryptoError/wrongLength``, ``CryptoError/memoryUnavailable``.
    package init(scalar: consuming SecretBytes) throws(CryptoError) {
        let publicBytes = try unsafe scalar.withUnsafeBytes { (scalar) throws(CryptoError) in
            try unsafe [UInt8].filled(count: X25519.byteCount) { (output) throws(CryptoError) in
                try unsafe X25519.publicKey(of: scalar, into: output)
            }
        }
        publicKey = try AgreementPublicKey(bytes: publicBytes)
        self.scalar = scalar
    }

    /// The secret half of a keystore slot: `derive(root key, context 0x12)`.
    ///
    /// `kind` is the slot's byte.
    ///
    /// - Throws: ``CryptoError/memoryUnavailable``.
    package init(derivedFrom key: borrowing RootKey, slot kind: UInt8) throws(CryptoError) {
        try self.init(scalar: try key.deriveSecret(.slotSecret(kind: kind)))
    }

    /// Opens a key that ``AgreementPublicKey/seal(key:context:)`` sealed to this pair; exactly 138 bytes.
    ///
    /// - Throws: ``CryptoError/authenticationFailed``, ``CryptoError/memoryUnavailable``.
    package borrowing func openKey<Role: KeyRole>(
        _ sealed: [UInt8], as role: Role.Type = Role.self, context: SealContext
    ) throws(CryptoError) -> SecretKey<Role> {
        guard sealed.count == PersonSeal.byteCount, sealed[0] == PersonSeal.suite else { throw .authenticationFailed }
        let ephemeral = try AgreementPublicKey(bytes: Array(sealed[1..<PersonSeal.prefixByteCount]))
        let key: SecretKey<PersonSealRole>
        do {
            key = try PersonSeal.key(secret: self, other: ephemeral, ephemeral: ephemeral, recipient: publicKey)
        } catch .weakPublicKey {
            throw .authenticationFailed
        }
        return try key.openKey(Array(sealed[PersonSeal.prefixByteCount...]), context: context)
    }

    /// Lends the 32 bytes for the length of `body`.
    borrowing func withUnsafeBytes<Result: ~Copyable, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe scalar.withUnsafeBytes(body)
    }
}
