import VaultCrypto
package import VaultModel
import VaultStore

extension Vault {
    /// `POST /v1/cases/{code}/close`: it can be read, not written.
    package func closeCase(_ session: Session, code: String) async throws -> Done {
        try await decide(session, code, .caseClose)
    }

    /// `POST /v1/cases/{code}/reopen`
    package func reopenCase(_ session: Session, code: String) async throws -> Done {
        try await decide(session, code, .caseReopen)
    }

    private func decide(_ session: Session, _ code: String, _ operation: Operation) async throws -> Done {
        try await perform(session, operation, case: code) {
            let file = try caseFile(code, session, operation)
            if session.role == .admin {
                let asked = try await ask(session, file, operation, subject: nil, [])
                return Done(done: operation.name, request: asked.requests.first?.id)
            }
            try await decide(operation, file, session, request: nil)
            return Done(done: operation.name)
        }
    }

    func decide(_ operation: Operation, _ file: CaseFile, _ session: Session, request: RequestID?) async throws {
        try await commit(session) { pen, transaction, state in
            let kind: EventKind = operation == .caseClose ? .caseClosed : .caseReopened
            try pen.sign(
                pen.event(kind).with(.case, file.id).with(.request, request), by: session.held, transaction, &state)
            if let request { try pen.closeRequest(request, by: session, transaction, &state) }
        }
    }

    /// `POST /v1/cases/{code}/unassign`: the person's sessions end, their grants go, the outer key rotates at
    /// once, new inner keys are asked for.
    package func unassign(_ session: Session, code: String, _ request: UnassignRequest) async throws -> Done {
        try await perform(session, .caseUnassign, case: code) {
            let file = try caseFile(code, session, .caseUnassign)
            let subject = try subject(named: request.name)
            guard file.members[subject.keyID] != nil else { throw PolicyDenial.notAssigned }
            guard file.leads != [subject.keyID] else { throw PolicyDenial.lastLead }
            if session.role == .admin {
                // What may be lost is for the lead who says yes to confirm, not for the admin who asks.
                let asked = try await ask(session, file, .caseUnassign, subject: subject, [])
                return Done(done: Operation.caseUnassign.name, request: asked.requests.first?.id)
            }
            let orphan = try confirmOrphans(
                queue.state.authority.orphans(without: subject.keyID, in: file.id), orphan: request.orphan,
                confirm: request.confirm, subject)
            return try await unassign(subject, from: file, orphan: orphan, session, request: nil)
        }
    }

    func unassign(
        _ subject: Account, from file: CaseFile, orphan: Bool, _ session: Session, request: RequestID?
    ) async throws -> Done {
        let keys = try keys()
        try await leave(subject, file.id, orphan: orphan, session, request: request)
        // Whoever leaves a case oneself goes on with the session's other cases after logging in again.
        sessions.endAll(of: subject.keyID)
        await afterLeaving(keys)
        return Done(done: Operation.caseUnassign.name, rotated: 1)
    }

    private func leave(
        _ subject: Account, _ caseID: CaseID, orphan: Bool, _ session: Session, request: RequestID?
    ) async throws {
        try await commit(session) { pen, transaction, state in
            guard let before = state.authority.cases[caseID] else { throw PolicyDenial.notFound }
            var event = pen.event(.unassigned).with(.case, caseID).with(.subject, subject.keyID)
                .with(.request, request)
            if orphan { event = event.with(.orphan, number: UInt8(1)) }
            if let request { try pen.closeRequest(request, by: session, transaction, &state) }
            try pen.sign(event, by: session.held, transaction, &state)
            try pen.append(
                pen.event(.sessionEnded).with(.subject, subject.keyID)
                    .with(.reason, number: EventReason.memberLeft.rawValue), transaction, &state)
            try pen.takeAway(
                subject.keyID, from: before, by: session.keyID, reason: .memberLeft, transaction, &state)
            // One case is done in the same commit: whoever left never stands before the old house lock.
            try pen.prepareHouseKeys([caseID], state)
            try pen.rotateOuter(caseID, transaction, &state)
        }
    }
}
