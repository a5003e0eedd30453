internal import CSodium

/// The C library under everything here.
package enum Sodium {
    private static let started: CInt = sodium_init()

    /// Starts libsodium; later calls cost one comparison.
    ///
    /// Guarded memory and hashes call it by themselves.
    ///
    /// - Throws: ``CryptoError/memoryUnavailable`` if the library cannot start.
    package static func initialise() throws(CryptoError) {
        guard started >= 0 else { throw .memoryUnavailable }
    }

    /// For the few callers that cannot throw: the fastest implementations are chosen, or the portable ones stay.
    static func prepare() { _ = started }
}

/// The system's random generator, through libsodium.
package enum Random {
    /// `count` random bytes for public values: salts, ids, nonces.
    ///
    /// Keys are made by ``SecretKey/init()``.
    package static func bytes(_ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        unsafe bytes.withUnsafeMutableBytes { buffer in unsafe fill(buffer) }
        return bytes
    }

    /// Fills a buffer; ends the process if the system has no randomness to give.
    static func fill(_ buffer: UnsafeMutableRawBufferPointer) {
        Sodium.prepare()
        unsafe randombytes_buf(buffer.octets, buffer.count)
    }
}

/// Compares two public values of secret origin (hashes, tags) in time that depends on their length alone.
///
/// - Returns: `false` at once if the lengths differ.
package func constantTimeEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    unsafe left.withBytes { left in
        unsafe right.withBytes { right in unsafe constantTimeEqual(left, right) }
    }
}

/// The same on raw memory.
func constantTimeEqual(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
    guard left.count == right.count else { return false }
    guard left.count > 0 else { return true }
    return unsafe sodium_memcmp(left.baseAddress, right.baseAddress, left.count) == 0
}
