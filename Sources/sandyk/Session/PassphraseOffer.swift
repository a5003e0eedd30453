import VaultCrypto
import VaultModel

/// What a new passphrase is for.
enum PassphraseOwner {
    /// Somebody's account, by its name.
    case account(String)
    /// A way into the keystore.
    case slot(PassphraseSlot)

    /// What is asked for at the prompt.
    var prompt: Message {
        switch self {
        case .account(let name): .askNewPassphrase(name)
        case .slot(let slot): .askSlotPassphrase(slot)
        }
    }

    /// What somebody should know who chooses one.
    var advice: Message {
        switch self {
        case .account: .passphraseAdvice
        case .slot: .slotPassphraseAdvice
        }
    }
}

/// Six words as a new passphrase: shown once on a screen that keeps nothing, typed back, then gone from it.
enum PassphraseOffer {
    /// - Returns: the words with a space between; `nil` where the person wants to choose their own.
    /// - Throws: ``Failure`` where the input ends.
    static func run(for owner: PassphraseOwner) throws -> String? {
        let screen = try CardScreen(otherwise: .noTerminal(Message.askTakeWords.text))
        var words = PassphraseWords.random()
        while true {
            screen.show(Message.passphraseWords(words, owner).text)
            switch try Prompt.line(.askTakeWords).trimmed.lowercased() {
            case "":
                screen.clear()
                if Self.isTypedBack(try Prompt.secret(.askWordsBack), words) { return words.joined(separator: " ") }
                screen.clear()
                _ = try Prompt.line(.askWordsDiffer)
            case "n": words = PassphraseWords.random()
            case "o": return nil
            default: continue
            }
        }
    }

    /// Any case, any white space between; at a login the words have small letters and one space.
    static func isTypedBack(_ typed: String, _ words: [String]) -> Bool {
        typed.lowercased().split(whereSeparator: \.isWhitespace).map(String.init) == words
    }
}
