internal import CSodium

/// BLAKE2b (RFC 7693), keyed or not, in one call.
package enum BLAKE2b {
    /// Writes the digest, as long as `output` (16 to 64 bytes); `key` is empty or up to 64 bytes.
    ///
    /// Wrong lengths are mistakes of the caller's source, so they end the process.
    package static func hash(
        _ message: UnsafeRawBufferPointer, key: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) {
        Sodium.prepare()
        precondition((16...64).contains(output.count) && key.count <= 64, "a digest or key of impossible length")
        let result = unsafe crypto_generichash(
            output.octets, output.count, message.octets, UInt64(message.count), key.octets, key.count)
        precondition(result == 0, "BLAKE2b takes every message")
    }

    /// The 32-byte digest of a message without a key.
    package static func hash256(_ message: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        unsafe message.withBytes { message in
            unsafe digest.withUnsafeMutableBytes { digest in
                unsafe hash(message, key: .empty, into: digest)
            }
        }
        return digest
    }
}
