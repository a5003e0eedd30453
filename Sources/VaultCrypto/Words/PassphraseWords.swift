internal import CSodium

/// A passphrase made for a person: six words of ``EFFLargeWordList``, 77 bits.
package enum PassphraseWords {
    /// How many words.
    package static let count = 6

    /// Six words, each as likely as any other, from the system's random generator.
    package static func random() -> [String] {
        Sodium.prepare()
        return (0..<count).map { _ in
            EFFLargeWordList.words[Int(randombytes_uniform(UInt32(EFFLargeWordList.count)))]
        }
    }
}
