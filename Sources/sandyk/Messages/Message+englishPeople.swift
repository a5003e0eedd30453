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
        case .passphraseWords(let words, .account(let name)):
            "A passphrase for \(name):\n\n    \(words.joined(separator: " "))\n\n"
                + "Nobody else can see it, and it is shown this once. Learn it; until you have, keep it on paper, on\n"
                + "you. Nobody can reset it: whoever forgets it starts anew and has to be let in again.\n"
        case .passphraseWords(let words, .slot(let slot)):
            "The \(slot.rawValue)'s passphrase, which opens the keystore:\n\n    \(words.joined(separator: " "))\n\n"
                + "Nobody else can see it, and it is shown this once. Keep it on paper in a safe, apart from the machine\n"
                + "and its copies. If nobody knows any such passphrase any more, nothing opens, ever.\n"
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
        case .newKeyInvited(let name):
            "The old key of \(name) opens nothing any more. The new one starts with nothing: when \(name) has enrolled, the\n"
                + "leads are asked, and hear the six new key words."
        default: handoverText
        }
    }

    private var handoverText: String {
        switch self {
        case .handoverHead(let list):
            "Handing over from \(list.from) to \(list.to), as far as you can: \(list.items.count) case(s)"
        case .handoverItem(let item): Self.english(item)
        case .nothingToHandOver(let name): "there is nothing of \(name)'s that you could hand over"
        case .askYesToTheList: "Type yes to do exactly this: "
        case .notConfirmed: "that was not yes; nothing was changed"
        case .handedOver(let done):
            (done.vouched ? "You vouched for \(done.to)'s key.\n" : "")
                + "\(done.items.count { !$0.granted.isEmpty || !$0.unborn.isEmpty || $0.lead }) case(s) handed over to "
                + "\(done.to)" + (done.items.contains { !$0.requests.isEmpty } ? "; these wait for a yes:" : "")
        case .nextAfterHandover(let done) where done.items.contains { !$0.requests.isEmpty }:
            "The leads say yes: to all at once by `sandyk account handover \(done.from) --to \(done.to)`, or one by one (`sandyk "
                + "case requests`). Only then comes `sandyk account disable \(done.from)`."
        case .nextAfterHandover(let done):
            "\(done.from) is still on these cases: `sandyk account disable \(done.from)` or `sandyk case unassign CODE "
                + "\(done.from)` comes next."
        default: proposalText
        }
    }

    private static func english(_ item: HandoverItem) -> String {
        func list(_ compartments: [Compartment]) -> String { compartments.map(\.name).joined(separator: ", ") }
        return [
            item.asks ? "somebody on the case is asked" : nil,
            item.grants.isEmpty ? nil : "you give the keys of \(list(item.grants))",
            item.waits.isEmpty ? nil : "holders are asked for \(list(item.waits))",
            item.left.isEmpty ? nil : "not \(list(item.left)): the role has no place there",
        ].compactMap { $0 }.joined(separator: "; ")
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
