import Testing
import VaultCrypto

/// If one of these fails, an offered passphrase is easier to guess than it says.
@Suite struct PassphraseWordsTests {
    @Test func `six words of the list are offered, never the same six`() {
        var seen: Set<[String]> = []
        for _ in 1...500 {
            let words = PassphraseWords.random()
            #expect(words.count == 6 && words.allSatisfy { EFFLargeWordList.positions[$0] != nil })
            #expect(seen.insert(words).inserted)
        }
    }

    @Test func `every part of the list comes up about as often as any other`() {
        var counts = [Int](repeating: 0, count: 16)
        for _ in 1...4_000 {
            for word in PassphraseWords.random() { counts[(EFFLargeWordList.positions[word] ?? 0) * 16 / 7776] += 1 }
        }
        // 24,000 words, 1,500 expected in each sixteenth; 8 standard deviations are 300.
        #expect(counts.allSatisfy { (1_200...1_800).contains($0) })
    }
}
