import Logging
import VaultModel

extension Vault {
    /// What somebody's session does by itself: an admin's signs stricter limits in, others execute what is due.
    package func advanceDecisions(of session: Session) async {
        do {
            try await tightenLimits(of: session)
            try await executeDisposals(of: session)
        } catch {
            // It is tried again each minute, and in the next session.
            logger.info("a decision waits", metadata: ["reason": "\(translate(error).code.rawValue)"])
        }
    }

    /// The lines of `Keys` that are laxer than what was agreed on.
    private func names(laxerThan agreed: AgreedLimits) -> String {
        let file = fileLimits
        let lines = [
            ("quorum", file.quorum < agreed.quorum), ("disposal-wait-days", file.waitDays < agreed.waitDays),
            ("session-idle-minutes", file.idleSeconds > agreed.idleSeconds),
            ("session-absolute-minutes", file.absoluteSeconds > agreed.absoluteSeconds),
            ("passphrase-passes", file.passes < agreed.passes),
            ("passphrase-memory-mib", file.memoryKiB < agreed.memoryKiB),
        ]
        return lines.filter(\.1).map(\.0).joined(separator: ", ")
    }

    /// What `doctor` says of limits and disposals.
    func decisionFindings(_ state: VaultState) -> [Finding] {
        var findings: [Finding] = []
        if let agreed = state.authority.limits, agreed.stricter(fileLimits) != fileLimits {
            findings.append(
                Finding(
                    id: "limits-differ", severity: .warning,
                    text:
                        "Keys is laxer than what was agreed on in \(names(laxerThan: agreed)); what was agreed on counts.",
                    advice: "`sandyk limits show` says where. Put Keys right, or let an admin `sandyk limits propose`.")
            )
        } else if state.authority.limits != fileLimits {
            findings.append(
                Finding(
                    id: "limits-unsigned", severity: .warning,
                    text: "Keys is stricter than what was agreed on, or nothing was agreed on yet.",
                    advice: "The next session of an admin signs it in by itself."))
        }
        if fileLimits.quorum == 1, state.authority.limits?.quorum ?? 1 == 1 {
            findings.append(
                Finding(
                    id: "quorum-one", severity: .warning,
                    text: "One admin alone can enrol another one, set a custodians' key and make limits laxer.",
                    advice: "Set `quorum: 2` in Keys once there are two admins, or an admin and an auditor."))
        }
        let waiting = state.authority.cases.values.filter { $0.disposal != nil }.sorted { $0.code < $1.code }
        for file in waiting {
            guard let disposal = file.disposal else { continue }
            let isDue = disposal.due <= now
            findings.append(
                Finding(
                    id: "disposal-waits", severity: .warning,
                    text: "\(file.code) is disposed of at \(disposal.due)\(isDue ? ", which is now" : "").",
                    advice: "A lead, an auditor or a legal hold can stop it (`sandyk proposal withdraw`)."))
        }
        let cut = state.authority.cases.values.filter { $0.disposed != nil && state.disposalsDone[$0.id] == nil }
        if !cut.isEmpty {
            findings.append(
                Finding(
                    id: "disposal-unfinished", severity: .wrong,
                    text: "What is left of \(cut.map(\.code.text).sorted().joined(separator: ", ")) is still removed.",
                    advice: "It goes on by itself each minute; if it does not, the daemon's log says why."))
        }
        let old = state.keyCopies.filter { $0.until <= now }
        if !old.isEmpty {
            findings.append(
                Finding(
                    id: "key-copies-old", severity: .warning,
                    text: "These copies of the keys were to be destroyed by now: "
                        + old.map(\.label).joined(separator: ", ") + ".",
                    advice: "Destroy them. What was disposed of opens with them beside an old copy of the databases."))
        }
        return findings
    }
}
