internal import CSodium

/// BLAKE2b-256 over content that comes in pieces.
///
/// The state is wiped on release.
@safe
package struct ContentHash: ~Copyable, Sendable {
    // Never shared: the type is not copyable and only `deinit` frees it.
    private nonisolated(unsafe) let state: UnsafeMutableRawPointer

    /// Of nothing yet.
    package init() {
        Sodium.prepare()
        unsafe state = .allocate(byteCount: crypto_generichash_statebytes(), alignment: 64)
        let result = unsafe crypto_generichash_init(OpaquePointer(state), nil, 0, 32)
        precondition(result == 0, "32 bytes are a length that BLAKE2b has")
    }

    deinit {
        unsafe sodium_memzero(state, crypto_generichash_statebytes())
        unsafe state.deallocate()
    }

    /// Takes the next piece.
    package mutating func update(_ piece: [UInt8]) {
        unsafe piece.withBytes { piece in unsafe update(piece) }
    }

    /// Takes the next piece from raw memory.
    package mutating func update(_ piece: UnsafeRawBufferPointer) {
        unsafe _ = crypto_generichash_update(OpaquePointer(state), piece.octets, UInt64(piece.count))
    }

    /// The 32-byte digest of everything so far.
    package consuming func finalize() -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        unsafe digest.withUnsafeMutableBytes { digest in
            unsafe _ = crypto_generichash_final(OpaquePointer(state), digest.octets, digest.count)
        }
        return digest
    }

    /// The 32-byte digest of bytes that are all here.
    package static func blake2b256(_ bytes: [UInt8]) -> [UInt8] { BLAKE2b.hash256(bytes) }
}
