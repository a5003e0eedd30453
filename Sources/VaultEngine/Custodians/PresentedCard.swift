import VaultCrypto
import VaultModel

/// A card as somebody typed it, read straight into guarded memory.
package struct PresentedCard: Sendable {
    /// More bytes than any card has.
    package static let byteCount = 1_024

    let result: Result<ShareCard, ShareError>

    /// Copies into guarded memory; the caller wipes its own buffer.
    package init(_ bytes: UnsafeRawBufferPointer) {
        do {
            let card = try ShareCard(parsing: bytes)
            result = card.isCustodians ? .success(card) : .failure(.impossibleCard)
        } catch {
            result = .failure(error)
        }
    }
}

extension VaultError {
    /// What is wrong with a card, where that can be known; never anything about the secret.
    init(card error: ShareError) {
        switch error {
        case .unknownWord(let number, let nearest?):
            self.init(.cardRefused, "Word \(number) is not in the list. Is it “\(nearest)”?", field: "word \(number)")
        case .unknownWord(let number, nil):
            self.init(.cardRefused, "Word \(number) is not in the list.", field: "word \(number)")
        case .wrongWordCount(let count):
            self.init(.cardRefused, "A card has 33 words; these are \(count).")
        case .wrongChecksum:
            self.init(
                .cardRefused,
                "Every word is in the list, but at least one is not the card's, or stands elsewhere on it. Compare word "
                    + "by word.")
        case .otherSet:
            self.init(
                .cardRefused,
                "This card is of another deal than the first one that was typed: one of the two is not of the current "
                    + "cards. If it was the first, cancel and begin again.")
        case .repeatedCard: self.init(.cardRefused, "This card was typed already. Another custodian's is needed.")
        case .cardsDisagree:
            self.init(
                .cardsOfAnotherKey,
                "Each of these cards is right by itself, but together they are not of one key: one was not dealt with "
                    + "the others. All of them were forgotten.")
        case .primitive(.memoryUnavailable): self.init(.tooBusy)
        default: self.init(.cardRefused, "This is a card of another program, not of Sandyk's custodians.")
        }
    }
}
