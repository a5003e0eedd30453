import VaultCrypto
package import VaultModel
import VaultStore

extension Vault {
    /// A lead's decision; for a case without an active lead, that of a remaining member whom an admin asked.
    func makeLead(
        _ subject: Account, of file: CaseFile, _ session: Session, _ keyWords: String?, request: RequestID?
    ) async throws -> Assigned {
        let answer = try await commit(session) { pen, transaction, state in
            let vouched = try pen.vouch(for: subject, keyWords, by: session, transaction, &state)
            let before = state.authority.cases[file.id]?.members[subject.keyID]?.compartments ?? []
            try pen.sign(
                pen.event(.leadMade).with(.case, file.id).with(.subject, subject.keyID).with(.request, request),
                by: session.held, transaction, &state)
            if let request { try pen.closeRequest(request, by: session, transaction, &state) }
            let places = (state.authority.cases[file.id]?.members[subject.keyID]?.compartments ?? [])
                .subtracting(before).union([.identity, .casework])
            return try pen.letIn(subject, file.id, places, by: session, vouched: vouched, transaction, &state)
        }
        work.raise()
        return answer
    }

    /// `POST /v1/cases/{code}/lead` by an admin: with no active lead left, any remaining member may say yes.
    ///
    /// - Throws: `lead-only` while there is an active lead; `nobody-left` where nobody could say yes.
    func proposeLead(_ session: Session, _ file: CaseFile, _ subject: Account) async throws -> Assigned {
        guard subject.role.worksOnCases else { throw PolicyDenial.compartmentNotForRole }
        guard subject.status == .active else { throw PolicyDenial.notActive }
        let authority = queue.state.authority
        guard !authority.hasActiveLead(file) else { throw PolicyDenial.leadOnly }
        guard !authority.electors(of: file, for: subject.keyID).isEmpty else { throw VaultError(.nobodyLeft) }
        return try await ask(session, file, .caseLead, subject: subject, [])
    }

    /// `POST /v1/cases/{code}/unlead`: a lead takes another's lead away; that person stays on the case.
    package func removeLead(_ session: Session, code: String, _ request: UnleadRequest) async throws -> Done {
        try await perform(session, .caseUnlead, case: code) {
            let file = try caseFile(code, session, .caseUnlead)
            let subject = try subject(named: request.name)
            _ = try await commit(session) { pen, transaction, state in
                try pen.sign(
                    pen.event(.leadRemoved).with(.case, file.id).with(.subject, subject.keyID), by: session.held,
                    transaction, &state)
            }
            return Done(done: Operation.caseUnlead.name)
        }
    }

    /// `DELETE /v1/accounts/{name}/invitation`: an open invitation of a name is withdrawn.
    package func uninvite(_ session: Session, name: String) async throws -> Done {
        try await perform(session, .accountUninvite) {
            let name = try accountName(name)
            try await commit(session) { pen, transaction, state in
                let open = state.authority.invitations.filter { _, invitation in
                    invitation.name == name && !invitation.isUsed && invitation.expires > pen.at
                }
                guard let hash = open.keys.first else { throw PolicyDenial.notFound }
                try pen.sign(
                    pen.event(.accountUninvited).with(.name, Array(name.text.utf8)).with(.inviteHash, hash),
                    by: session.held, transaction, &state)
            }
            return Done(done: Operation.accountUninvite.name)
        }
    }
}
