import ArgumentParser

/// Help texts of commands. Those of options are in `Help+options.swift`.
enum Help {
    static let sandyk = "Records of an organisation that stands by survivors, each behind two locks."
    static let sandykMore = """
        An ID may be any unique prefix. Exit codes: 64 usage, 65 damaged or refused data, 66 not found or not on the \
        case, 69 daemon away, 75 try later, 77 not logged in or not allowed.
        """
    static let initialise = "Make the vault on an empty folder, with its first admin."
    static let status = "What is running, who I am, what waits for me."
    static let login = "Log in."
    static let logout = "End the session."

    static let account = "People: invite, enrol, suspend, disable."
    static let accountInvite = "Print a one-time code with which somebody can enrol, good for 72 hours."
    static let accountEnrol = "With an invite code, choose a passphrase and get six key words."
    static let accountEnrolMore = "The code and the passphrase are asked for, or read from files; never arguments."
    static let accountList = "Everybody, with their role."
    static let accountSuspend = "End somebody's sessions and refuse logins until resumed."
    static let accountResume = "Let a suspended person log in again."
    static let accountDisable = "End an account for good: sessions, access, outer keys."
    static let orphanMore = """
        Where compartments would be left that nobody can open, they are listed and nothing is done, unless --orphan is \
        given and the name typed.
        """

    static let `case` = "Cases: open, find, let people in."
    static let caseNew = "Open a case, which you then lead; without a code one is proposed."
    static let caseList = "The cases that you are on."
    static let caseFind = "Look in labels, titles, file names and notes that you may read."
    static let caseFindMore = """
        Without an argument the words are asked for. Do so for a person's name: arguments stay in the shell's history \
        and are seen by others on this machine while the command runs. "-" reads a line from standard input.
        """
    static let caseShow = "One case: leads, compartments, what you can open."
    static let caseLabel = "Give a case a label that everybody in casework sees."
    static let caseClose = "Close a case; a lead does it, an admin asks for it."
    static let caseReopen = "Open a closed case again."
    static let caseAssign = "Let somebody into a case."
    static let keyWordsMore = """
        Unless somebody you trust has vouched for the person's key already, their six key words are asked for. Hear \
        them from the person.
        """
    static let caseUnassign = "Take somebody off a case; outer keys are rotated at once."
    static let caseLead = "Make somebody another lead."
    static let caseRequests = "What waits for a yes, on one case or everywhere."
    static let caseApprove = "Say yes to a request."
    static let caseWho = "Everyone who can open it, what, since when, last opened."
    static let caseWhoMore = "* marks leads. VOUCHED: you, or somebody you trust, checked the person's key words."

    static let note = "Notes: write, read, amend."
    static let noteWrite = "Write a note: from standard input, or in $VISUAL or $EDITOR."
    static let noteWriteMore = """
        The editor works in a folder in memory that goes when it ends. A text that cannot be stored is not lost: you \
        are asked to log in or try again, or it is kept in memory and you are told where.
        """
    static let noteList = "Notes of a case that are open to you."
    static let noteRead = "Print a note."
    static let noteAmend = "Add a version to a note that you wrote."
    static let noteAmendMore = """
        On a terminal an editor opens with the text as it is; what standard input brings is the whole new text. With \
        --append it is an addendum: what was there stays, and your text goes below it with the time and your name. \
        Earlier versions stay readable in any case (`sandyk note history`).
        """
    static let history = "All versions, who wrote them and when."

    static let document = "Documents: put, list, get."
    static let documentPut = "Store files, or with --replaces a newer version of one."
    static let documentPutMore = "\"-\" reads standard input and needs --name."
    static let documentList = "Documents of a case that are open to you."
    static let documentGet = "Fetch documents, byte for byte, or with --all every document of a case."
    static let documentGetMore = """
        Files are readable by you only. Nothing is overwritten without --force and nothing is left half-written. \
        Without -o they go into the current folder.
        """

    static let key = "Keys: rotate, see what is current."
    static let keyRotate = "New outer keys at once, for one case or all; inner rotation is asked for."
    static let keyRotateMore = "Inner rotation goes on in members' sessions; `sandyk key status` shows how far it is."
    static let keyStatus = "What is current, what waits and for whom."

    static let ledger = "The ledger: who did what, when."
    static let ledgerShow = "Events, newest first; ✓ marks signed ones."
    static let ledgerVerify = "Compute every leaf, the root and every signature again."
    static let ledgerKinds = "The kinds of events that --kind takes."
    static let doctor = "Everything that is wrong here, and what to do about it."
}
