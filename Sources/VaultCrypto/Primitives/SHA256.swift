internal import CSodium

/// SHA-256 (FIPS 180-4), for the ledger's tree alone.
package enum SHA256 {
    /// The 32-byte digest.
    package static func hash(_ message: [UInt8]) -> [UInt8] {
        Sodium.prepare()
        var digest = [UInt8](repeating: 0, count: 32)
        unsafe message.withBytes { message in
            unsafe digest.withUnsafeMutableBytes { digest in
                let result = unsafe crypto_hash_sha256(digest.octets, message.octets, UInt64(message.count))
                precondition(result == 0, "SHA-256 takes every message")
            }
        }
        return digest
    }
}
