import VaultCrypto
package import VaultModel
import VaultStore

extension Vault {
    /// `GET /v1/accounts/{name}/disable`: what disabling an account would do, and nothing else.
    package func disablePreview(_ session: Session, name: String) async throws -> Leaving {
        try await perform(session, .accountDisablePreview) {
            let subject = try subject(named: name)
            return try await commit(session) { pen, transaction, state in
                try pen.append(
                    pen.event(.performed).with(.actor, session.keyID)
                        .with(.operation, number: Operation.accountDisablePreview.rawValue)
                        .with(.subject, subject.keyID), transaction, &state)
                return Leaving(of: subject, state, asking: session.keyID)
            }
        }
    }

    /// Whether what an account's end does was seen and its name typed.
    ///
    /// - Returns: whether compartments may be left without holders.
    /// - Throws: `would-orphan`, `confirmation-needed`, each with the list; what the rules refuse in any case.
    func confirmLeaving(of subject: Account, _ request: DisableRequest, _ state: VaultState) throws -> Bool {
        if let confirm = request.confirm { _ = try accountName(confirm, field: "confirm") }
        let leaving = Leaving(of: subject, state, asking: subject.keyID)
        let isConfirmed = request.confirm == subject.name.text
        guard leaving.orphans.isEmpty || request.orphan == true && isConfirmed else {
            throw VaultError(.wouldOrphan, orphans: leaving.orphans, leaving: leaving)
        }
        guard isConfirmed else { throw VaultError(.confirmationNeeded, leaving: leaving) }
        return !leaving.orphans.isEmpty
    }
}

extension LedgerPen {
    /// Signs an account off: sessions, memberships and grants end, keys are rotated or asked for.
    ///
    /// - Returns: the cases whose outer keys rotate.
    func disable(
        _ subject: Account, by session: Session, _ orphan: Bool,
        _ affected: (Account, Authority) -> [CaseID], _ transaction: borrowing CommitTransaction,
        _ state: inout VaultState
    ) throws -> [CaseID] {
        let before = state.authority.cases
        let affected = affected(subject, state.authority)
        var event = event(.accountDisabled).with(.subject, subject.keyID)
        if orphan { event = event.with(.orphan, number: UInt8(1)) }
        try sign(event, by: session.held, transaction, &state)
        try append(
            self.event(.sessionEnded).with(.subject, subject.keyID)
                .with(.reason, number: EventReason.accountDisabled.rawValue), transaction, &state)
        for caseID in affected {
            guard let file = before[caseID], file.members[subject.keyID] != nil else { continue }
            try takeAway(
                subject.keyID, from: file, by: session.keyID, reason: .accountDisabled, transaction, &state)
        }
        // One event for all: an admin may be in no case and know every house key.
        if subject.role == .admin {
            try askOuter(nil, by: session.keyID, reason: .accountDisabled, transaction, &state)
        }
        return affected
    }
}

extension Leaving {
    /// What an account's end would do now.
    init(of subject: Account, _ state: VaultState, asking: KeyID) {
        let authority = state.authority
        let losing = Set(authority.casesLosingTheirLead(without: subject.keyID).map(\.id))
        let files = authority.cases.values.filter { $0.members[subject.keyID] != nil }.sorted { $0.code < $1.code }
        self.init(
            name: subject.name.text, role: subject.role,
            cases: files.map { file in
                LeavingCase(
                    id: file.code.text, compartments: (file.members[subject.keyID]?.compartments ?? []).sorted(),
                    lead: file.leads.contains(subject.keyID), lastLead: losing.contains(file.id),
                    orphans: authority.orphans(without: subject.keyID, in: file.id).map(\.compartment))
            },
            orphans: authority.orphans(without: subject.keyID).map { "\($0.code) \($0.compartment.name)" },
            requests: state.requests.values.filter { $0.isDropped(with: subject.keyID) }
                .map { AccessRequest($0, authority, asking: asking) }
                .sorted { ($0.askedAt, $0.id) < ($1.askedAt, $1.id) })
    }
}

extension LeavingReport {
    /// Who waits for whom, on these cases.
    init(of caseIDs: [CaseID], _ state: VaultState) {
        let authority = state.authority
        let files = caseIDs.compactMap { authority.cases[$0] }.sorted { $0.code < $1.code }
        self.init(
            withoutLead: files.filter { !authority.hasActiveLead($0) }.map(\.code.text),
            waiting: files.flatMap { file in
                file.compartments.sorted { $0.key < $1.key }.compactMap { compartment, keys in
                    let place = Place(file.id, compartment)
                    guard state.isRotating(place) || keys.holders.isEmpty else { return nil }
                    let names = keys.holders.keys.filter { state.hasWork(place, for: $0) }
                        .compactMap { authority.accounts[$0] }.filter { $0.status == .active }
                        .map(\.name.text).sorted()
                    return WaitingCompartment(case: file.code.text, compartment: compartment, waitsFor: names)
                }
            })
    }
}
