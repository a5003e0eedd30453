import ArgumentParser

extension Help {
    static let proposal = "What takes two people: see it, agree to it, take it back."
    static let proposalMore = """
        Who proposes does the first half; another person agrees within seven days. Accounts of one person count once. \
        What it takes two people for: with `quorum: 2` new admins and auditors, also with a new key, changes of role, the \
        custodians' key and laxer limits; \
        always the destruction of a record and the disposal of a case.
        """
    static let proposalList = "What waits for a second person, and disposals that wait for their day."
    static let proposalShow = "Everything that would take effect."
    static let proposalAgree = "See all that would take effect, and agree to exactly that."
    static let proposalAgreeMore = """
        The proposal is shown and "yes" has to be typed. For scripts: --digest with at least 16 digits of what \
        `proposal show` said.
        """
    static let proposalWithdraw = "Take a proposal back, or stop a disposal that waits."
    static let proposalID: ArgumentHelp = "A proposal's ID, or its beginning."
    static let proposalDigest: ArgumentHelp = "What was shown, instead of being asked."

    static let limits = "Limits that people agreed on; the stricter of these and the file Keys counts."
    static let limitsShow = "What was agreed on, what Keys says, what counts."
    static let limitsPropose = "Make what Keys says count, also where it is laxer."
    static let limitsProposeMore = """
        Stricter limits count as soon as an admin logs in. Laxer ones take this command and, with a quorum of 2, a \
        second person (`sandyk proposal agree`). The file alone never makes a limit laxer.
        """
    static let accountRole = "Give somebody another role: their keys end, and their name is invited anew."
    static let accountRoleMore = """
        An account has one role for ever, so the old key loses its cases and the person enrols with the code, gets new \
        key words, and is let in again. What that does is listed first, and the name has to be typed. Where compartments \
        would be left that nobody can open, nothing is done unless --orphan is given.
        """
    static let samePersonAs: ArgumentHelp =
        "Another account of the same person: where two people decide they count once."

    static let withdraw = "Take back a record that you wrote: out of lists, search and reads at once."
    static let withdrawMore = """
        You and the leads of the case see that it was withdrawn; `history` says why. With --destroy it is also \
        proposed that it be destroyed for good: a lead other than you, or an auditor, has to agree. A legal hold \
        forbids that.
        """
    static let withdrawReason: ArgumentHelp =
        "Why, in a line that only this compartment can read; asked for if left out, - for standard input."
    static let destroy: ArgumentHelp = "Propose that it be destroyed for good."
    static let caseHold = "Place a legal hold: nothing of the case is destroyed until another person lifts it."
    static let caseUnhold = "Lift a legal hold that another person placed."
    static let holdReason: ArgumentHelp = "court-order, investigation, complaint or audit."
    static let caseDispose = "Propose to destroy a case for good, or do what was agreed to and is due."
    static let caseDisposeMore = """
        Another lead or an auditor has to agree (`sandyk proposal agree`); then the days that Keys sets \
        (disposal-wait-days) pass, in which a lead, an auditor or a legal hold can stop it. When it is due the next \
        login of one of these does it, or this command. Its keys, records and documents are destroyed; its code, the \
        ledger and a certificate stay.
        """
    static let caseCertificate = "What a disposal destroyed, who decided it, what stays; as JSON."
    static let caseCertificateMore = """
        It holds the signed event, the signature and the signer's public key (docs/format.md says how to verify them), \
        and names the registered copies of the keys that can still open an old copy of the databases.
        """
    static let verifyCertificate: ArgumentHelp = "Verify a certificate in a file, without a vault."
    static let codeOrVerify = "a case code, or --verify FILE"

    static let backup = "Copies of the keys that were made by hand."
    static let backupRegister = "Say that there is a copy of the keystore, where, and until when."
    static let backupRegisterMore = """
        Sandyk makes no copies by itself yet. A certificate of disposal names the registered ones. Nothing is copied \
        or checked.
        """
    static let copyLabel: ArgumentHelp = "Where it is, e.g. \"safe at the bank\"; plain ASCII."
    static let copyKind: ArgumentHelp = "keys."
    static let copyUntil: ArgumentHelp = "The day on which it will be destroyed, e.g. 2027-03-01."
}
