import Testing
import VaultCrypto
import VaultModel

/// If one of these failed, custodians could not open what they hold, or a forged card would pass.
struct ShareTests {
    private func deal(_ threshold: Int, of count: Int, _ first: UInt8 = 1, bytes: Int = 32) throws -> [ShareCard] {
        try ShareCard.deal(try secret(first, count: bytes), threshold: threshold, count: count)
    }

    private func refused(
        _ expected: ShareError, sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Void
    ) {
        #expect(throws: expected, sourceLocation: sourceLocation) { try body() }
    }

    @Test(arguments: [(1, 1), (2, 2), (2, 3), (3, 3), (3, 5), (5, 8), (8, 8), (2, 16), (15, 16), (16, 16)])
    func `any k of n cards open, in any order, and are read as they are written`(k: Int, n: Int) throws {
        let expected = bytes(of: try secret(1))
        let cards = try deal(k, of: n)
        #expect(cards.map(\.number) == Array(1...n))
        #expect(Set(cards.map { $0.text() }).count == n)
        for card in cards { #expect(card.text().split(separator: " ").count == 33) }
        for start in 0..<min(n, 5) {
            let some = (0..<k).map { cards[(start + $0 * ($0 % 2 == 0 ? 1 : n - 1) + n * k) % n] }
            let chosen = Set(some.map(\.number)).count == k ? some : (0..<k).map { cards[(start + $0) % n] }
            let typed = try chosen.map { try ShareCard(parsing: " \($0.text().uppercased())\n") }
            #expect(bytes(of: try ShareCard.combine(typed)) == expected)
            #expect(bytes(of: try ShareCard.combine(typed.reversed())) == expected)
        }
    }

    @Test func `a card read from raw bytes is the card that was read as text, and so are its mistakes`() throws {
        func read(_ text: String) throws -> ShareCard {
            try Array(text.utf8).withUnsafeBytes { try ShareCard(parsing: $0) }
        }
        let card = try deal(2, of: 3)[1]
        let words = card.text().split(separator: " ").map(String.init)
        #expect(try read("\t\(card.text().uppercased())\r\n").text() == card.text())
        #expect(try read(words.joined(separator: "\n")).text() == card.text())
        for (index, word) in [(0, "qqqqq"), (32, "żółw"), (7, String(repeating: "a", count: 40)), (3, "acadmic")] {
            var changed = words
            changed[index] = word
            let text = changed.joined(separator: " ")
            let said = try #require(#expect(throws: ShareError.self) { try read(text) })
            #expect(throws: said) { try ShareCard(parsing: text) }
        }
        refused(.wrongWordCount(32)) { _ = try read(words.dropLast().joined(separator: " ")) }
        refused(.wrongWordCount(0)) { _ = try read("") }
        refused(.wrongChecksum) { _ = try read((Array(words.dropFirst()) + [words[0]]).joined(separator: " ")) }
    }

    @Test(arguments: [16, 18, 32, 48, 64])
    func `secrets of other lengths come back`(count: Int) throws {
        let cards = try deal(2, of: 3, bytes: count).map { try ShareCard(parsing: $0.text()) }
        #expect(bytes(of: try ShareCard.combine([cards[2], cards[0]])) == bytes(of: try secret(1, count: count)))
    }

    @Test func `impossible deals are refused`() throws {
        for (k, n) in [(0, 1), (1, 2), (3, 2), (2, 17), (-1, 3)] {
            refused(.impossibleDeal) { _ = try deal(k, of: n) }
        }
        for count in [0, 14, 17] { refused(.impossibleDeal) { _ = try deal(2, of: 3, bytes: count) } }
    }

    @Test func `too few, too many, repeated and mixed cards are named`() throws {
        let cards = try deal(3, of: 5)
        let others = try deal(3, of: 5)
        refused(.tooFew(given: 0, needed: 1)) { _ = try ShareCard.combine([]) }
        refused(.tooFew(given: 2, needed: 3)) { _ = try ShareCard.combine(Array(cards[..<2])) }
        refused(.tooMany(needed: 3)) { _ = try ShareCard.combine(Array(cards[..<4])) }
        refused(.repeatedCard(card: 3, first: 1)) { _ = try ShareCard.combine([cards[4], cards[1], cards[4]]) }
        refused(.otherSet(card: 2)) { _ = try ShareCard.combine([cards[0], others[1], cards[2]]) }
        refused(.otherSet(card: 3)) { _ = try ShareCard.combine([cards[0], cards[1], others[0]]) }
    }

    @Test func `a forged card with a right checksum is noticed`() throws {
        // Of one deal by all that they say, but of another secret: made by changing a word and its checksum.
        let cards = try deal(2, of: 3)
        var words = cards[1].text().split(separator: " ").map(String.init)
        let position = try #require(ShareWordList.positions[words[10]])
        words[10] = ShareWordList.words[(Int(position) + 1) % 1024]
        let forged = try withChecksum(Array(words.dropLast(3)))
        refused(.cardsDisagree) { _ = try ShareCard.combine([cards[0], forged]) }
    }

    @Test func `each mistyped word is found`() throws {
        let words = try deal(2, of: 3)[0].text().split(separator: " ").map(String.init)
        for place in words.indices {
            var wrong = words
            let position = try #require(ShareWordList.positions[words[place]])
            wrong[place] = ShareWordList.words[(Int(position) + 511) % 1024]
            refused(.wrongChecksum) { _ = try ShareCard(parsing: wrong.joined(separator: " ")) }
            wrong[place] = words[place] + "x"
            refused(.unknownWord(number: place + 1, nearest: words[place])) {
                _ = try ShareCard(parsing: wrong.joined(separator: " "))
            }
        }
        for (one, two) in zip(words.indices, words.indices.dropFirst()) where words[one] != words[two] {
            var swapped = words
            swapped.swapAt(one, two)
            refused(.wrongChecksum) { _ = try ShareCard(parsing: swapped.joined(separator: " ")) }
        }
        refused(.wrongWordCount(0)) { _ = try ShareCard(parsing: "") }
        refused(.wrongWordCount(32)) { _ = try ShareCard(parsing: words.dropLast().joined(separator: " ")) }
        refused(.unknownWord(number: 1, nearest: nil)) { _ = try ShareCard(parsing: "карта") }
    }

    @Test func `the word that was meant is proposed only where there is one`() {
        #expect(ShareWordList.nearest(to: "acadamic") == "academic")
        #expect(ShareWordList.nearest(to: "duckling") == "duckling")
        #expect(ShareWordList.nearest(to: "dukling") == "duckling")
        #expect(ShareWordList.nearest(to: "zzzzzzzz") == nil)
        #expect(ShareWordList.nearest(to: "") == nil)
        #expect(ShareWordList.nearest(to: String(repeating: "a", count: 1000)) == nil)
    }

    @Test func `the word list is the standard's, whole and in order`() {
        #expect(ShareWordList.words.count == 1024)
        #expect(ShareWordList.words == ShareWordList.words.sorted())
        #expect(Set(ShareWordList.words.map { $0.prefix(4) }).count == 1024)
        #expect(ShareWordList.words.first == "academic")
        #expect(ShareWordList.words.last == "zero")
    }

    /// A card of these words and the checksum that belongs to them, computed here once more.
    private func withChecksum(_ words: [String]) throws -> ShareCard {
        let generators: [UInt32] = [
            0xE0E040, 0x1C1C080, 0x3838100, 0x7070200, 0xE0E0009, 0x1C0C2412, 0x38086C24, 0x3090FC48, 0x21B1F890,
            0x3F3F120,
        ]
        let numbers = try words.map { UInt32(try #require(ShareWordList.positions[$0])) }
        var state: UInt32 = 1
        for value in "shamir_extendable".utf8.map({ UInt32($0) }) + numbers + [0, 0, 0] {
            let top = state >> 20
            state = (state & 0xFFFFF) << 10 ^ value
            for (bit, generator) in generators.enumerated() where top >> UInt32(bit) & 1 == 1 { state ^= generator }
        }
        state ^= 1
        let checksum = [20, 10, 0].map { ShareWordList.words[Int(state >> UInt32($0) & 1023)] }
        return try ShareCard(parsing: (words + checksum).joined(separator: " "))
    }
}
