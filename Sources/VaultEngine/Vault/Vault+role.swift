import VaultCrypto
package import VaultModel
import VaultStore

extension Vault {
    /// `POST /v1/accounts/{name}/role`: one key id has one role for ever, so this ends the account and invites
    /// the same name anew, in one; with a second person where the quorum says so.
    package func changeRole(_ session: Session, name: String, _ request: RoleRequest) async throws -> InvitationCode {
        try await perform(session, .accountRole) {
            let subject = try subject(named: name)
            guard subject.role != request.role else { throw PolicyDenial.nothingToChange }
            let keys = try keys()
            let code = InviteCode()
            let seconds = settings.inviteHours * 3600
            let file = fileLimits
            let answer = try await commit(session) { [self] pen, transaction, state in
                let orphan = try confirmOrphans(
                    state.authority.orphans(without: subject.keyID), orphan: request.orphan,
                    confirm: request.confirm, subject)
                try pen.tightenQuorum(file, by: session, transaction, &state)
                func put(_ event: consuming LedgerEvent) -> LedgerEvent {
                    event.with(.name, Array(subject.name.text.utf8)).with(.role, number: request.role.rawValue)
                        .with(.inviteHash, code.hash)
                }
                if state.authority.needsSecondPerson(.accountRole) {
                    var content = put(pen.event(.proposed)).with(.subject, subject.keyID)
                        .with(.lastsSeconds, number: seconds)
                    if orphan { content = content.with(.orphan, number: UInt8(1)) }
                    let proposal = try pen.propose(.accountRole, content, by: session, transaction, &state)
                    return InvitationCode(
                        name: subject.name.text, role: request.role, code: code.text, expiresAt: proposal.expires,
                        proposal: proposal.id)
                }
                let before = state.authority
                var disabling = pen.event(.accountDisabled).with(.subject, subject.keyID)
                if orphan { disabling = disabling.with(.orphan, number: UInt8(1)) }
                try pen.sign(disabling, by: session.held, transaction, &state)
                let expires = pen.at.adding(seconds: seconds)
                try pen.sign(
                    put(pen.event(.accountInvited)).with(.expires, number: expires.milliseconds), by: session.held,
                    transaction, &state)
                try pen.takeAwayEverything(subject, before, by: session.keyID, transaction, &state)
                return InvitationCode(
                    name: subject.name.text, role: request.role, code: code.text, expiresAt: expires)
            }
            if answer.proposal == nil {
                sessions.endAll(of: subject.keyID)
                await afterLeaving(keys)
            }
            return answer
        }
    }
}
