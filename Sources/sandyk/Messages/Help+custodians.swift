import ArgumentParser

extension Help {
    static let custodians = "Custodians: several people who together can open what nobody else can any more."
    static let custodiansDeal = "Make the custodians' key and deal it to them as word cards."
    static let custodiansDealMore = """
        Do it on a computer that is offline and that nobody watches; it needs no vault and no daemon. The custodians \
        do it themselves, one after the other, each alone at the screen: a card is shown, copied on paper, some of \
        its words are typed back, and the screen is cleared. Any K of the N cards (SLIP-0039, 33 words) give back \
        the key; fewer say nothing about it. Nothing is kept on this computer. At the end the public half is shown.

        With K as large as N one lost card loses everything. A vault does not take custodians yet.
        """
    static let cardsNeeded: ArgumentHelp = "How many cards are needed, 2 to N."
    static let cardsDealt: ArgumentHelp = "How many cards are dealt, 2 to 16."
    static let cardsImpossible = "-n is 2 to 16, and -k is 2 to -n"
    static let printTo: ArgumentHelp = "Also write one page for each card to this folder (a stick), to be printed."
    static let scripted: ArgumentHelp = "For tests: no ceremony, all cards as JSON on standard output."
}
