package import VaultModel
import VaultStore

extension Vault {
    /// `POST /v1/cases/{code}/hold`: from now on nothing of the case is destroyed; what was on its way ends.
    package func hold(_ session: Session, code: String, _ request: HoldRequest) async throws -> Done {
        try await perform(session, .caseHold, case: code) {
            let file = try caseFile(code, session, .caseHold)
            guard let reason = LegalHold.reason(request.reason) else {
                throw VaultError(
                    .invalidValue, "A reason is one of: " + LegalHold.words.joined(separator: ", ") + ".",
                    field: "reason")
            }
            try await commit(session) { pen, transaction, state in
                _ = try pen.sign(
                    pen.event(.caseHeld).with(.case, file.id).with(.reason, number: reason.rawValue),
                    by: session.held, transaction, &state)
            }
            return Done(done: Operation.caseHold.name)
        }
    }

    /// `POST /v1/cases/{code}/unhold`: by another person than the one who placed it.
    package func unhold(_ session: Session, code: String) async throws -> Done {
        try await perform(session, .caseUnhold, case: code) {
            let file = try caseFile(code, session, .caseUnhold)
            try await commit(session) { pen, transaction, state in
                _ = try pen.sign(
                    pen.event(.caseUnheld).with(.case, file.id), by: session.held, transaction, &state)
            }
            return Done(done: Operation.caseUnhold.name)
        }
    }
}

extension LegalHold {
    /// The words of the protocol.
    static var words: [String] { reasons.map(word) }

    /// - Returns: `nil` for a word that is none of them.
    static func reason(_ text: String) -> EventReason? { reasons.first { word($0) == text } }

    /// E.g. `court-order`.
    static func word(_ reason: EventReason) -> String { reason.name.split(separator: " ").joined(separator: "-") }
}
