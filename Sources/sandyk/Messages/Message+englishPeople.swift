import VaultModel

extension Message {
    /// What is said about people: their passphrases, how they leave and who follows them.
    var peopleText: String {
        switch self {
        case .deviceKeyUnusable(let detail): "the device key cannot be used: \(Table.visible(detail))"
        case .nextDeviceKey: "An account with a device key needs it too: --device-key FILE."
        case .deviceKeyMade(let path):
            "A device key was made: \(Table.visible(path))\nWithout it the passphrase opens nothing. Keep a copy of it "
                + "somewhere safe, and never beside the vault."
        case .passphraseChanged(let deviceKey):
            "the passphrase is new; other sessions of yours have ended"
                + (deviceKey.map { "\nA login needs --device-key \(Table.visible($0))" } ?? "")
        case .passphraseWords(let words, let account):
            "A passphrase for \(account):\n\n    \(words.joined(separator: " "))\n\n"
                + "Nobody else can see it, and it is shown this once. Learn it; until you have, keep it on paper, on\n"
                + "you. Nobody can reset it: whoever forgets it starts anew and has to be let in again.\n"
        case .askTakeWords: "Enter to take it and type it back, n for other words, o for one of your own: "
        case .askWordsBack: "The six words: "
        case .askWordsDiffer: "Those are not the words. Press Enter to see them again. "
        case .askOldPassphrase(let account): "Present passphrase of \(account): "
        default: proposalText
        }
    }
}
