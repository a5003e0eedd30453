import VaultModel

extension Message {
    /// What is said about a vault's custodians and about recoveries.
    var recoveryText: String {
        switch self {
        case .wordsWithoutName:
            "--key-words takes a name, a colon and six words: \"ainura: one two three four five six\""
        case .askCustodianKey: "The custodians' public half (sandyk-custodians-…): "
        case .askCustodianWords: "The six key words, from a custodian's card: "
        case .custodiansSet(let status):
            "The custodians' key is set: \(status.needed) of \(status.count) cards. It gets nothing until each colleague\n"
                + "has typed its words from a custodian's card (`sandyk custodians confirm`).\n"
                + Self.english(status.progress)
        case .custodiansConfirmed(let status):
            "Confirmed. Your sessions seal what you hold to the custodians too.\n" + Self.english(status.progress)
        case .custodians(let status): Self.english(status)
        case .custodianProgress(let progress): Self.english(progress)
        case .recoveryBegan(let recovery):
            Self.english(purpose: recovery)
                + "\nRecovery \(ShortID.of(recovery.id.hex)), until \(LocalTime.text(recovery.expiresAt)). From another "
                + "terminal: `sandyk recover card \(ShortID.of(recovery.id.hex))`;\nto end it: `sandyk recover cancel "
                + "\(ShortID.of(recovery.id.hex))`."
        case .recoveryPurpose(let recovery): Self.english(purpose: recovery)
        case .recoveryState(let recovery): Self.english(state: recovery)
        case .recoveryCancelled: "cancelled; the cards are forgotten"
        case .recoveryGone:
            "this recovery is over: its time ran out, or somebody ended it. The cards are forgotten; begin it anew"
        case .askRecoveryWords(let name): "The six words, as \(name) says them (empty: leave \(name) out): "
        case .askSuccessorWords:
            "The six key words of the key that takes over, from one of its own cards, not from the screen: "
        case .askCard: "The words of one card, in their order, on one or several lines (empty: look how far it is):\n"
        case .askCardMore(let count): "\(count) words so far; the next: "
        case .waitSeconds(let seconds): "Wait \(seconds) s."
        default: peopleText
        }
    }

    private static func english(_ status: CustodianStatus) -> String {
        var lines = [
            "\(status.needed) of \(status.count) cards, set by \(status.setBy) \(LocalTime.text(status.setAt))",
            status.rehearsedAt.map { "last rehearsed \(LocalTime.text($0))" } ?? "never rehearsed",
        ]
        if let confirmed = status.confirmed {
            lines.append(
                confirmed ? "you confirmed the key" : "you did not confirm the key yet (`sandyk custodians confirm`)")
        }
        return (lines + [english(status.progress)]).joined(separator: "\n")
    }

    private static func english(_ progress: CustodianProgress) -> String {
        guard progress.missing > 0 else { return "custodians: everything that somebody holds is sealed to them" }
        var line = "custodians: \(progress.missing) compartment(s) not sealed to them yet"
        if !progress.waitsFor.isEmpty { line += "; a login of \(progress.waitsFor.joined(separator: ", ")) does it" }
        if !progress.unconfirmed.isEmpty { line += "; to confirm: \(progress.unconfirmed.joined(separator: ", "))" }
        return line
    }

    private static func english(purpose recovery: Recovery) -> String {
        let people = recovery.people.filter { $0.words != "left-out" }.map(\.name).joined(separator: ", ")
        return switch recovery.purpose {
        case .recoverCase: "These cards let \(people) into \(recovery.case ?? "a case")."
        case .recoverAccount where people.isEmpty:
            "These cards end the key of \(recovery.name ?? ""), an admin or auditor, and invite \(recovery.name ?? "") again."
        case .recoverAccount: "These cards let \(people) into what only \(recovery.name ?? "") could open."
        case .rehearse: "This is a rehearsal: it proves that the cards work, and opens nothing."
        case .succeed:
            "These cards hand everything over to a new key, for good. Compare its six words with one of the new cards first."
        }
    }

    private static func english(state recovery: Recovery) -> String {
        guard recovery.state == .done else {
            let waiting =
                recovery.people.filter { $0.words == "waiting" }.map(\.name)
                + (recovery.successor == "waiting" ? ["the key that takes over"] : [])
            return "\(recovery.cards) of \(recovery.needed) cards"
                + (waiting.isEmpty ? "" : "; waits for the key words of \(waiting.joined(separator: ", "))")
        }
        var lines = (recovery.opened ?? []).map { item in
            let places = item.compartments.map(\.name).joined(separator: ", ")
            return item.name.map { "\(item.id): \($0) can open \(places)" } ?? "\(item.id): \(places) handed over"
        }
        if let code = recovery.invitation {
            lines += [
                code.code,
                "Invite code of \(code.name) (\(code.role.name)), good once, until \(LocalTime.text(code.expiresAt)).",
            ]
        }
        if recovery.purpose == .rehearse { lines.append("The cards work. Nothing was opened.") }
        return (lines + ["Done; the cards are forgotten."]).joined(separator: "\n")
    }
}
