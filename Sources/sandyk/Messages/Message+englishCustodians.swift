extension Message {
    /// What the custodians are told, asked and shown.
    var custodianText: String {
        switch self {
        case .scriptedOnATerminal: "--scripted prints the cards, and standard output is a terminal; nothing was dealt"
        case .custodiansNeedTerminal: "the cards are shown on a terminal, and there is none; nothing was dealt"
        case .askCustodian(let number, let count):
            "Card \(number) of \(count). Its custodian sits down here alone, with paper and pen.\n"
                + "Press Enter when nobody else can see the screen. "
        case .askCardWritten: "Write everything down, read it over once more, then press Enter. "
        case .askCardWord(let number): "From your paper, word \(number): "
        case .askWrongWord(let number):
            "That is not word \(number). Press Enter to see the card again and correct your paper. "
        case .askCardPage:
            "A page of this card to be printed? The folder of a stick that only you keep (empty: none): "
        case .askNextCustodian: "The card is right. Take it with you; press Enter, and let the next one come. "
        case .custodianCard(let page):
            "Sandyk custodian card \(page.number) of \(page.count); \(page.needed) are needed\n"
                + "Key words of the custodians: \(page.keyWords)\n\n" + page.lines.joined(separator: "\n")
                + "\n\nKeep it apart from the other cards. Show it to nobody; type it only where a recovery that you\n"
                + "know of takes place. SLIP-0039, \(page.words.count) words, no passphrase.\n"
        case .custodiansDealt:
            "All cards are dealt. What follows is public; each custodian compares the six words with the card."
        case .dealBrokenOff: "No key was made. A card that was written down is good for nothing; destroy it."
        case .custodianKey(let text, let words): "key words: \(words)\n\(text)"
        default: recoveryText
        }
    }
}
