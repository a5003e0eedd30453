import VaultModel

extension Message {
    /// What came of a command.
    var answer: String {
        switch self {
        case .initialised(let made): Self.english(made)
        case .health(let health, let socket): "sandykd \(health.version) at \(socket): \(Self.english(health.state))"
        case .nobodyLoggedIn: "nobody is logged in here: `sandyk login NAME`"
        case .whoIAm(let session):
            "\(session.account) (\(session.role.name)), logged in until \(LocalTime.text(session.expiresAt))\n"
                + "key words: \(session.keyWords)"
        case .loggedIn(let token):
            "\(token.account) (\(token.role.name)) is logged in until \(LocalTime.text(token.expiresAt)), "
                + "or until \(token.idleSeconds / 60) minutes pass without a command"
        case .loggedOut: "logged out"
        case .warning(let code): Self.english(warning: code)
        case .unsentWaiting(let path): "not stored yet: \(path) (`--resume`)"
        case .waitingForYou: "Waiting for your yes (`sandyk case approve ID`):"
        case .invited(let code):
            code.proposal.map { id in
                "\(code.code)\nInvite code of \(code.name) (\(code.role.name)), good once, when a second person has agreed "
                    + "(`sandyk proposal agree \(ShortID.of(id.hex))`, until \(LocalTime.text(code.expiresAt))). Tell it in "
                    + "person; it is not shown again."
            }
                ?? "\(code.code)\nInvite code of \(code.name) (\(code.role.name)), good once, until "
                + "\(LocalTime.text(code.expiresAt)). Tell it in person; it is not shown again."
        case .enrolled(let enrolled):
            "\(enrolled.account) is enrolled as \(enrolled.role.name).\n\nYour key words:  \(enrolled.keyWords)\n\n"
                + "The first colleague who lets you into a case asks you for these six words. Tell them in person or\n"
                + "on the telephone: so nobody can slip in a key in your name. `sandyk status` shows them again."
        case .suspended(let name): "\(name) is suspended: sessions ended, logins refused (`sandyk account resume`)"
        case .resumed(let name): "\(name) can log in again"
        case .disabled(let name, let done):
            "\(name) is disabled: sessions ended, access removed" + Self.rotated(done)
        case .rotated(let rotated):
            "outer keys of \(rotated.outer) case(s) are new" + Self.waiting(rotated.waiting)
                + "; inner rotation is asked for in "
                + "\(rotated.innerAsked) "
                + "compartment(s) and goes on in members' sessions (`sandyk key status`)"
        case .ledgerVerified(let result):
            "\(result.size) events, \(result.signatures) signatures, root \(result.root): "
                + (result.valid ? "everything agrees" : "NOT everything agrees")
                + result.records.map { "\nrecords differ: \(Table.visible($0))" }.joined()
        case .finding(let finding): "\(Self.mark(finding.severity)) \(Table.visible(finding.text))"
        case .allFine: "nothing is wrong"
        case .yesNo(let yes): yes ? "yes" : "no"
        case .more(let next): "There are more: --after \(next)"
        case .nothingToList: "nothing to list"
        case .nothingFound: "nothing found in what you can read"
        case .noCases: "no cases"
        case .noRequests: "nothing waits for a yes"
        case .noNotes: "no notes that are open to you"
        case .noDocuments: "no documents that are open to you"
        case .noEvents: "no events"
        case .houseRotated, .houseStatus, .askSlotPassphrase, .slotPassphraseAdvice, .notSealed, .notSealedYet,
            .vaultSealed, .slotSet, .slotRemoved:
            houseText
        default: workAnswer
        }
    }

    private static func english(_ made: Initialised) -> String {
        var lines = [
            "The vault is made. Its first admin is \(made.account).", "", "  root key  \(made.rootKey)",
            "  keystore  \(made.keystore)",
        ]
        if let mirror = made.mirror { lines.append("  mirror    \(mirror)") }
        lines += [
            "  vault     \(made.vaultID)", "",
            made.rootKey == "passphrase"
                ? "The technician's passphrase opens it after each start. If nobody knows it any more, nothing opens, ever."
                : "Keep a copy of the root key apart from copies of the vault: without it nothing opens, ever.",
            "Your key words:  \(made.keyWords)", "",
            "Next: `sandyk login \(made.account)`, then `sandyk account invite NAME --role ROLE`.",
        ]
        return lines.joined(separator: "\n")
    }

    private static func english(_ state: Health.State) -> String {
        switch state {
        case .ready: "ready"
        case .uninitialised: "no vault yet (`sandyk init`)"
        case .behindPin: "the database is older than its pin; only `sandyk doctor` works"
        case .stopping: "stopping"
        case .sealed: "sealed (`sandyk unseal`)"
        }
    }

    private static func english(warning code: String) -> String {
        switch code {
        case "no-custodians":
            "warning: no custodians yet: who forgets a passphrase, where nobody else can open, loses those records"
        case "keys-overdue":
            "warning: keys that you have to do with are older than Keys allows; new ones are asked for (`sandyk key status`)"
        case "custodians-unconfirmed":
            "warning: type the words of the custodians' key from a custodian's card (`sandyk custodians confirm`)"
        default: "warning: \(Table.visible(code))"
        }
    }

    private static func mark(_ severity: Finding.Severity) -> String {
        switch severity {
        case .fine: "fine   "
        case .warning: "warning"
        case .wrong: "WRONG  "
        }
    }

    static func rotated(_ done: Done) -> String {
        (done.rotated.map { "; outer keys of \($0) case(s) rotated" } ?? "") + waiting(done.waiting ?? 0)
    }

    /// Cases that the daemon goes on with by itself.
    static func waiting(_ count: Int) -> String {
        count == 0 ? "" : ", of \(count) more on their way (`sandyk key status --watch`)"
    }
}
