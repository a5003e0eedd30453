import VaultCrypto
package import VaultModel
import VaultStore

extension Vault {
    /// `POST /v1/accounts/{name}/role`: one key id has one role for ever, so this ends the account, as
    /// ``disable(_:name:_:)`` does, and invites the same name anew, in one; with a second person where the quorum says
    /// so.
    package func changeRole(_ session: Session, name: String, _ request: RoleRequest) async throws -> InvitationCode {
        try await perform(session, .accountRole) {
            let subject = try subject(named: name)
            guard subject.role != request.role else { throw PolicyDenial.nothingToChange }
            let keys = try keys()
            let code = InviteCode()
            let hours = UInt64(limitsInForce.inviteHours)
            let file = fileLimits
            let answer = try await commit(session) { [self] pen, transaction, state in
                let leaving = DisableRequest(orphan: request.orphan, confirm: request.confirm)
                let orphan = try confirmLeaving(of: subject, leaving, state)
                try pen.tightenQuorum(file, by: session, transaction, &state)
                if state.authority.needsSecondPerson(.accountRole) {
                    return try pen.proposeRole(
                        request.role, of: subject, code, hours: hours, orphan: orphan, by: session, transaction, &state)
                }
                let affected = try pen.disable(
                    subject, by: session, orphan, affected(by:in:), transaction, &state)
                let expires = try pen.invite(
                    subject.name, request.role, code, hours: hours, by: session, transaction, &state)
                return InvitationCode(
                    name: subject.name.text, role: request.role, code: code.text, expiresAt: expires,
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
    /// Proposes that an account ends and its name is invited anew: with another role, or for an admin or auditor with
    /// a new key. The code is good once a second person agreed.
    func proposeRole(
        _ role: Role, of subject: Account, _ code: InviteCode, hours: UInt64, orphan: Bool, by session: Session,
        _ transaction: borrowing CommitTransaction, _ state: inout VaultState
    ) throws -> InvitationCode {
        var content = event(.proposed).with(.name, Array(subject.name.text.utf8)).with(.role, number: role.rawValue)
            .with(.inviteHash, code.hash).with(.subject, subject.keyID).with(.lastsSeconds, number: hours * 3_600)
        if orphan { content = content.with(.orphan, number: UInt8(1)) }
        let proposal = try propose(.accountRole, content, by: session, transaction, &state)
        return InvitationCode(
            name: subject.name.text, role: role, code: code.text, expiresAt: proposal.expires, proposal: proposal.id)
    }
}
