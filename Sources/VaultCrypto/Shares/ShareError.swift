/// Why word cards cannot be dealt, read or combined.
///
/// Says which word or card is wrong where that can be known, and never anything about the secret. Cards and words
/// are numbered from 1; cards in the order in which they were given.
package enum ShareError: Error, Equatable {
    /// Not 2…16 cards with a threshold up to their number (or 1 of 1), or a secret that is no multiple of 2 bytes
    /// from 16 on.
    case impossibleDeal
    /// A word that is not in the list; `nearest` is the one that was likely meant.
    case unknownWord(number: Int, nearest: String?)
    /// A number of words that no card has: 20 for 128 bits, 33 for 256.
    case wrongWordCount(Int)
    /// All words are in the list, and at least one of them is another than on the card, or elsewhere.
    case wrongChecksum
    /// The checksum is right, and yet no program that follows the standard made this card.
    case impossibleCard
    /// A card of another deal than the first one.
    case otherSet(card: Int)
    /// A card that was given already.
    case repeatedCard(card: Int, first: Int)
    /// `needed` cards open the secret (of the group that lacks most); these are `given`.
    case tooFew(given: Int, needed: Int)
    /// Fewer groups of cards than needed.
    case tooFewGroups(given: Int, needed: Int)
    /// More cards, or groups, than needed: the standard takes exactly as many.
    case tooMany(needed: Int)
    /// Each card is right by itself, and together they are not of one secret: one of them is forged.
    case cardsDisagree
    /// Guarded memory could not be had, or another primitive failed.
    case primitive(CryptoError)
}
