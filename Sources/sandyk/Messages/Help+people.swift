import ArgumentParser

extension Help {
    static let accountPassphrase = "Give your account a new passphrase; add, change or drop its device key."
    static let accountPassphraseMore = """
        Your keys stay the same, so nobody has to let you in again; other sessions of yours end. Whoever has an old \
        copy of the vault with its keys, and your old passphrase, can still open that copy: if that may be, ask an \
        admin for a new key (`sandyk account invite NAME --new-key`) instead.

        A device key is a second secret in a file on your own machine. With it, whoever steals the server has no \
        passphrase to guess at. It is made if the file is not there, and never overwritten. Who loses it is where \
        somebody is who forgot the passphrase: keep a copy.
        """
    static let deviceKey: ArgumentHelp = "A second secret, in a file on this machine; made where a new passphrase is."
    static let oldPassphraseFile: ArgumentHelp =
        "Read the present passphrase from the first line of a file; - for standard input."
    static let oldDeviceKey: ArgumentHelp = "The present device key, where it is not the one of the login."
    static let noDeviceKey: ArgumentHelp = "From now on without a device key."
    static let deviceKeyOrNone = "--device-key and --no-device-key exclude each other"
    static let accountDisableMore = """
        First everything that it does is listed: the cases, which of them lose their last active lead, which \
        compartments nobody else can open. Then the name has to be typed. Where something would be closed to everybody, \
        --orphan has to say so too. At the end you see who waits for whom.
        """
    static let accountUninvite = "Withdraw an open invitation; its code is good for nothing any more."
    static let dryRun: ArgumentHelp = "Show what it would do, and do nothing."
    static let confirmName: ArgumentHelp = "The name, for scripts, instead of typing it."
    static let removeLead: ArgumentHelp = "Take another lead's lead away instead; the person stays on the case."
    static let caseDecline = "Say no to a request."
}
