/// SLIP-0039's cipher between the secret and what is split: four Feistel rounds of PBKDF2 ("Encryption of the
/// master secret").
///
/// Sandyk deals with an empty passphrase, so for its own cards it is a fixed shuffle that the standard asks for.
struct ShareCipher {
    /// 15 bits.
    let identifier: UInt16
    /// Whether the identifier stays out of the salt, so that a secret can be dealt again.
    let isExtendable: Bool
    /// 0…15: 10,000 × 2^e iterations in all.
    let iterationExponent: Int

    private static var roundCount: UInt8 { 4 }

    /// Secret to what is split; an even number of bytes.
    ///
    /// - Throws: ``CryptoError/memoryUnavailable``.
    func encrypt(
        _ secret: borrowing SecretBytes, passphrase: borrowing SecretBytes
    ) throws(CryptoError) -> SecretBytes {
        try run(Array(0..<Self.roundCount), on: secret, passphrase)
    }

    /// What was split to the secret; an even number of bytes.
    ///
    /// - Throws: ``CryptoError/memoryUnavailable``.
    func decrypt(
        _ secret: borrowing SecretBytes, passphrase: borrowing SecretBytes
    ) throws(CryptoError) -> SecretBytes {
        try run((0..<Self.roundCount).reversed(), on: secret, passphrase)
    }

    private func run(
        _ rounds: [UInt8], on input: borrowing SecretBytes, _ passphrase: borrowing SecretBytes
    ) throws(CryptoError) -> SecretBytes {
        let half = input.count / 2
        var left = try part(0..<half, of: input)
        var right = try part(half..<input.count, of: input)
        for round in rounds {
            let mask = try self.mask(round, passphrase, right)
            unsafe left.withUnsafeMutableBytes { left in
                unsafe mask.withUnsafeBytes { mask in
                    for index in 0..<left.count { unsafe left[index] ^= mask[index] }
                }
            }
            swap(&left, &right)
        }
        return try joined(right, left)
    }

    /// `PBKDF2(round ‖ passphrase, salt ‖ half)`.
    private func mask(
        _ round: UInt8, _ passphrase: borrowing SecretBytes, _ half: borrowing SecretBytes
    ) throws(CryptoError) -> SecretBytes {
        let password = try joined(try secret([round]), passphrase)
        let identifier = [UInt8(identifier >> 8), UInt8(truncatingIfNeeded: identifier)]
        let salt = try joined(try secret(isExtendable ? [] : Array("shamir".utf8) + identifier), half)
        var mask = try SecretBytes(zeroed: half.count)
        try unsafe mask.withUnsafeMutableBytes { (mask) throws(CryptoError) in
            try unsafe password.withUnsafeBytes { (password) throws(CryptoError) in
                try unsafe salt.withUnsafeBytes { (salt) throws(CryptoError) in
                    try unsafe PBKDF2.derive(
                        password: password, salt: salt,
                        iterations: (10_000 << iterationExponent) / Int(Self.roundCount), into: mask)
                }
            }
        }
        return mask
    }

    private func secret(_ bytes: [UInt8]) throws(CryptoError) -> SecretBytes {
        try unsafe bytes.withBytes { (bytes) throws(CryptoError) in try unsafe SecretBytes(copying: bytes) }
    }

    private func part(_ range: Range<Int>, of secret: borrowing SecretBytes) throws(CryptoError) -> SecretBytes {
        try unsafe secret.withUnsafeBytes { (bytes) throws(CryptoError) in
            try unsafe SecretBytes(copying: bytes.part(range))
        }
    }

    private func joined(
        _ first: borrowing SecretBytes, _ second: borrowing SecretBytes
    ) throws(CryptoError) -> SecretBytes {
        let start = first.count
        var both = try SecretBytes(zeroed: start + second.count)
        unsafe both.withUnsafeMutableBytes { both in
            unsafe first.withUnsafeBytes { first in unsafe both.part(0..<start).copyMemory(from: first) }
            unsafe second.withUnsafeBytes { second in
                unsafe both.part(start..<both.count).copyMemory(from: second)
            }
        }
        return both
    }
}
