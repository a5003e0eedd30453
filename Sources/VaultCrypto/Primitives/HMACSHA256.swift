internal import CSodium

/// HMAC-SHA-256 (RFC 2104) with its state in guarded memory, for SLIP-0039 alone.
struct HMACSHA256: ~Copyable {
    /// Length of a tag in bytes: 32.
    static let byteCount = 32

    private var state: SecretBytes

    /// - Throws: ``CryptoError/memoryUnavailable``.
    init(key: UnsafeRawBufferPointer) throws(CryptoError) {
        // Whole multiples of 64 bytes: guarded memory ends at a page's end, and the state has to be aligned.
        state = try SecretBytes(zeroed: (crypto_auth_hmacsha256_statebytes() + 63) & ~63)
        unsafe withState { state in
            let result = unsafe crypto_auth_hmacsha256_init(state, key.octets, key.count)
            precondition(result == 0, "HMAC takes every key")
        }
    }

    private init(state: consuming SecretBytes) { self.state = state }

    /// The same with everything that went in so far.
    ///
    /// - Throws: ``CryptoError/memoryUnavailable``.
    borrowing func copy() throws(CryptoError) -> HMACSHA256 { HMACSHA256(state: try state.copy()) }

    /// Goes back to what another one is, without new memory.
    mutating func reset(to other: borrowing HMACSHA256) {
        unsafe state.withUnsafeMutableBytes { state in
            unsafe other.state.withUnsafeBytes { other in unsafe state.copyMemory(from: other) }
        }
    }

    /// Adds bytes to the message.
    mutating func update(_ message: UnsafeRawBufferPointer) {
        unsafe withState { state in
            let result = unsafe crypto_auth_hmacsha256_update(state, message.octets, UInt64(message.count))
            precondition(result == 0, "HMAC takes every message")
        }
    }

    /// Writes the tag to exactly 32 bytes; only ``reset(to:)`` may follow.
    mutating func finish(into tag: UnsafeMutableRawBufferPointer) {
        precondition(tag.count == Self.byteCount, "a tag of the exact length")
        unsafe withState { state in
            let result = unsafe crypto_auth_hmacsha256_final(state, tag.octets)
            precondition(result == 0, "HMAC ends")
        }
    }

    private mutating func withState(_ body: (UnsafeMutablePointer<crypto_auth_hmacsha256_state>) -> Void) {
        unsafe state.withUnsafeMutableBytes { state in
            guard let base = state.baseAddress else { preconditionFailure("a state has bytes") }
            unsafe body(base.assumingMemoryBound(to: crypto_auth_hmacsha256_state.self))
        }
    }
}
