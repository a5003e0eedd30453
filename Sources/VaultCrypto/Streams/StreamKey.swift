/// The single-use key of one stream: `stream key (32) ‖ commitment (32) = BLAKE2b-512(DEK, context 0x0A)`.
struct StreamKey: ~Copyable, Sendable {
    private let pair: SecretBytes
    /// 32 bytes that commit to the key and its place.
    let commitment: [UInt8]

    /// - Throws: ``CryptoError/memoryUnavailable``.
    init(dataKey: borrowing DataKey, context: SealContext) throws(CryptoError) {
        let pair = try unsafe dataKey.withUnsafeBytes { (key) throws(CryptoError) in
            try unsafe Sealing.keyAndCommitment(key: key, context: context)
        }
        commitment = unsafe pair.withUnsafeBytes { pair in unsafe Array(pair[32..<64]) }
        self.pair = pair
    }

    /// Seals one chunk; 16 bytes longer.
    ///
    /// The caller sees to it that no index comes twice.
    borrowing func seal(_ chunk: [UInt8], index: Int, isLast: Bool) throws(CryptoError) -> [UInt8] {
        try unsafe pair.withUnsafeBytes { (pair) throws(CryptoError) in
            try unsafe chunk.withBytes { (chunk) throws(CryptoError) in
                try unsafe StreamLayout.nonce(index: index, isLast: isLast).withBytes { (nonce) throws(CryptoError) in
                    try unsafe [UInt8].filled(count: chunk.count + StreamLayout.chunkOverhead) {
                        (output) throws(CryptoError) in
                        try unsafe ChaCha20Poly1305.seal(
                            chunk, into: output, additionalData: .empty,
                            nonce: nonce, key: pair.part(0..<32))
                    }
                }
            }
        }
    }

    /// Opens one chunk.
    ///
    /// - Throws: ``CryptoError/authenticationFailed``.
    borrowing func open(_ sealed: [UInt8], index: Int, isLast: Bool) throws(CryptoError) -> [UInt8] {
        guard sealed.count >= StreamLayout.chunkOverhead else { throw .authenticationFailed }
        return try unsafe pair.withUnsafeBytes { (pair) throws(CryptoError) in
            try unsafe sealed.withBytes { (sealed) throws(CryptoError) in
                try unsafe StreamLayout.nonce(index: index, isLast: isLast).withBytes { (nonce) throws(CryptoError) in
                    try unsafe [UInt8].filled(count: sealed.count - StreamLayout.chunkOverhead) {
                        (output) throws(CryptoError) in
                        try unsafe ChaCha20Poly1305.open(
                            sealed, into: output, additionalData: .empty,
                            nonce: nonce, key: pair.part(0..<32))
                    }
                }
            }
        }
    }
}
