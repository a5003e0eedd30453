internal import CSodium

/// Argon2id version 1.3 (RFC 9106) with one lane.
package enum Argon2id {
    /// Writes the hash, as long as `output`.
    ///
    /// Blocks, for a second or so at the standard cost, and takes `cost.memoryKiB` of memory: never call it on
    /// the cooperative pool.
    ///
    /// - Throws: ``CryptoError/wrongLength``, ``CryptoError/memoryUnavailable``.
    package static func hash(
        _ passphrase: UnsafeRawBufferPointer, salt: UnsafeRawBufferPointer, cost: PassphraseCost,
        into output: UnsafeMutableRawBufferPointer
    ) throws(CryptoError) {
        try Sodium.initialise()
        guard salt.count == PassphraseSalt.byteCount, output.count >= 16 else { throw .wrongLength }
        let text = unsafe UnsafeRawPointer(passphrase.octets).assumingMemoryBound(to: CChar.self)
        let result = unsafe crypto_pwhash(
            output.octets, UInt64(output.count), text, UInt64(passphrase.count), salt.octets,
            UInt64(cost.passes), Int(cost.memoryKiB) * 1024, crypto_pwhash_ALG_ARGON2ID13)
        guard result == 0 else { throw .memoryUnavailable }
    }
}
