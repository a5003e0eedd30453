/// The key under one value that is sealed to a person.
enum PersonSealRole: KeyRole {}

/// Sealing to a public key with a context, which `crypto_box_seal` has no room for (docs/format.md).
///
/// `suite u8 (0x02) ‖ ephemeral public key (32) ‖ sealed`, and `sealed` under
/// `BLAKE2b-256(X25519(ephemeral, recipient), ephemeral public key ‖ recipient)`.
enum PersonSeal {
    /// The first byte; 0x03 is kept for a hybrid with a post-quantum KEM.
    static let suite: UInt8 = 0x02
    /// `suite ‖ ephemeral public key`: 33.
    static let prefixByteCount = 1 + X25519.byteCount
    /// A sealed key: 138.
    static let byteCount = prefixByteCount + SecretKey<PersonSealRole>.byteCount + Sealing.overhead

    /// The key both sides arrive at; `secret` is one side's, `other` the other side's public half.
    ///
    /// - Throws: ``CryptoError/weakPublicKey`` for a zero shared secret, ``CryptoError/memoryUnavailable``.
    static func key(
        secret: borrowing AgreementSecret, other: AgreementPublicKey,
        ephemeral: AgreementPublicKey, recipient: AgreementPublicKey
    ) throws(CryptoError) -> SecretKey<PersonSealRole> {
        var shared = try SecretBytes(zeroed: X25519.byteCount)
        try unsafe secret.withUnsafeBytes { (scalar) throws(CryptoError) in
            try unsafe other.bytes.withBytes { (other) throws(CryptoError) in
                try unsafe shared.withUnsafeMutableBytes { (shared) throws(CryptoError) in
                    try unsafe X25519.sharedSecret(scalar: scalar, publicKey: other, into: shared)
                }
            }
        }
        var key = try SecretBytes(zeroed: 32)
        unsafe (ephemeral.bytes + recipient.bytes).withBytes { message in
            unsafe shared.withUnsafeBytes { shared in
                unsafe key.withUnsafeMutableBytes { key in unsafe BLAKE2b.hash(message, key: shared, into: key) }
            }
        }
        return try SecretKey(key)
    }
}

extension AgreementPublicKey {
    /// Seals a key so that only the holder of this key's secret half can open it; 138 bytes.
    ///
    /// - Throws: ``CryptoError/weakPublicKey`` if this key is of low order, ``CryptoError/memoryUnavailable``.
    package func seal<Role: KeyRole>(
        key: borrowing SecretKey<Role>, context: SealContext
    ) throws(CryptoError) -> [UInt8] {
        let ephemeral = try AgreementSecret()
        let wrapping = try PersonSeal.key(
            secret: ephemeral, other: self, ephemeral: ephemeral.publicKey, recipient: self)
        let sealed = try wrapping.seal(key: key, context: context)
        return [PersonSeal.suite] + ephemeral.publicKey.bytes + sealed
    }
}
