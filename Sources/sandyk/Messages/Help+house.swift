import ArgumentParser

extension Help {
    static let rotateRoot: ArgumentHelp = "A new root key: what opens the keystore."
    static let rootPassphraseFile: ArgumentHelp =
        "Where the root key is a passphrase: a file with the technician's; - for a line of standard input."
    static let unseal = "Open a sealed vault."
    static let unsealMore = """
        With the passphrase of the technician or the director, which opens the keystore and nothing else. Where the \
        root key is a file or a credential, root and the daemon's own user open the vault without one.
        """
    static let seal = "Close the vault at once: every session ends, and the keys leave the daemon's memory."
    static let sealMore = "Anybody who is logged in may. `sandyk unseal` opens it again, also after a restart."
    static let slot: ArgumentHelp = "technician or director."
    static let slots = "Passphrases that open the keystore: beside a root key, or in its place."
    static let slotSet = "Set a passphrase; one that was there by this name opens nothing written from then on."
    static let slotRemove = "Remove a passphrase. The last way into the keystore stays."
    static let slotList = "Every way into the keystore."
    static let rotateMeta: ArgumentHelp = "A new meta key: every row is sealed again, in the background."
}
