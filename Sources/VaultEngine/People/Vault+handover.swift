import VaultCrypto
package import VaultModel
import VaultStore

extension Vault {
    /// `GET /v1/accounts/{name}/handover`: the list that ``handOver(_:name:_:)`` wants a yes to.
    package func handoverPreview(_ session: Session, name: String, to: String) async throws -> Handover {
        try await perform(session, .accountHandoverPreview) {
            let (from, to) = (try subject(named: name), try subject(named: to))
            return try await commit(session) { pen, transaction, state in
                let plan = try HandoverPlan(from: from, to: to, by: session, state.authority)
                try pen.append(
                    pen.event(.performed).with(.actor, session.keyID)
                        .with(.operation, number: Operation.accountHandoverPreview.rawValue)
                        .with(.subject, from.keyID), transaction, &state)
                return try plan.list(for: session)
            }
        }
    }

    /// `POST /v1/accounts/{name}/handover`: on every case that this session leads, whoever takes over is let in
    /// where `name` is; keys that this session holds are granted, the holders are asked for the rest. Where it does
    /// not lead, the leads are asked. `name` stays on the cases.
    ///
    /// - Throws: `list-changed` where the list is not the one that was shown any more; `nothing-to-change` where it
    ///   is empty; `not-vouched`, `key-words-differ`.
    package func handOver(_ session: Session, name: String, _ request: HandoverRequest) async throws -> HandedOver {
        try await perform(session, .accountHandover) {
            let digits = Set("0123456789abcdef".utf8)
            guard request.digest.utf8.count == 64, request.digest.utf8.allSatisfy(digits.contains) else {
                throw VaultError(.invalidValue, "A digest is 64 hexadecimal digits.", field: "digest")
            }
            let (from, to) = (try subject(named: name), try subject(named: request.to))
            let answer = try await commit(session) { pen, transaction, state in
                let plan = try HandoverPlan(from: from, to: to, by: session, state.authority)
                guard try plan.list(for: session).digest == request.digest else { throw VaultError(.listChanged) }
                guard !plan.steps.isEmpty else { throw PolicyDenial.nothingToChange }
                let vouched =
                    plan.letsIn
                    ? try pen.vouch(for: to, request.keyWords, by: session, transaction, &state) : false
                var answer = HandedOver(from: from.name.text, to: to.name.text, vouched: vouched, items: [])
                for step in plan.steps {
                    answer.items.append(try pen.handOver(step, to: to, by: session, transaction, &state))
                }
                return answer
            }
            work.raise()
            return answer
        }
    }
}

extension LedgerPen {
    /// One case of a handover.
    func handOver(
        _ step: HandoverPlan.Step, to: Account, by session: Session, _ transaction: borrowing CommitTransaction,
        _ state: inout VaultState
    ) throws -> HandedOverCase {
        let caseID = step.file.id
        var answer = HandedOverCase(
            id: step.file.code.text, lead: step.makesLead, granted: [], unborn: [], requests: [])
        if step.asks {
            let id = try askToLetIn(to, step.file, step.lacking, by: session.keyID, transaction, &state)
            if let request = id.flatMap({ state.requests[$0] }) {
                answer.requests.append(AccessRequest(request, state.authority, asking: session.keyID))
            }
        } else if !step.lacking.isEmpty {
            try sign(
                event(.assigned).with(.case, caseID).with(.subject, to.keyID).with(compartments: step.lacking),
                by: session.held, transaction, &state)
        }
        if step.makesLead {
            try sign(
                event(.leadMade).with(.case, caseID).with(.subject, to.keyID), by: session.held, transaction, &state)
        }
        guard session.role != .admin, !step.wanted.isEmpty else { return answer }
        let letIn = try letIn(to, caseID, step.wanted, by: session, vouched: false, transaction, &state)
        answer.granted = letIn.granted
        answer.unborn = letIn.unborn
        answer.requests += letIn.requests
        try closeAnswered(caseID, to.keyID, by: session, transaction, &state)
        return answer
    }

    /// Requests to let somebody in where they are by now.
    private func closeAnswered(
        _ caseID: CaseID, _ subject: KeyID, by session: Session, _ transaction: borrowing CommitTransaction,
        _ state: inout VaultState
    ) throws {
        let places = state.authority.cases[caseID]?.members[subject]?.compartments ?? []
        let answered = state.requests.values.filter { request in
            request.caseID == caseID && request.subject == subject && request.operation == .caseAssign
                && request.compartments.isSubset(of: places)
        }
        for request in answered.sorted(by: { $0.id < $1.id }) {
            try closeRequest(request.id, by: session, transaction, &state)
        }
    }
}
