/// An Ed25519 seed and what libsodium makes of it, in guarded memory.
package struct SigningSecret: ~Copyable, Sendable {
    /// The half to give out.
    package let publicKey: SigningPublicKey
    /// `seed ‖ public key`, 64 bytes.
    private let secretKey: SecretBytes

    /// A new random pair.
    ///
    /// - Throws: ``CryptoError/memoryUnavailable``.
    package init() throws(CryptoError) {
        try self.init(seed: try SecretBytes(randomCount: Ed25519.seedByteCount))
    }

    /// The pair that a 32-byte seed determines.
    ///
    /// - Throws: ``CryptoError/wrongLength``, ``CryptoError/memoryUnavailable``.
    package init(seed: borrowing SecretBytes) throws(CryptoError) {
        self = try unsafe seed.withUnsafeBytes { (seed) throws(CryptoError) in try unsafe Self(seedBytes: seed) }
    }

    /// The pair whose seed is a key (the checkpoint seed).
    ///
    /// - Throws: ``CryptoError/memoryUnavailable``.
    package init<Role: KeyRole>(seed: borrowing SecretKey<Role>) throws(CryptoError) {
        self = try unsafe seed.withUnsafeBytes { (seed) throws(CryptoError) in try unsafe Self(seedBytes: seed) }
    }

    private init(seedBytes seed: UnsafeRawBufferPointer) throws(CryptoError) {
        var secretKey = try SecretBytes(zeroed: Ed25519.secretKeyByteCount)
        let publicBytes = try unsafe [UInt8].filled(count: Ed25519.publicKeyByteCount) {
            (publicKey) throws(CryptoError) in
            try unsafe secretKey.withUnsafeMutableBytes { (secretKey) throws(CryptoError) in
                try unsafe Ed25519.keyPair(seed: seed, publicKey: publicKey, secretKey: secretKey)
            }
        }
        publicKey = try SigningPublicKey(bytes: publicBytes)
        self.secretKey = secretKey
    }

    /// Signs the message as it stands.
    ///
    /// - Throws: ``CryptoError/wrongLength``, which correct code never sees.
    package borrowing func sign(_ message: [UInt8]) throws(CryptoError) -> Signature {
        let bytes = try unsafe secretKey.withUnsafeBytes { (secretKey) throws(CryptoError) in
            try unsafe message.withBytes { (message) throws(CryptoError) in
                try unsafe [UInt8].filled(count: Ed25519.signatureByteCount) { (signature) throws(CryptoError) in
                    try unsafe Ed25519.sign(message, into: signature, secretKey: secretKey)
                }
            }
        }
        return try Signature(bytes: bytes)
    }

    /// Signs `context ‖ message`.
    ///
    /// - Throws: ``CryptoError/wrongLength``, which correct code never sees.
    package borrowing func sign(_ message: [UInt8], context: SealContext) throws(CryptoError) -> Signature {
        try sign(context.encoded + message)
    }

    /// Lends the 32-byte seed for the length of `body`.
    borrowing func withUnsafeSeed<Result: ~Copyable, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe secretKey.withUnsafeBytes { (bytes) throws(Failure) in
            try unsafe body(bytes.part(0..<Ed25519.seedByteCount))
        }
    }
}
