/// How a secret is split and found again, with a digest that shows whether the points belong together
/// (SLIP-0039, "Sharing a secret" and "Combining the shares").
extension [SharePoint] {
    /// Where the secret lies.
    static var secretX: UInt8 { 255 }
    /// Where the digest lies: `HMAC-SHA256(r, secret)[0..<4] ‖ r`.
    static var digestX: UInt8 { 254 }
    static var digestByteCount: Int { 4 }

    /// Points 0 ..< count, any `threshold` of which give the secret.
    ///
    /// - Throws: ``CryptoError/memoryUnavailable``.
    static func split(
        _ secret: borrowing SecretBytes, threshold: Int, count: Int
    ) throws(CryptoError) -> [SharePoint] {
        let copy = try secret.copy()
        if threshold == 1 { return [SharePoint(x: 0, value: copy)] }
        var points: [SharePoint] = []
        for x in 0..<(threshold - 2) {
            points.append(SharePoint(x: UInt8(x), value: try SecretBytes(randomCount: secret.count)))
        }
        let base =
            points + [
                SharePoint(x: digestX, value: try digestValue(of: secret)), SharePoint(x: secretX, value: copy),
            ]
        for x in (threshold - 2)..<count {
            points.append(SharePoint(x: UInt8(x), value: try base.value(at: UInt8(x))))
        }
        return points
    }

    /// The secret, from exactly as many points as the threshold says.
    ///
    /// - Throws: ``ShareError/cardsDisagree``, ``ShareError/primitive(_:)``.
    func secret() throws(ShareError) -> SecretBytes {
        do throws(CryptoError) {
            if count == 1 { return try self[0].value.copy() }
            let secret = try value(at: Self.secretX)
            let digest = try value(at: Self.digestX)
            guard try Self.isRight(digest, for: secret) else { throw .authenticationFailed }
            return secret
        } catch {
            throw error == .authenticationFailed ? .cardsDisagree : .primitive(error)
        }
    }

    private static func isRight(
        _ digest: borrowing SecretBytes, for secret: borrowing SecretBytes
    ) throws(CryptoError) -> Bool {
        let right = try unsafe digest.withUnsafeBytes { (digest) throws(CryptoError) in
            try unsafe Self.digest(of: secret, key: digest.part(digestByteCount..<digest.count))
        }
        return unsafe digest.withUnsafeBytes { digest in
            unsafe right.withUnsafeBytes { right in
                unsafe constantTimeEqual(right.part(0..<digestByteCount), digest.part(0..<digestByteCount))
            }
        }
    }

    /// A digest under a new random key, and the key.
    private static func digestValue(of secret: borrowing SecretBytes) throws(CryptoError) -> SecretBytes {
        var value = try SecretBytes(randomCount: secret.count)
        let digest = try unsafe value.withUnsafeBytes { (value) throws(CryptoError) in
            try unsafe Self.digest(of: secret, key: value.part(digestByteCount..<value.count))
        }
        unsafe value.withUnsafeMutableBytes { value in
            unsafe digest.withUnsafeBytes { digest in
                unsafe value.part(0..<digestByteCount).copyMemory(from: digest.part(0..<digestByteCount))
            }
        }
        return value
    }

    private static func digest(
        of secret: borrowing SecretBytes, key: UnsafeRawBufferPointer
    ) throws(CryptoError) -> SecretBytes {
        var mac = try unsafe HMACSHA256(key: key)
        unsafe secret.withUnsafeBytes { secret in unsafe mac.update(secret) }
        var digest = try SecretBytes(zeroed: HMACSHA256.byteCount)
        unsafe digest.withUnsafeMutableBytes { digest in unsafe mac.finish(into: digest) }
        return digest
    }
}
