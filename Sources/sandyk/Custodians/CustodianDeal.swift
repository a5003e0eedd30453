import VaultCrypto

/// A new secret, split: the cards, and what a vault is told. The secret itself is gone when this is there.
struct CustodianDeal {
    let needed: Int
    let cards: [ShareCard]
    let publicKeys: CustodianPublicKeys

    /// - Throws: ``Failure`` where guarded memory cannot be had.
    init(needed: Int, count: Int) throws {
        do {
            let bytes = try SecretBytes(randomCount: CustodianSecret.byteCount)
            cards = try ShareCard.deal(bytes, threshold: needed, count: count)
            publicKeys = try CustodianKeys(try CustodianSecret(bytes)).publicKeys
            self.needed = needed
        } catch {
            throw Failure(.unavailable, .unexpected("\(type(of: error))"))
        }
    }

    /// One card with what has to stand on its paper.
    func page(_ card: ShareCard) -> CardPage {
        CardPage(
            number: card.number, count: cards.count, needed: needed, keyWords: publicKeys.words.text,
            words: card.text().split(separator: " ").map(String.init))
    }

    /// One file for each card, only where a folder was named.
    func writePages(to folder: String?) throws {
        guard let folder else { return }
        for card in cards { try page(card).write(to: folder) }
    }

    /// `--scripted`.
    var answer: CustodianDealAnswer {
        CustodianDealAnswer(
            needed: needed, cards: cards.map { $0.text() }, keyWords: publicKeys.words.text,
            publicKeys: publicKeys.text)
    }
}

/// What `--scripted` prints.
struct CustodianDealAnswer: Codable {
    var needed: Int
    /// Each card's words with a space between.
    var cards: [String]
    var keyWords: String
    var publicKeys: String
}
