extension ShareCard {
    /// Reads a card from raw memory, which stays the caller's to wipe: ASCII, any case, white space between.
    ///
    /// No word leaves for the heap: each is looked up by itself, in a string short enough to lie on the stack, and
    /// the numbers are kept in guarded memory.
    ///
    /// - Throws: as ``init(parsing:)-(String)``.
    package convenience init(parsing letters: UnsafeRawBufferPointer) throws(ShareError) {
        var words: [Range<Int>] = []
        var start: Int?
        for index in 0..<letters.count {
            if unsafe Self.isWhite(letters[index]) {
                if let begun = start { words.append(begun..<index) }
                start = nil
            } else if start == nil {
                start = index
            }
        }
        if let start { words.append(start..<letters.count) }
        var bytes: SecretBytes
        do { bytes = try SecretBytes(zeroed: words.count * 2) } catch { throw .primitive(error) }
        for (index, range) in words.enumerated() {
            let word = unsafe Self.word(letters.part(range))
            guard let word, let number = ShareWordList.positions[word] else {
                throw .unknownWord(number: index + 1, nearest: word.flatMap { ShareWordList.nearest(to: $0) })
            }
            unsafe bytes.withUnsafeMutableBytes { bytes in
                unsafe bytes[2 * index] = UInt8(number >> 8)
                unsafe bytes[2 * index + 1] = UInt8(truncatingIfNeeded: number)
            }
        }
        try self.init(numbers: ShareNumbers(bytes))
    }

    private static func isWhite(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    /// A word in small letters; `nil` for one that is too long for any list, and for a string on the stack.
    private static func word(_ letters: UnsafeRawBufferPointer) -> String? {
        guard letters.count <= 15 else { return nil }
        return unsafe String(unsafeUninitializedCapacity: letters.count) { buffer in
            for index in 0..<letters.count {
                let letter = unsafe letters[index]
                unsafe buffer[index] = (0x41...0x5A).contains(letter) ? letter + 0x20 : letter
            }
            return letters.count
        }
    }
}

/// The word numbers of a card that is being read, in guarded memory: two bytes each.
private struct ShareNumbers: RandomAccessCollection {
    private final class Store: Sendable {
        let bytes: SecretBytes

        init(_ bytes: consuming SecretBytes) { self.bytes = bytes }
    }

    private let store: Store

    init(_ bytes: consuming SecretBytes) { store = Store(bytes) }

    var startIndex: Int { 0 }
    var endIndex: Int { store.bytes.count / 2 }

    subscript(position: Int) -> UInt16 {
        unsafe store.bytes.withUnsafeBytes { bytes in
            unsafe UInt16(bytes[2 * position]) << 8 | UInt16(bytes[2 * position + 1])
        }
    }
}
