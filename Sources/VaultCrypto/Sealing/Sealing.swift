/// The one sealing construction (docs/format.md, "Sealing"), on raw memory.
///
/// ```
/// encryptionKey (32) ‖ commitment (32) = BLAKE2b-512(k, context)
/// sealed = suite u8 (0x01) ‖ commitment (32) ‖ nonce (24) ‖ ciphertext ‖ tag (16)
/// ```
enum Sealing {
    /// How much longer a sealed value is than its plaintext: 73.
    static let overhead = prefixByteCount + XChaCha20Poly1305.tagByteCount
    /// `suite ‖ commitment ‖ nonce`: where the ciphertext starts, 57.
    static let prefixByteCount = additionalByteCount + XChaCha20Poly1305.nonceByteCount
    private static let additionalByteCount = 33
    private static let suite: UInt8 = 0x01

    /// `BLAKE2b-512(k, context)`: 32 bytes to encrypt with, 32 that commit to key and context.
    static func keyAndCommitment(
        key: UnsafeRawBufferPointer, context: SealContext
    ) throws(CryptoError) -> SecretBytes {
        var pair = try SecretBytes(zeroed: 64)
        unsafe context.encoded.withBytes { context in
            unsafe pair.withUnsafeMutableBytes { pair in unsafe BLAKE2b.hash(context, key: key, into: pair) }
        }
        return pair
    }

    /// Writes the sealed value; `output` is 73 bytes longer than `plaintext`, which may lie in it at 57.
    static func seal(
        _ plaintext: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer,
        key: UnsafeRawBufferPointer, context: SealContext
    ) throws(CryptoError) {
        guard output.count == plaintext.count + overhead else { throw .wrongLength }
        let pair = try unsafe keyAndCommitment(key: key, context: context)
        unsafe output[0] = suite
        let nonce = unsafe output.part(additionalByteCount..<prefixByteCount)
        unsafe Random.fill(nonce)
        try unsafe pair.withUnsafeBytes { (pair) throws(CryptoError) in
            unsafe output.part(1..<additionalByteCount).copyMemory(from: pair.part(32..<64))
            try unsafe XChaCha20Poly1305.seal(
                plaintext, into: output.part(prefixByteCount..<output.count),
                additionalData: UnsafeRawBufferPointer(output.part(0..<additionalByteCount)),
                nonce: UnsafeRawBufferPointer(nonce), key: pair.part(0..<32))
        }
    }

    /// Writes the plaintext; `output` is 73 bytes shorter than `sealed`.
    ///
    /// - Throws: ``CryptoError/authenticationFailed``, whatever the reason.
    static func open(
        _ sealed: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer,
        key: UnsafeRawBufferPointer, context: SealContext
    ) throws(CryptoError) {
        guard sealed.count >= overhead, output.count == sealed.count - overhead, unsafe sealed[0] == suite
        else { throw .authenticationFailed }
        let pair = try unsafe keyAndCommitment(key: key, context: context)
        try unsafe pair.withUnsafeBytes { (pair) throws(CryptoError) in
            guard unsafe constantTimeEqual(sealed.part(1..<additionalByteCount), pair.part(32..<64))
            else { throw .authenticationFailed }
            try unsafe XChaCha20Poly1305.open(
                sealed.part(prefixByteCount..<sealed.count), into: output,
                additionalData: sealed.part(0..<additionalByteCount),
                nonce: sealed.part(additionalByteCount..<prefixByteCount), key: pair.part(0..<32))
        }
    }
}
