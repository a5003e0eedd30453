internal import CSodium

/// ChaCha20-Poly1305-IETF (RFC 8439): the cipher of attachment chunks, whose keys are used for one stream.
package enum ChaCha20Poly1305 {
    /// 32.
    package static let keyByteCount = 32
    /// 12: a counter, never random.
    package static let nonceByteCount = 12
    /// 16.
    package static let tagByteCount = 16

    /// Writes `ciphertext ‖ tag`, 16 bytes longer than the plaintext, which may lie at the output's start.
    ///
    /// - Throws: ``CryptoError/wrongLength`` for a key, nonce or output of another length.
    package static func seal(
        _ plaintext: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer,
        additionalData: UnsafeRawBufferPointer, nonce: UnsafeRawBufferPointer, key: UnsafeRawBufferPointer
    ) throws(CryptoError) {
        try Sodium.initialise()
        guard key.count == keyByteCount, nonce.count == nonceByteCount,
            output.count == plaintext.count + tagByteCount
        else { throw .wrongLength }
        let result = unsafe crypto_aead_chacha20poly1305_ietf_encrypt(
            output.octets, nil, plaintext.octets, UInt64(plaintext.count),
            additionalData.octets, UInt64(additionalData.count), nil, nonce.octets, key.octets)
        guard result == 0 else { throw .wrongLength }
    }

    /// Writes the plaintext, 16 bytes shorter than `sealed`; zeros if the tag is wrong.
    ///
    /// - Throws: ``CryptoError/wrongLength`` for a key, nonce or output of another length,
    ///   ``CryptoError/authenticationFailed``.
    package static func open(
        _ sealed: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer,
        additionalData: UnsafeRawBufferPointer, nonce: UnsafeRawBufferPointer, key: UnsafeRawBufferPointer
    ) throws(CryptoError) {
        try Sodium.initialise()
        guard key.count == keyByteCount, nonce.count == nonceByteCount,
            sealed.count == output.count + tagByteCount
        else { throw .wrongLength }
        let result = unsafe crypto_aead_chacha20poly1305_ietf_decrypt(
            output.octets, nil, nil, sealed.octets, UInt64(sealed.count),
            additionalData.octets, UInt64(additionalData.count), nonce.octets, key.octets)
        guard result == 0 else { throw .authenticationFailed }
    }
}
