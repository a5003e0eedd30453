import VaultCrypto
package import VaultModel
import VaultStore

extension AccessRequest {
    /// A request as `asking` sees it, with names where names are due.
    init(_ request: PendingRequest, _ authority: Authority, asking: KeyID) {
        let file = authority.cases[request.caseID]
        let able = file.map { request.able(in: $0, authority) } ?? []
        func name(_ keyID: KeyID?) -> String? { keyID.flatMap { authority.accounts[$0]?.name.text } }
        self.init(
            id: request.id, case: file?.code.text ?? "", kind: request.kind, name: name(request.subject),
            compartments: request.compartments.sorted(), askedBy: name(request.askedBy) ?? "",
            askedAt: request.askedAt, waitsFor: able.compactMap { name($0) }.sorted(), mine: able.contains(asking))
    }
}

extension PendingRequest {
    /// Who can say yes: leads, for a grant the holders, for a new lead of a case without an active one its members.
    func able(in file: CaseFile, _ authority: Authority) -> Set<KeyID> {
        if operation == .caseLead, !authority.hasActiveLead(file) { return authority.electors(of: file, for: subject) }
        guard operation == .requestApprove else { return file.leads }
        return compartments.reduce(into: []) { able, compartment in
            able.formUnion((file.compartments[compartment]?.holders ?? [:]).keys)
        }
    }
}

extension Vault {
    /// `GET /v1/requests` (those that wait for one's own yes) and `GET /v1/cases/{code}/requests`.
    package func requests(_ session: Session, code: String?) async throws -> Page<AccessRequest> {
        let operation: Operation = code == nil ? .requestList : .caseRequests
        return try await perform(session, operation, case: code) {
            let file = try code.map { try caseFile($0, session, .caseRequests) }
            try await commitPerformed(session, operation, case: file?.id)
            let state = queue.state
            let items = state.requests.values
                .filter { file == nil || $0.caseID == file?.id }
                .filter { request in
                    if file != nil { return true }
                    let place = state.authority.cases[request.caseID]
                    let isMember = place?.members[session.keyID] != nil
                    let isAble = place.map { request.able(in: $0, state.authority).contains(session.keyID) } ?? false
                    return isMember && isAble
                        || request.askedBy == session.keyID && (isMember || session.role == .admin)
                }
                .map { AccessRequest($0, state.authority, asking: session.keyID) }
            return Page(items: items.sorted { ($0.askedAt, $0.id) < ($1.askedAt, $1.id) })
        }
    }

    /// `POST /v1/requests/{id}/approve`: somebody who may says the explicit yes.
    package func approve(_ session: Session, id: String, _ request: ApproveRequest) async throws -> Assigned {
        try await perform(session, .requestApprove) {
            let state = queue.state
            let (pending, file) = try pending(id, session, state)
            guard pending.able(in: file, state.authority).contains(session.keyID) else {
                throw pending.operation == .requestApprove ? PolicyDenial.awaitingGrant : PolicyDenial.leadOnly
            }
            let subject = pending.subject.flatMap { state.authority.accounts[$0] }
            switch pending.operation {
            case .caseAssign:
                guard let subject else { throw PolicyDenial.notFound }
                return try await assign(
                    subject, to: file, pending.compartments, session, request.keyWords, request: pending.id)
            case .caseUnassign:
                guard let subject else { throw PolicyDenial.notFound }
                let orphan = try confirmOrphans(
                    state.authority.orphans(without: subject.keyID, in: file.id), orphan: request.orphan,
                    confirm: request.confirm, subject)
                _ = try await unassign(subject, from: file, orphan: orphan, session, request: pending.id)
            case .caseLead:
                guard let subject else { throw PolicyDenial.notFound }
                return try await makeLead(subject, of: file, session, request.keyWords, request: pending.id)
            case .caseClose, .caseReopen:
                try await decide(pending.operation, file, session, request: pending.id)
            default:
                guard let subject else { throw PolicyDenial.notFound }
                return try await commit(session) { pen, transaction, state in
                    let vouched = try pen.vouch(
                        for: subject, request.keyWords, by: session, transaction, &state)
                    try pen.closeRequest(pending.id, by: session, transaction, &state)
                    return try pen.letIn(
                        subject, file.id, pending.compartments, by: session, vouched: vouched, transaction, &state)
                }
            }
            return Assigned(
                name: subject?.name.text ?? "", granted: [], unborn: [], requests: [], vouched: false)
        }
    }

    /// The one request that an id's beginning names, on a case that this person is on.
    ///
    /// - Throws: `not-found`.
    func pending(_ id: String, _ session: Session, _ state: VaultState) throws(PolicyDenial) -> (
        PendingRequest, CaseFile
    ) {
        let candidates = state.requests.values.filter { pending in
            pending.id.hex.hasPrefix(id.lowercased())
                && state.authority.cases[pending.caseID]?.members[session.keyID] != nil
        }
        guard let pending = candidates.first, candidates.count == 1, let file = state.authority.cases[pending.caseID]
        else { throw .notFound }
        return (pending, file)
    }

    /// An admin's asking: a request that waits for a lead.
    func ask(
        _ session: Session, _ file: CaseFile, _ operation: Operation, subject: Account?,
        _ compartments: Set<Compartment>
    ) async throws -> Assigned {
        let request = try await commit(session) { pen, transaction, state in
            let id = try pen.ask(
                operation, file.id, subject: subject?.keyID, compartments, by: session.keyID, transaction, &state)
            guard let request = state.requests[id] else { throw VaultError(.internalError) }
            return AccessRequest(request, state.authority, asking: session.keyID)
        }
        return Assigned(
            name: subject?.name.text ?? "", granted: [], unborn: [], requests: [request], vouched: false)
    }
}
