extension ShareCard {
    /// The card's words with a space between: 33 for a secret of 256 bits.
    ///
    /// Whoever asks for them puts them before a person's eyes, so they leave guarded memory here.
    package func text() -> String {
        var checksum = RS1024(isExtendable: deal.isExtendable)
        var words: [String] = []
        func add(_ number: UInt16) {
            checksum.add(number)
            words.append(ShareWordList.words[Int(number)])
        }
        for number in prefix { add(number) }
        unsafe point.value.withUnsafeBytes { bytes in
            let wordCount = Self.valueWordCount(bytes.count)
            // The bytes are the number's lower end: its first word begins with zero bits.
            var buffer: UInt32 = 0
            var bits = wordCount * 10 - bytes.count * 8
            for index in 0..<bytes.count {
                buffer = unsafe buffer << 8 | UInt32(bytes[index])
                bits += 8
                if bits >= 10 {
                    bits -= 10
                    add(UInt16(truncatingIfNeeded: buffer >> UInt32(bits)) & 1023)
                }
            }
        }
        for number in checksum.checksum { words.append(ShareWordList.words[Int(number)]) }
        return words.joined(separator: " ")
    }

    /// 15 bits identifier, flag, 4 bits exponent; then five times 4 bits.
    private var prefix: [UInt16] {
        let first =
            UInt32(deal.identifier) << 5 | (deal.isExtendable ? 16 : 0) | UInt32(deal.iterationExponent)
        let second = [groupIndex, deal.groupThreshold - 1, deal.groupCount - 1, Int(point.x), memberThreshold - 1]
            .reduce(UInt32(0)) { $0 << 4 | UInt32($1) }
        return [first >> 10, first & 1023, second >> 10, second & 1023].map { UInt16($0) }
    }

    /// Reads a card as a person types it: any case, any white space between.
    ///
    /// - Throws: ``ShareError/unknownWord(number:nearest:)``, ``ShareError/wrongWordCount(_:)``,
    ///   ``ShareError/wrongChecksum``, ``ShareError/impossibleCard``, ``ShareError/primitive(_:)``.
    package convenience init(parsing text: String) throws(ShareError) {
        let words = text.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
        for (index, word) in words.enumerated() where ShareWordList.positions[word] == nil {
            throw .unknownWord(number: index + 1, nearest: ShareWordList.nearest(to: word))
        }
        try self.init(numbers: words.lazy.map { ShareWordList.positions[$0] ?? 0 })
    }

    /// The card of words that are in the list, by their numbers there.
    ///
    /// - Throws: ``ShareError/wrongWordCount(_:)``, ``ShareError/wrongChecksum``, ``ShareError/impossibleCard``,
    ///   ``ShareError/primitive(_:)``.
    convenience init<Numbers: RandomAccessCollection<UInt16>>(numbers: Numbers) throws(ShareError)
    where Numbers.Index == Int {
        let valueWordCount = numbers.count - Self.prefixWordCount - RS1024.wordCount
        // Shares are whole 16-bit units, so no more than 8 bits are left over.
        let padding = valueWordCount * 10 % 16
        guard valueWordCount >= Self.valueWordCount(16), padding <= 8 else { throw .wrongWordCount(numbers.count) }
        let first = UInt32(numbers[0]) << 10 | UInt32(numbers[1])
        let second = UInt32(numbers[2]) << 10 | UInt32(numbers[3])
        let deal = Deal(
            identifier: UInt16(first >> 5), isExtendable: first & 16 != 0, iterationExponent: Int(first & 15),
            groupThreshold: Int(second >> 12 & 15) + 1, groupCount: Int(second >> 8 & 15) + 1)
        var checksum = RS1024(isExtendable: deal.isExtendable)
        for number in numbers { checksum.add(number) }
        guard checksum.isRight else { throw .wrongChecksum }
        guard deal.groupThreshold <= deal.groupCount else { throw .impossibleCard }
        let value: SecretBytes
        do {
            value = try Self.value(numbers.dropFirst(Self.prefixWordCount).prefix(valueWordCount), padding)
        } catch .malformedText {
            throw .impossibleCard
        } catch {
            throw .primitive(error)
        }
        self.init(
            deal: deal, groupIndex: Int(second >> 16), memberThreshold: Int(second & 15) + 1,
            point: SharePoint(x: UInt8(second >> 4 & 15), value: value))
    }

    /// - Throws: ``CryptoError/malformedText`` if the bits in front are not zero, ``CryptoError/memoryUnavailable``.
    private static func value(
        _ numbers: some Collection<UInt16>, _ padding: Int
    ) throws(CryptoError) -> SecretBytes {
        var value = try SecretBytes(zeroed: (numbers.count * 10 - padding) / 8)
        var spare: UInt32 = 0
        unsafe value.withUnsafeMutableBytes { value in
            var buffer: UInt32 = 0
            var bits = -padding
            var position = 0
            for number in numbers {
                buffer = buffer << 10 | UInt32(number)
                if position == 0, bits < 0 { spare = buffer >> UInt32(10 - padding) }
                bits += 10
                while bits >= 8 {
                    bits -= 8
                    unsafe value[position] = UInt8(truncatingIfNeeded: buffer >> UInt32(bits))
                    position += 1
                }
            }
        }
        guard spare == 0 else { throw .malformedText }
        return value
    }
}
