internal import CSodium

/// Signatures on Ed25519 (RFC 8032), detached.
package enum Ed25519 {
    /// 32.
    package static let seedByteCount = 32
    /// 32.
    package static let publicKeyByteCount = 32
    /// 64: `seed ‖ public key`, libsodium's form.
    package static let secretKeyByteCount = 64
    /// 64.
    package static let signatureByteCount = 64

    /// Writes both halves of the pair that `seed` determines.
    ///
    /// - Throws: ``CryptoError/wrongLength``.
    package static func keyPair(
        seed: UnsafeRawBufferPointer, publicKey: UnsafeMutableRawBufferPointer, secretKey: UnsafeMutableRawBufferPointer
    ) throws(CryptoError) {
        try Sodium.initialise()
        guard seed.count == seedByteCount, publicKey.count == publicKeyByteCount,
            secretKey.count == secretKeyByteCount
        else { throw .wrongLength }
        guard unsafe crypto_sign_seed_keypair(publicKey.octets, secretKey.octets, seed.octets) == 0
        else { throw .wrongLength }
    }

    /// Writes the signature.
    ///
    /// - Throws: ``CryptoError/wrongLength``.
    package static func sign(
        _ message: UnsafeRawBufferPointer, into signature: UnsafeMutableRawBufferPointer,
        secretKey: UnsafeRawBufferPointer
    ) throws(CryptoError) {
        guard secretKey.count == secretKeyByteCount, signature.count == signatureByteCount
        else { throw .wrongLength }
        let result = unsafe crypto_sign_detached(
            signature.octets, nil, message.octets, UInt64(message.count), secretKey.octets)
        guard result == 0 else { throw .wrongLength }
    }

    /// Whether the signature is the key's over exactly this message; `false` for any other length.
    package static func isValid(
        _ signature: UnsafeRawBufferPointer, for message: UnsafeRawBufferPointer, publicKey: UnsafeRawBufferPointer
    ) -> Bool {
        Sodium.prepare()
        guard signature.count == signatureByteCount, publicKey.count == publicKeyByteCount else { return false }
        return unsafe crypto_sign_verify_detached(
            signature.octets, message.octets, UInt64(message.count), publicKey.octets) == 0
    }
}
