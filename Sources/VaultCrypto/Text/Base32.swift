/// RFC 4648 base32 in lower case without padding characters, without tables: no look-up depends on a secret.
enum Base32 {
    /// Characters for `count` bytes: ⌈8 × count / 5⌉.
    static func characterCount(_ count: Int) -> Int { (count * 8 + 4) / 5 }

    /// Writes the characters; `output` has room for exactly those.
    static func encode(_ bytes: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) {
        precondition(output.count == characterCount(bytes.count), "an output of the exact length")
        var buffer: UInt32 = 0
        var bits = 0
        var position = 0
        for index in 0..<bytes.count {
            buffer = unsafe buffer << 8 | UInt32(bytes[index])
            bits += 8
            while bits >= 5 {
                bits -= 5
                unsafe output[position] = character(UInt8(truncatingIfNeeded: buffer >> bits) & 31)
                position += 1
            }
        }
        if bits > 0 { unsafe output[position] = character(UInt8(truncatingIfNeeded: buffer << (5 - bits)) & 31) }
    }

    /// Writes the bytes; `output` has room for exactly those.
    ///
    /// - Throws: ``CryptoError/malformedText`` for a foreign character, another length, or spare bits that are
    ///   not zero: each value has one text.
    static func decode(
        _ characters: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(CryptoError) {
        guard characters.count == characterCount(output.count) else { throw .malformedText }
        var buffer: UInt32 = 0
        var bits = 0
        var position = 0
        var foreign: UInt8 = 0
        for index in 0..<characters.count {
            let (value, isForeign) = unsafe value(characters[index])
            foreign |= isForeign
            buffer = buffer << 5 | UInt32(value)
            bits += 5
            if bits >= 8 {
                bits -= 8
                unsafe output[position] = UInt8(truncatingIfNeeded: buffer >> bits)
                position += 1
            }
        }
        guard foreign == 0, buffer & (1 << bits - 1) == 0 else { throw .malformedText }
    }

    /// `a…z2…7` for 0…31.
    private static func character(_ value: UInt8) -> UInt8 {
        let isDigit = mask(25, isBelow: value)
        return UInt8(ascii: "a") &+ value &- (isDigit & (UInt8(ascii: "a") &+ 26 &- UInt8(ascii: "2")))
    }

    /// The value of a character, and 0 if it is one of the alphabet.
    private static func value(_ character: UInt8) -> (value: UInt8, isForeign: UInt8) {
        let letter = character &- UInt8(ascii: "a")
        let digit = character &- UInt8(ascii: "2")
        let isLetter = mask(letter, isBelow: 26)
        let isDigit = mask(digit, isBelow: 6)
        return ((isLetter & letter) | (isDigit & (digit &+ 26)), ~(isLetter | isDigit))
    }

    /// 0xFF if `left < right`, else 0, without a branch.
    private static func mask(_ left: UInt8, isBelow right: UInt8) -> UInt8 {
        UInt8(truncatingIfNeeded: (UInt16(left) &- UInt16(right)) >> 8)
    }
}
