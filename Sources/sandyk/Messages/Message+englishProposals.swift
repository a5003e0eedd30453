import VaultModel

extension Message {
    /// What is said of what two people decide.
    var proposalText: String {
        switch self {
        case .noProposals: "nothing waits for a second person"
        case .proposal(let item): Self.english(item)
        case .agreed(let item): "agreed to: \(item.kind)\((item.case ?? item.name).map { " " + $0 } ?? "")"
        case .notAgreed: "not agreed to; nothing was changed"
        case .proposalChanged: "that is not the digest of this proposal; nothing was agreed to"
        case .nextProposalShow: "`sandyk proposal show ID` shows what it is."
        case .proposalWithdrawn: "taken back; nobody can agree to it any more"
        case .proposed(let answer, let deed):
            answer.proposal.map { item in
                "proposed (\(ShortID.of(item.id.hex))); waits until \(LocalTime.text(item.expiresAt)) for "
                    + (item.waitsFor.isEmpty ? "somebody who may agree" : item.waitsFor.joined(separator: " or "))
                    + ": `sandyk proposal agree \(ShortID.of(item.id.hex))`"
            } ?? Self.english(deed)
        case .fileIsLaxer:
            "Keys is laxer than what was agreed on; that has no effect until `sandyk limits propose` was agreed to."
        case .askAgree: "Type yes to agree to exactly this: "
        case .askReason: "Reason (only this compartment can read it): "
        case .withdrawn(let id): "\(Table.visible(id)) is withdrawn"
        case .withdrawnBecause(let reason): "withdrawn: \(Table.visible(reason))"
        case .recordWithdrawn(let reason): "the document was withdrawn: \(Table.visible(reason))"
        case .held(let code): "\(code) is under a legal hold; another person can lift it (`sandyk case unhold`)"
        case .unheld(let code): "\(code) is under no legal hold any more"
        case .copyRegistered(let copy):
            "registered: \(Table.visible(copy.label)), until \(LocalTime.text(copy.until))"
        case .certificateFits(let certificate):
            "the signature fits: \(certificate.case) was disposed of on \(LocalTime.text(certificate.executedAt)).\n"
                + "That the key \(ShortID.of(certificate.signingKey)) is \(certificate.executedBy)'s, only the vault's "
                + "ledger says."
        case .certificateWrong(let path): "\(Table.visible(path)) is not what was signed"
        case .notACertificate(let path): "\(Table.visible(path)) is no certificate of disposal"
        case .proposalsWaiting: "What takes two people (`sandyk proposal show ID`):"
        default: ""
        }
    }

    private static func english(_ deed: Decided) -> String {
        switch deed {
        case .limitsSet: "the limits count now"
        case .destruction: "destroyed"
        case .disposal: "disposed of; `sandyk case certificate` says what was destroyed and what stays"
        }
    }

    private static func english(_ item: ProposalItem) -> String {
        var lines = ["\(item.kind)  proposed by \(item.by)  \(LocalTime.text(item.proposedAt))"]
        if let name = item.name { lines.append("account: \(name)" + (item.role.map { " as \($0.name)" } ?? "")) }
        if item.kind == Operation.accountRole.name { lines.append("the present key ends, with all that it opens") }
        if let orphans = item.orphans {
            lines.append("then nobody can open, but the custodians: " + orphans.joined(separator: ", "))
        }
        if let other = item.samePersonAs { lines.append("the same person as: \(other)") }
        if let hours = item.inviteHours { lines.append("the invite code is good for \(hours) hours from then on") }
        if let code = item.case { lines.append("case: \(code)") }
        if let record = item.record {
            lines.append("record: \(record.hex)" + (item.compartment.map { " in \($0.name)" } ?? ""))
        }
        if let custodians = item.custodians {
            lines.append("custodians: \(custodians.needed) of \(custodians.count) cards")
            lines.append("key words, to compare with a custodian's card: \(custodians.keyWords)")
        }
        if let days = item.waitDays { lines.append("destroyed \(days) day(s) after it was agreed to") }
        if let limits = item.limits { lines += english(limits) }
        if let name = item.agreedBy { lines.append("agreed to by \(name)") }
        if let due = item.dueAt {
            lines.append("due \(LocalTime.text(due))")
        } else {
            lines.append("open until \(LocalTime.text(item.expiresAt))")
            lines.append("waits for: " + item.waitsFor.joined(separator: ", "))
            lines.append("digest: \(item.digest)")
        }
        return lines.joined(separator: "\n")
    }

    private static func english(_ limits: LimitsItem) -> [String] {
        [
            "quorum: \(limits.quorum)", "disposal-wait-days: \(limits.disposalWaitDays)",
            "session-idle-minutes: \(limits.sessionIdleSeconds / 60)",
            "session-absolute-minutes: \(limits.sessionAbsoluteSeconds / 60)",
            "passphrase-passes: \(limits.passes)", "passphrase-memory-mib: \(limits.memoryKiB / 1024)",
        ]
    }
}
