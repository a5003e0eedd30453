import VaultCrypto

/// The custodians one after the other, each alone at the screen.
struct DealCeremony {
    let deal: CustodianDeal

    /// How many words each types back.
    private static let checkedWords = 4

    /// Shows each card, has words typed back, and at the end what the vault needs. Whatever ends it before, those who
    /// wrote a card down are told that it is good for nothing.
    ///
    /// - Throws: ``Failure`` without a terminal, or where there is no more input.
    func run() throws {
        let undo = Interrupts.onSignal { Output.note(.dealBrokenOff) }
        defer { Interrupts.settle(undo) }
        try showCards()
        Output.note(.custodiansDealt)
        Output.line(Message.custodianKey(deal.publicKeys.text, words: deal.publicKeys.words.text).text)
    }

    private func showCards() throws {
        let screen = try CardScreen()
        do {
            for card in deal.cards { try turn(of: deal.page(card), at: screen) }
        } catch {
            let failure = Failure(error)
            throw Failure(failure.status, failure.message, next: .dealBrokenOff)
        }
    }

    private func turn(of page: CardPage, at screen: CardScreen) throws {
        screen.clear()
        _ = try Prompt.line(.askCustodian(page.number, of: page.count))
        var isRight = false
        while !isRight {
            screen.show(page.text)
            _ = try Prompt.line(.askCardWritten)
            screen.clear()
            isRight = try isTypedBack(page.words)
        }
        screen.clear()
        try offerPage(page)
        _ = try Prompt.line(.askNextCustodian)
    }

    /// A page to be printed goes only where this custodian says: to a stick of their own, or nowhere.
    private func offerPage(_ page: CardPage) throws {
        while true {
            let folder = try Prompt.line(.askCardPage).trimmed
            guard !folder.isEmpty else { return }
            do {
                return try page.write(to: folder)
            } catch {
                // A folder that is mistyped, or a stick that is full, must not cost the others their cards.
                Output.note(.error(Failure(error).message))
            }
        }
    }

    private func isTypedBack(_ words: [String]) throws -> Bool {
        for index in words.indices.shuffled().prefix(Self.checkedWords).sorted() {
            let typed = try Prompt.line(.askCardWord(index + 1)).trimmed.lowercased()
            guard typed == words[index] else {
                _ = try Prompt.line(.askWrongWord(index + 1))
                return false
            }
        }
        return true
    }
}
