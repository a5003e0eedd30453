package import VaultModel

/// The six words by which people compare a key id aloud: 77 bits of it.
package struct KeyWords: Hashable, Sendable {
    /// Exactly six words of ``EFFLargeWordList``.
    package let words: [String]

    /// N = the first 16 bytes of the key id, big-endian; six times `list[N mod 7776]`, `N = ⌊N / 7776⌋`.
    package init(_ keyID: KeyID) {
        var rest = keyID.bytes.prefix(16).reduce(UInt128(0)) { $0 << 8 | UInt128($1) }
        let base = UInt128(EFFLargeWordList.count)
        words = (0..<6).map { _ in
            defer { rest /= base }
            return EFFLargeWordList.words[Int(rest % base)]
        }
    }

    /// Reads six words as a person types them: any case, any white space between.
    ///
    /// - Throws: ``CryptoError/malformedText`` unless there are six, each in the list.
    package init(parsing text: String) throws(CryptoError) {
        let words = text.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
        guard words.count == 6, words.allSatisfy({ EFFLargeWordList.positions[$0] != nil })
        else { throw .malformedText }
        self.words = words
    }

    /// The words with a space between: some hold a hyphen themselves.
    package var text: String { words.joined(separator: " ") }
}
