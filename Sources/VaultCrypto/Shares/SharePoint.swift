/// One point of the sharing polynomials: a public x and, for each byte of the secret, a y.
///
/// A box, so that arrays can hold it; the bytes are never copied.
final class SharePoint: Sendable {
    /// The card's index 0…15, or 254 (digest) or 255 (secret).
    let x: UInt8
    /// As many bytes as the secret has.
    let value: SecretBytes

    init(x: UInt8, value: consuming SecretBytes) {
        self.x = x
        self.value = value
    }
}

extension [SharePoint] {
    /// The polynomials' values at `x`, by Lagrange's formula.
    ///
    /// The x of the points are different, and their values equally long.
    ///
    /// - Throws: ``CryptoError/memoryUnavailable``.
    func value(at x: UInt8) throws(CryptoError) -> SecretBytes {
        var result = try SecretBytes(zeroed: first?.value.count ?? 0)
        for point in self {
            // All x are public (they are on the cards), so this factor is too.
            var factor: UInt8 = 1
            for other in self where other.x != point.x {
                factor = GF256.multiply(factor, x ^ other.x)
                factor = GF256.multiply(factor, GF256.inverse(point.x ^ other.x))
            }
            unsafe result.withUnsafeMutableBytes { result in
                unsafe point.value.withUnsafeBytes { value in
                    for index in 0..<result.count {
                        unsafe result[index] ^= GF256.multiply(value[index], factor)
                    }
                }
            }
        }
        return result
    }
}
