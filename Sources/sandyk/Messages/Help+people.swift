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
    static let accountInviteMore = """
        With --new-key, for somebody who forgot their passphrase or lost their device key: what the old key's end does is \
        listed, as by `sandyk account disable`, and the name typed; then the code is for the same name and role. The new \
        key starts with nothing. When the person has enrolled, the leads of their cases are asked to let them in again.
        """
    static let newKey: ArgumentHelp = "A new key for somebody who forgot their passphrase; the role stays."
    static let roleOrNewKey = "--role ROLE for somebody new, or --new-key for somebody who forgot their passphrase"
    static let accountHandover = "Hand somebody's cases over: one list, one yes."
    static let accountHandoverMore = """
        By a lead: whoever takes over is let in where the person is, on every case that you lead, gets the keys that you \
        hold, and leads where the person leads; other holders are asked for the rest. By the person: the keys that only \
        they hold. By an admin: the leads are asked, and run the same command. The list is shown first, and the yes is \
        to exactly that list. The person stays on the cases until they are taken off or disabled.
        """
    static let handoverTo: ArgumentHelp = "Who takes over."
    static let yesToTheList: ArgumentHelp = "Say yes to the list without being asked, for scripts."
}
