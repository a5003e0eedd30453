/// Arithmetic in GF(2⁸) modulo x⁸ + x⁴ + x³ + x + 1 (SLIP-0039, "Shamir's secret sharing").
///
/// Without tables and without branches on the operands: time and memory accesses tell nothing about them.
/// Addition and subtraction are `^`.
enum GF256 {
    /// The product.
    static func multiply(_ left: UInt8, _ right: UInt8) -> UInt8 {
        var product: UInt8 = 0
        var shifted = left
        for bit: UInt8 in 0..<8 {
            product ^= shifted & (0 &- (right &>> bit & 1))
            shifted = shifted &<< 1 ^ (0x1B & (0 &- (shifted &>> 7)))
        }
        return product
    }

    /// `value`²⁵⁴: the inverse, and 0 for 0.
    static func inverse(_ value: UInt8) -> UInt8 {
        var power = value
        var result: UInt8 = 1
        for _ in 1..<8 {
            power = multiply(power, power)
            result = multiply(result, power)
        }
        return result
    }
}
