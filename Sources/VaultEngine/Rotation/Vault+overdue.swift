import VaultCrypto
import VaultModel
import VaultStore

extension Vault {
    /// How many keys one commit asks for.
    private static var asksPerCommit: Int { 64 }

    /// How old keys may become, as of now.
    var keyAge: KeyAge { KeyAge(days: limitsInForce.keyMaxAgeDays, now: now) }

    /// Asks for new keys where the newest are too old: the daemon's own asking, each minute.
    package func askOverdue() async throws { try await askOverdue(keys()) }

    func askOverdue(_ keys: VaultKeys) async throws {
        let (state, age) = (queue.state, keyAge)
        guard age.days > 0 else { return }
        let places = state.overdueInner(age).filter { !state.innerAsked.contains($0) }
        let caseIDs = state.overdueOuter(age).filter { state.outerAsked[$0] == nil }
        for batch in batches(places) {
            try await ask(keys) { pen, transaction, state in
                for place in batch { try pen.askInner(place, by: nil, reason: .overdue, transaction, &state) }
            }
        }
        for batch in batches(caseIDs) {
            try await ask(keys) { pen, transaction, state in
                for caseID in batch where state.outerAsked[caseID] == nil {
                    try pen.askOuter(caseID, by: nil, reason: .overdue, transaction, &state)
                }
            }
        }
    }

    private func batches<Item>(_ items: [Item]) -> [[Item]] {
        stride(from: 0, to: items.count, by: Self.asksPerCommit).map {
            Array(items[$0..<min($0 + Self.asksPerCommit, items.count)])
        }
    }

    private func ask(
        _ keys: VaultKeys,
        _ job: @escaping @Sendable (LedgerPen, borrowing CommitTransaction, inout VaultState) throws -> Void
    ) async throws {
        let clock = clock
        try await queue.commit { transaction, state in
            try job(LedgerPen(keys: keys, at: Timestamp(clock())), transaction, &state)
        }
    }

    /// What `status` tells somebody about keys that are too old: their own compartments', and an admin all.
    func ageWarnings(_ session: Session, _ state: VaultState) -> [String] {
        let age = keyAge
        let isOverdue =
            session.role == .admin
            ? !state.overdueInner(age).isEmpty || !state.overdueOuter(age).isEmpty || state.isMetaOverdue(age)
                || isRootOverdue(state.house)
            : state.overdueInner(age).contains {
                state.authority.cases[$0.caseID]?.holds(session.keyID, $0.compartment) == true
            }
        return isOverdue ? ["keys-overdue"] : []
    }

    /// What `doctor` says about keys that are too old, and about outer keys that wait.
    func ageFindings(_ state: VaultState) -> [Finding] {
        var findings: [Finding] = []
        let age = keyAge
        let (inner, outer) = (state.overdueInner(age).count, state.overdueOuter(age).count)
        if inner + outer > 0 {
            findings.append(
                Finding(
                    id: "keys-overdue", severity: .warning,
                    text: "Older than \(age.days) days: the inner keys of \(inner) compartments, the outer keys of "
                        + "\(outer) cases.",
                    advice: "New ones are asked for by themselves; `sandyk key status` says whose login each waits "
                        + "for."))
        }
        findings += houseAgeFindings(state, age)
        let waiting = outerWaiting.count
        if waiting > 0 {
            findings.append(
                Finding(
                    id: "outer-waits", severity: .warning, text: "\(waiting) cases wait for new outer keys.",
                    advice: "The daemon makes them by itself, within a minute. Where it does not, its log says why."))
        }
        return findings
    }

    private func houseAgeFindings(_ state: VaultState, _ age: KeyAge) -> [Finding] {
        var findings: [Finding] = []
        if isRootOverdue(state.house) {
            findings.append(
                Finding(
                    id: "root-key-overdue", severity: .warning, text: "The root key is older than \(age.days) days.",
                    advice: "Make a new one when its copy can be replaced too: `sandyk key rotate --root`."))
        }
        if state.isMetaOverdue(age) {
            findings.append(
                Finding(
                    id: "meta-key-overdue", severity: .warning, text: "The meta key is older than \(age.days) days.",
                    advice: "A new one is made by itself; `sandyk key status` says how far it is."))
        }
        return findings
    }
}
