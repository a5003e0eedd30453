package import VaultModel
import VaultStore

extension Vault {
    /// A request that nobody answers for so long is closed.
    private static let requestSeconds: UInt64 = 30 * 24 * 3600

    /// `POST /v1/requests/{id}/decline`: somebody who could say yes, or a lead, says no.
    package func decline(_ session: Session, id: String) async throws -> Done {
        try await perform(session, .requestDecline) {
            let state = queue.state
            let (pending, file) = try pending(id, session, state)
            let able = pending.able(in: file, state.authority).union(file.leads)
            guard able.contains(session.keyID) else { throw PolicyDenial.leadOnly }
            try await commit(session) { pen, transaction, state in
                try pen.closeRequest(pending.id, by: session, outcome: 403, transaction, &state)
            }
            return Done(done: Operation.requestDecline.name)
        }
    }

    /// Closes the requests that nobody answered in 30 days; part of the daemon's minute.
    package func expireRequests() async throws {
        let keys = try keys()
        let clock = clock
        let at = now
        guard queue.state.requests.values.contains(where: { $0.isExpired(at, after: Self.requestSeconds) }) else {
            return
        }
        try await queue.commit { transaction, state in
            let pen = LedgerPen(keys: keys, at: Timestamp(clock()))
            for request in state.requests.values.sorted(by: { $0.id < $1.id })
            where request.isExpired(pen.at, after: Self.requestSeconds) {
                try pen.append(
                    pen.event(.requestClosed).with(.request, request.id).with(.outcome, number: UInt16(410)),
                    transaction, &state)
            }
        }
    }
}

extension PendingRequest {
    func isExpired(_ at: Timestamp, after seconds: UInt64) -> Bool { at >= askedAt.adding(seconds: seconds) }
}
