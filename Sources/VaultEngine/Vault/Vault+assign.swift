import VaultCrypto
package import VaultModel
import VaultStore

extension Vault {
    /// `POST /v1/cases/{code}/assign`: a lead's decision and, where the lead holds the keys, the lead's grants.
    /// An admin can only ask.
    package func assign(_ session: Session, code: String, _ request: AssignRequest) async throws -> Assigned {
        try await perform(session, .caseAssign, case: code) {
            let file = try caseFile(code, session, .caseAssign)
            let subject = try subject(named: request.name)
            let isLead = file.leads.contains(subject.keyID)
            let compartments =
                request.compartments.map { Set($0) }
                ?? AccessTable.compartments(role: subject.role, isLead: isLead)
            guard !compartments.isEmpty else { throw PolicyDenial.compartmentNotForRole }
            if session.role == .admin {
                return try await ask(session, file, .caseAssign, subject: subject, compartments)
            }
            return try await assign(subject, to: file, compartments, session, request.keyWords, request: nil)
        }
    }

    /// `POST /v1/cases/{code}/lead`: makes a colleague on the case one more lead.
    package func makeLead(_ session: Session, code: String, _ request: LeadRequest) async throws -> Assigned {
        try await perform(session, .caseLead, case: code) {
            let file = try caseFile(code, session, .caseLead)
            let subject = try subject(named: request.name)
            guard session.role != .admin else { return try await proposeLead(session, file, subject) }
            return try await makeLead(subject, of: file, session, request.keyWords, request: nil)
        }
    }

    func assign(
        _ subject: Account, to file: CaseFile, _ compartments: Set<Compartment>, _ session: Session,
        _ keyWords: String?, request: RequestID?
    ) async throws -> Assigned {
        let answer = try await commit(session) { pen, transaction, state in
            let vouched = try pen.vouch(for: subject, keyWords, by: session, transaction, &state)
            try pen.sign(
                pen.event(.assigned).with(.case, file.id).with(.subject, subject.keyID)
                    .with(compartments: compartments).with(.request, request),
                by: session.held, transaction, &state)
            if let request { try pen.closeRequest(request, by: session, transaction, &state) }
            return try pen.letIn(
                subject, file.id, compartments, by: session, vouched: vouched, transaction, &state)
        }
        work.raise()
        return answer
    }
}

extension LedgerPen {
    /// The first colleague who lets a new key in types its six words, heard from the person, and signs for it.
    ///
    /// - Returns: whether a vouch was signed.
    /// - Throws: `not-vouched` where words are needed, `key-words-differ` where they are wrong.
    func vouch(
        for subject: Account, _ keyWords: String?, by session: Session, _ transaction: borrowing CommitTransaction,
        _ state: inout VaultState
    ) throws -> Bool {
        guard subject.keyID != session.keyID else { throw PolicyDenial.oneself }
        if let keyWords {
            guard let words = try? KeyWords(parsing: keyWords), words == KeyWords(subject.keyID) else {
                throw VaultError(.keyWordsDiffer, field: "keyWords")
            }
        }
        guard !state.authority.trusts(session.keyID, subject.keyID) else { return false }
        guard keyWords != nil else { throw PolicyDenial.notVouched }
        try sign(event(.vouched).with(.subject, subject.keyID), by: session.held, transaction, &state)
        return true
    }

    /// Grants what the person in this session holds; asks the holders for the rest.
    func letIn(
        _ subject: Account, _ caseID: CaseID, _ compartments: Set<Compartment>, by session: Session, vouched: Bool,
        _ transaction: borrowing CommitTransaction, _ state: inout VaultState
    ) throws -> Assigned {
        var answer = Assigned(name: subject.name.text, granted: [], unborn: [], requests: [], vouched: vouched)
        for compartment in compartments.sorted() {
            let place = Place(caseID, compartment)
            let holders = state.authority.cases[caseID]?.compartments[compartment]?.holders ?? [:]
            if holders[subject.keyID] != nil {
                answer.granted.append(compartment)
            } else if holders[session.keyID] != nil {
                try grantAll(place, to: subject, by: session, transaction, &state)
                answer.granted.append(compartment)
            } else if holders.isEmpty {
                answer.unborn.append(compartment)
            } else {
                let id = try ask(
                    .requestApprove, caseID, subject: subject.keyID, [compartment], by: session.keyID,
                    transaction, &state)
                if let request = state.requests[id] {
                    answer.requests.append(AccessRequest(request, state.authority, asking: session.keyID))
                }
            }
        }
        return answer
    }

    /// Puts a question to the leads or holders of a case; the same question stands once.
    @discardableResult
    func ask(
        _ operation: Operation, _ caseID: CaseID, subject: KeyID?, _ compartments: Set<Compartment>,
        by actor: KeyID, _ transaction: borrowing CommitTransaction,
        _ state: inout VaultState
    ) throws -> RequestID {
        if let standing = state.requests.values.first(where: {
            $0.caseID == caseID && $0.operation == operation && $0.subject == subject
                && $0.compartments == compartments
        }) {
            return standing.id
        }
        guard let id = RequestID(bytes: Random.bytes(16)) else { throw VaultError(.internalError) }
        var event = event(.requested).with(.actor, actor).with(.request, id)
            .with(.operation, number: operation.rawValue).with(.case, caseID).with(.subject, subject)
        if !compartments.isEmpty { event = event.with(compartments: compartments) }
        try append(event, transaction, &state)
        return id
    }

    func closeRequest(
        _ id: RequestID, by session: Session, outcome: UInt16 = 200, _ transaction: borrowing CommitTransaction,
        _ state: inout VaultState
    ) throws {
        guard state.requests[id] != nil else { throw PolicyDenial.notFound }
        try append(
            event(.requestClosed).with(.request, id).with(.outcome, number: outcome).with(.actor, session.keyID),
            transaction, &state)
    }
}
