/// The checksum of a card's words: a Reed–Solomon code over GF(1024) that finds up to three wrong words
/// (SLIP-0039, "Checksum").
///
/// The words are secret, so there are no branches on them.
struct RS1024 {
    /// Words at the end of each card.
    static let wordCount = 3

    private static let generators: [UInt32] = [
        0x0E0_E040, 0x1C1_C080, 0x383_8100, 0x707_0200, 0xE0E_0009, 0x1C0C_2412, 0x3808_6C24, 0x3090_FC48, 0x21B1_F890,
        0x3F3_F120,
    ]

    private var state: UInt32 = 1

    /// Starts with the customisation string, which says what kind of card it is.
    init(isExtendable: Bool) {
        for byte in (isExtendable ? "shamir_extendable" : "shamir").utf8 { add(UInt16(byte)) }
    }

    /// Adds one word's number.
    mutating func add(_ word: UInt16) {
        let top = state >> 20
        state = (state & 0xF_FFFF) << 10 ^ UInt32(word)
        for bit in 0..<Self.generators.count {
            state ^= Self.generators[bit] & (0 &- (top >> UInt32(bit) & 1))
        }
    }

    /// Whether the words up to here end with their own checksum.
    var isRight: Bool { state == 1 }

    /// The three words that have to follow.
    var checksum: [UInt16] {
        var padded = self
        for _ in 0..<Self.wordCount { padded.add(0) }
        let rest = padded.state ^ 1
        return [UInt16(rest >> 20 & 1023), UInt16(rest >> 10 & 1023), UInt16(rest & 1023)]
    }
}
