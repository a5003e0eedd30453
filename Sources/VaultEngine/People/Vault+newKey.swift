import VaultCrypto
package import VaultModel
import VaultStore

extension Vault {
    /// `POST /v1/accounts/{name}/new-key`: for a forgotten passphrase. The old key id ends as in
    /// ``disable(_:name:_:)``, and an invitation of the same name and role is made, in one commit.
    ///
    /// Of an admin or auditor where two people decide: proposed, and done when the second one agrees.
    ///
    /// The new key starts with nothing. When the person enrols, requests are put to those who may say yes on the
    /// cases where the old key was: a request gives nothing, and each yes needs the new key's six words.
    package func renew(_ session: Session, name: String, _ request: DisableRequest) async throws -> InvitationCode {
        try await perform(session, .accountNewKey) {
            let subject = try subject(named: name)
            let keys = try keys()
            let code = InviteCode()
            let hours = UInt64(limitsInForce.inviteHours)
            let file = fileLimits
            let answer = try await commit(session) { [self] pen, transaction, state in
                let orphan = try confirmLeaving(of: subject, request, state)
                try pen.tightenQuorum(file, by: session, transaction, &state)
                if state.authority.needsSecondPerson(.accountInvite, role: subject.role) {
                    return try pen.proposeRole(
                        subject.role, of: subject, code, hours: hours, orphan: orphan, by: session, transaction, &state)
                }
                let places = state.authority.cases.values.filter { $0.disposed == nil }.compactMap { file in
                    file.members[subject.keyID].map { (file.id, $0.compartments) }
                }.sorted { $0.0 < $1.0 }
                let affected = try pen.disable(
                    subject, by: session, orphan, affected(by:in:), transaction, &state)
                for (caseID, compartments) in places {
                    try pen.append(
                        pen.event(.placeRemembered).with(.subject, subject.keyID).with(.case, caseID)
                            .with(compartments: compartments), transaction, &state)
                }
                let expires = try pen.invite(
                    subject.name, subject.role, code, hours: hours, by: session, transaction, &state)
                return InvitationCode(
                    name: subject.name.text, role: subject.role, code: code.text, expiresAt: expires,
                    report: LeavingReport(of: affected, state))
            }
            if answer.proposal == nil {
                sessions.endAll(of: subject.keyID)
                await afterLeaving(keys)
            }
            return answer
        }
    }
}

extension LedgerPen {
    /// Signs an invitation.
    ///
    /// - Returns: when it ends.
    func invite(
        _ name: AccountName, _ role: Role, _ code: InviteCode, hours: UInt64, by session: Session,
        _ transaction: borrowing CommitTransaction, _ state: inout VaultState
    ) throws -> Timestamp {
        let expires = at.adding(seconds: hours * 3600)
        try sign(
            event(.accountInvited).with(.name, Array(name.text.utf8)).with(.role, number: role.rawValue)
                .with(.inviteHash, code.hash).with(.expires, number: expires.milliseconds),
            by: session.held, transaction, &state)
        return expires
    }

    /// Somebody is back with a new key: what they had is asked for, of those who may give it.
    ///
    /// - Parameter places: where the old key was.
    func askFor(
        _ account: Account, _ places: [CaseID: Set<Compartment>], _ transaction: borrowing CommitTransaction,
        _ state: inout VaultState
    ) throws {
        let admitted = AccessTable.compartments(role: account.role, isLead: false)
        for (caseID, compartments) in places.sorted(by: { $0.key < $1.key }) {
            let wanted = compartments.intersection(admitted)
            guard let file = state.authority.cases[caseID], !wanted.isEmpty else { continue }
            try askToLetIn(account, file, wanted, by: account.keyID, transaction, &state)
        }
    }

    /// A request to the leads; without an active one, to the members, that this person lead the case.
    ///
    /// - Returns: `nil` where nobody could say yes.
    @discardableResult
    func askToLetIn(
        _ subject: Account, _ file: CaseFile, _ compartments: Set<Compartment>, by actor: KeyID,
        _ transaction: borrowing CommitTransaction, _ state: inout VaultState
    ) throws -> RequestID? {
        if state.authority.hasActiveLead(file) {
            return try ask(
                .caseAssign, file.id, subject: subject.keyID, compartments, by: actor, transaction, &state)
        }
        guard !state.authority.electors(of: file, for: subject.keyID).isEmpty else { return nil }
        return try ask(.caseLead, file.id, subject: subject.keyID, [], by: actor, transaction, &state)
    }
}
