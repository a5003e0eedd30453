package import VaultModel
import VaultStore

extension Vault {
    /// `GET /v1/cases/{code}/who`: everyone who can open it, what, since when, and when they last did.
    package func who(_ session: Session, code: String) async throws -> Page<WhoItem> {
        try await perform(session, .caseWho, case: code) {
            let file = try caseFile(code, session, .caseWho)
            try await commitPerformed(session, .caseWho, case: file.id)
            let authority = queue.state.authority
            var items: [WhoItem] = []
            for (keyID, member) in file.members {
                guard let account = authority.accounts[keyID] else { continue }
                for compartment in member.compartments.sorted() {
                    let grant = file.compartments[compartment]?.holders[keyID]
                    items.append(
                        WhoItem(
                            id: "\(account.name)/\(compartment.name)", name: account.name.text, role: account.role,
                            lead: file.leads.contains(keyID), compartment: compartment, canOpen: grant != nil,
                            since: grant?.at ?? member.since,
                            grantedBy: grant.flatMap { authority.accounts[$0.by]?.name.text },
                            lastOpened: lastOpened[Place(file.id, compartment), keyID],
                            status: account.status.rawValue, vouched: authority.trusts(session.keyID, keyID)))
                }
            }
            items.sort { ($0.name, $0.compartment) < ($1.name, $1.compartment) }
            return Page(items: items + custodianItems(file, session, authority))
        }
    }

    /// `GET /v1/session`: who I am and what waits for me.
    package func status(_ session: Session) async throws -> SessionStatus {
        try await perform(session, .status) {
            try await commitPerformed(session, .status)
            let state = queue.state
            return SessionStatus(
                account: session.account.name.text, role: session.role,
                keyWords: session.ownKeyWords, loggedInAt: session.loggedInAt, expiresAt: session.expiresAt,
                waiting: state.requests.values.map {
                    AccessRequest($0, state.authority, asking: session.keyID)
                }.filter(\.mine).sorted { ($0.askedAt, $0.id) < ($1.askedAt, $1.id) },
                warnings: custodianWarnings(session, state.authority) + ageWarnings(session, state),
                custodians: custodianProgress(state.authority, of: session),
                proposals: openProposals(session).filter { $0.mine || $0.dueAt != nil })
        }
    }
}
