extension SecretKey {
    /// Pads, then seals: `Padmé(|x| + 1) + 73` bytes.
    ///
    /// - Throws: ``CryptoError/memoryUnavailable``.
    package borrowing func sealPadded(_ plaintext: [UInt8], context: SealContext) throws(CryptoError) -> [UInt8] {
        let count = Padding.padme(plaintext.count + 1)
        return try unsafe withUnsafeBytes { (key) throws(CryptoError) in
            try unsafe plaintext.withBytes { (plaintext) throws(CryptoError) in
                try unsafe [UInt8].filled(count: count + Sealing.overhead) { (output) throws(CryptoError) in
                    // Padded where the ciphertext will stand, and encrypted in place.
                    let padded = unsafe output.part(Sealing.prefixByteCount..<Sealing.prefixByteCount + count)
                    unsafe padded.copyMemory(from: plaintext)
                    unsafe padded[plaintext.count] = Padding.marker
                    try unsafe Sealing.seal(UnsafeRawBufferPointer(padded), into: output, key: key, context: context)
                }
            }
        }
    }

    /// Opens what ``sealPadded(_:context:)`` made.
    ///
    /// - Throws: ``CryptoError/authenticationFailed`` (also for wrong padding), ``CryptoError/memoryUnavailable``.
    package borrowing func openPadded(_ sealed: [UInt8], context: SealContext) throws(CryptoError) -> [UInt8] {
        var padded = try open(sealed, context: context)
        let count = try Self.contentCount(padded)
        padded.removeLast(padded.count - count)
        return padded
    }

    /// Pads and seals a secret without an array.
    ///
    /// - Throws: ``CryptoError/memoryUnavailable``.
    package borrowing func sealPadded(
        secret: borrowing SecretBytes, context: SealContext
    ) throws(CryptoError) -> [UInt8] {
        var padded = try SecretBytes(zeroed: Padding.padme(secret.count + 1))
        unsafe secret.withUnsafeBytes { bytes in
            unsafe padded.withUnsafeMutableBytes { padded in
                unsafe padded.copyMemory(from: bytes)
                unsafe padded[bytes.count] = Padding.marker
            }
        }
        return try seal(secret: padded, context: context)
    }

    /// Opens what ``sealPadded(secret:context:)`` made, straight into guarded memory.
    ///
    /// - Throws: ``CryptoError/authenticationFailed`` (also for wrong padding), ``CryptoError/memoryUnavailable``.
    package borrowing func openPaddedSecret(
        _ sealed: [UInt8], context: SealContext
    ) throws(CryptoError) -> SecretBytes {
        let padded = try openSecret(sealed, context: context)
        return try unsafe padded.withUnsafeBytes { (bytes) throws(CryptoError) in
            guard let count = try? unsafe Padding.contentCount(bytes) else { throw .authenticationFailed }
            return try unsafe SecretBytes(copying: bytes.part(0..<count))
        }
    }

    private static func contentCount(_ padded: [UInt8]) throws(CryptoError) -> Int {
        try unsafe padded.withBytes { (bytes) throws(CryptoError) in
            guard let count = try? unsafe Padding.contentCount(bytes) else { throw .authenticationFailed }
            return count
        }
    }
}
