import ArgumentParser

extension Help {
    static let custodians = "Custodians: several people who together can open what nobody else can any more."
    static let custodiansDeal = "Make the custodians' key and deal it to them as word cards."
    static let custodiansDealMore = """
        Do it on a computer that is offline and that nobody watches; it needs no vault and no daemon. The custodians \
        do it themselves, one after the other, each alone at the screen: a card is shown, copied on paper, some of \
        its words are typed back, and the screen is cleared. Any K of the N cards (SLIP-0039, 33 words) give back \
        the key; fewer say nothing about it. Nothing is kept on this computer. At the end the public half is shown.

        With K as large as N one lost card loses everything. Then an admin sets the key (`sandyk custodians set`).
        """
    static let cardsNeeded: ArgumentHelp = "How many cards are needed, 2 to N."
    static let cardsDealt: ArgumentHelp = "How many cards are dealt, 2 to 16."
    static let cardsImpossible = "-n is 2 to 16, and -k is 2 to -n"
    static let printTo: ArgumentHelp = "With --scripted: also write one page for each card to this folder."
    static let printToScripted = "--print-to goes with --scripted; in the ceremony each custodian is asked for a folder"
    static let custodiansSet = "Set the custodians' key: the public half that the dealing showed."
    static let custodiansSetMore = """
        By an admin. The key gets nothing until colleagues have typed its six words from a custodian's card. Where there \
        is one already, the new one counts only for those who confirm it, and the old one goes on until then; with the \
        old cards at hand use `sandyk custodians succeed`.
        """
    static let custodiansShow = "Who the custodians are for, who confirmed them, when they last rehearsed."
    static let custodiansConfirm = "Confirm the custodians' key by its six words."
    static let custodiansConfirmMore = """
        Read the words from a custodian's card, in the custodian's hand; never from a mail. The vault does not show them: \
        so no admin can put a key of his own in the custodians' place.
        """
    static let custodiansSucceed = "Hand over to a new key, signed by the old cards."
    static let custodiansSucceedMore = """
        The new cards are dealt first (`sandyk custodians deal`), and the six words on them are typed at each terminal before \
        an old card is. Nobody has to confirm anew, and everything that the old \
        cards could open is sealed to the new ones at once, also what nobody holds any more. Then the old cards open \
        nothing here, and every case gets new outer keys.
        """
    static let custodianKey: ArgumentHelp = "sandyk-custodians-…; asked for if left out, - for standard input."
    static let custodianKeyFile: ArgumentHelp = "Read it from the first line of a file."
    static let custodianWords: ArgumentHelp = "The six words from a custodian's card; for scripts."

    static let recover = "With custodians' cards: open what nobody can open any more."
    static let recoverMore = """
        Begun by an admin or auditor, or without a login by root or the daemon's user. Custodians type their cards here or \
        at other terminals, in any order, within thirty minutes. Cards lie in the daemon's memory only and are forgotten \
        at the end. Everybody sees in the ledger that it took place.
        """
    static let recoverCase = "Let somebody into one case, or those assigned who lack the key."
    static let recoverAccount = "Let somebody into everything that one person alone could open."
    static let recoverAccountMore = """
        Without --to: the same name's new key, after a forgotten passphrase. For an admin or auditor whom nobody else can \
        bring back (the last admin; with `quorum: 2` one of the last two): ends the old key and prints an invite code.
        """
    static let recoverRehearse = "Prove that the cards work; opens nothing."
    static let recoverCard = "Add a card to a recovery that was begun at another terminal."
    static let recoverCardMore =
        "Needs no login. What the recovery is for is shown first: type nothing if it is not what you came for."
    static let recoverShow = "How far a recovery is."
    static let recoverCancel = "End a recovery; its cards are forgotten."
    static let recoverTo: ArgumentHelp = "Who is let in."
    static let recoverWords: ArgumentHelp =
        "\"NAME: six words\", as heard from the person; in a succession \"six words\" of the new key; for scripts."
    static let successorWords: ArgumentHelp =
        "In a succession: the six words of the key that takes over, from one of its cards; for scripts."
    static let cardFile: ArgumentHelp = "Read a card from the first line of a file, - for standard input; for scripts."
    static let recoveryID: ArgumentHelp = "The recovery's ID, ten digits of it or more."
    static let scripted: ArgumentHelp = "For tests: no ceremony, all cards as JSON on standard output."
}
