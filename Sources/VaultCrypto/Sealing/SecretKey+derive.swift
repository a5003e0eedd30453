package import VaultModel

extension SecretKey {
    /// `BLAKE2b-256(k, context)`; 32 bytes that may be shown: a commitment, an index, a dummy salt.
    package borrowing func derive(_ context: SealContext) -> [UInt8] {
        digest(context.encoded)
    }

    /// The first `Kind.byteCount` bytes of ``derive(_:)`` as an identifier (a row's index).
    package borrowing func deriveIdentifier<Kind: IdentifierKind>(
        _ context: SealContext, as kind: Kind.Type = Kind.self
    ) -> Identifier<Kind> {
        SealContext.identifier(prefixing: derive(context))
    }

    /// The same 32 bytes as a key that stays secret.
    ///
    /// - Throws: ``CryptoError/memoryUnavailable``.
    package borrowing func deriveKey<Other: KeyRole>(
        as role: Other.Type = Other.self, context: SealContext
    ) throws(CryptoError) -> SecretKey<Other> {
        try SecretKey<Other>(try deriveSecret(context))
    }

    /// The same 32 bytes in guarded memory.
    borrowing func deriveSecret(_ context: SealContext) throws(CryptoError) -> SecretBytes {
        var secret = try SecretBytes(zeroed: 32)
        unsafe withUnsafeBytes { key in
            unsafe context.encoded.withBytes { context in
                unsafe secret.withUnsafeMutableBytes { secret in unsafe BLAKE2b.hash(context, key: key, into: secret) }
            }
        }
        return secret
    }

    /// `BLAKE2b-256(k, message)`.
    private borrowing func digest(_ message: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        unsafe withUnsafeBytes { key in
            unsafe message.withBytes { message in
                unsafe digest.withUnsafeMutableBytes { digest in
                    unsafe BLAKE2b.hash(message, key: key, into: digest)
                }
            }
        }
        return digest
    }
}
