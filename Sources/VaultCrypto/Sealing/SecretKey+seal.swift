extension SecretKey {
    /// Seals a value that is no key; the result is 73 bytes longer.
    ///
    /// - Throws: ``CryptoError/memoryUnavailable``.
    package borrowing func seal(_ plaintext: [UInt8], context: SealContext) throws(CryptoError) -> [UInt8] {
        try unsafe plaintext.withBytes { (plaintext) throws(CryptoError) in
            try unsafe seal(bytes: plaintext, context: context)
        }
    }

    /// Opens what ``seal(_:context:)`` made under the same context.
    ///
    /// - Throws: ``CryptoError/authenticationFailed``, ``CryptoError/memoryUnavailable``.
    package borrowing func open(_ sealed: [UInt8], context: SealContext) throws(CryptoError) -> [UInt8] {
        guard sealed.count >= Sealing.overhead else { throw .authenticationFailed }
        return try unsafe withUnsafeBytes { (key) throws(CryptoError) in
            try unsafe sealed.withBytes { (sealed) throws(CryptoError) in
                try unsafe [UInt8].filled(count: sealed.count - Sealing.overhead) { (output) throws(CryptoError) in
                    try unsafe Sealing.open(sealed, into: output, key: key, context: context)
                }
            }
        }
    }

    /// Seals a key; 105 bytes.
    ///
    /// The key never lies in an array.
    ///
    /// - Throws: ``CryptoError/memoryUnavailable``.
    package borrowing func seal<Other: KeyRole>(
        key other: borrowing SecretKey<Other>, context: SealContext
    ) throws(CryptoError) -> [UInt8] {
        try unsafe other.withUnsafeBytes { (bytes) throws(CryptoError) in
            try unsafe seal(bytes: bytes, context: context)
        }
    }

    /// Opens what ``seal(key:context:)`` made, straight into guarded memory.
    ///
    /// - Throws: ``CryptoError/authenticationFailed`` (also if it is no key), ``CryptoError/memoryUnavailable``.
    package borrowing func openKey<Other: KeyRole>(
        _ sealed: [UInt8], as role: Other.Type = Other.self, context: SealContext
    ) throws(CryptoError) -> SecretKey<Other> {
        guard sealed.count == SecretKey<Other>.byteCount + Sealing.overhead else { throw .authenticationFailed }
        return try SecretKey<Other>(try openSecret(sealed, context: context))
    }

    /// Seals a secret of any length; the result is 73 bytes longer.
    ///
    /// - Throws: ``CryptoError/memoryUnavailable``.
    package borrowing func seal(
        secret: borrowing SecretBytes, context: SealContext
    ) throws(CryptoError) -> [UInt8] {
        try unsafe secret.withUnsafeBytes { (bytes) throws(CryptoError) in
            try unsafe seal(bytes: bytes, context: context)
        }
    }

    /// Opens what ``seal(secret:context:)`` made, straight into guarded memory.
    ///
    /// - Throws: ``CryptoError/authenticationFailed``, ``CryptoError/memoryUnavailable``.
    package borrowing func openSecret(
        _ sealed: [UInt8], context: SealContext
    ) throws(CryptoError) -> SecretBytes {
        guard sealed.count >= Sealing.overhead else { throw .authenticationFailed }
        var secret = try SecretBytes(zeroed: sealed.count - Sealing.overhead)
        try unsafe withUnsafeBytes { (key) throws(CryptoError) in
            try unsafe sealed.withBytes { (sealed) throws(CryptoError) in
                try unsafe secret.withUnsafeMutableBytes { (output) throws(CryptoError) in
                    try unsafe Sealing.open(sealed, into: output, key: key, context: context)
                }
            }
        }
        return secret
    }

    private borrowing func seal(
        bytes: UnsafeRawBufferPointer, context: SealContext
    ) throws(CryptoError) -> [UInt8] {
        try unsafe withUnsafeBytes { (key) throws(CryptoError) in
            try unsafe [UInt8].filled(count: bytes.count + Sealing.overhead) { (output) throws(CryptoError) in
                try unsafe Sealing.seal(bytes, into: output, key: key, context: context)
            }
        }
    }
}
