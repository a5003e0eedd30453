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
        default: leavingText
        }
    }

    private var leavingText: String {
        switch self {
        case .leavingHead(let leaving): Self.english(leaving)
        case .leavingCase(let item):
            [
                item.lastLead ? "no active lead would be left" : nil,
                item.orphans.isEmpty
                    ? nil : "nobody else opens " + item.orphans.map(\.name).joined(separator: ", "),
            ].compactMap { $0 }.joined(separator: "; ")
        case .orphansRefused: "compartments would be closed to everybody; nothing was changed"
        case .uninvited(let name): "the invitation of \(name) is withdrawn; its code is good for nothing any more"
        case .declined: "declined"
        case .casesWithoutLead(let codes):
            "Without an active lead: \(codes.joined(separator: ", ")) (`sandyk case lead CODE NAME` proposes one)."
        case .newKeysWait: "New keys are made in a session of:"
        case .nobodyHolds: "nobody: an assigned colleague's next write begins a new key"
        case .leadRemoved(let code, let name): "\(name) does not lead \(code) any more, and is still on it"
        case .lines(let lines): lines.joined(separator: "\n")
        case .nextAccountDisable:
            "`sandyk account disable NAME --dry-run` shows what it does; --confirm NAME confirms it."
        default: proposalText
        }
    }

    private static func english(_ leaving: Leaving) -> String {
        var lines = [
            "This ends the account of \(leaving.name) (\(leaving.role.name)) for good: sessions, access, keys."
        ]
        if leaving.role == .admin { lines.append("An admin leaves: the outer keys of every case rotate.") }
        if leaving.cases.isEmpty {
            lines.append("\(leaving.name) is on no case.")
        } else {
            lines.append("\(leaving.name) is on \(leaving.cases.count) case(s):")
        }
        if !leaving.requests.isEmpty { lines.insert("Requests that are dropped: \(leaving.requests.count).", at: 1) }
        return lines.joined(separator: "\n")
    }
}
