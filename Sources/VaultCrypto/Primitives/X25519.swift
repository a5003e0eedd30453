internal import CSodium

/// Key agreement on Curve25519 (RFC 7748).
package enum X25519 {
    /// Length of a scalar, a public key and a shared secret: 32.
    package static let byteCount = 32

    /// Writes the public key of `scalar`.
    ///
    /// - Throws: ``CryptoError/wrongLength``.
    package static func publicKey(
        of scalar: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(CryptoError) {
        try Sodium.initialise()
        guard scalar.count == byteCount, output.count == byteCount else { throw .wrongLength }
        guard unsafe crypto_scalarmult_base(output.octets, scalar.octets) == 0 else { throw .weakPublicKey }
    }

    /// Writes the secret that `scalar` and `publicKey` share.
    ///
    /// It is no key yet: hash it.
    ///
    /// - Throws: ``CryptoError/wrongLength``; ``CryptoError/weakPublicKey`` if the result is zero.
    package static func sharedSecret(
        scalar: UnsafeRawBufferPointer, publicKey: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(CryptoError) {
        try Sodium.initialise()
        guard scalar.count == byteCount, publicKey.count == byteCount, output.count == byteCount
        else { throw .wrongLength }
        guard unsafe crypto_scalarmult(output.octets, scalar.octets, publicKey.octets) == 0
        else { throw .weakPublicKey }
    }
}
