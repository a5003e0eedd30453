import VaultCrypto
package import VaultModel
import VaultStore

extension Vault {
    /// How many cases one commit rotates.
    private static let casesPerCommit = 64

    /// `POST /v1/keys/rotate`: outer rotation at once, and inner rotation asked for.
    package func rotate(_ session: Session, _ request: RotateRequest) async throws -> Rotated {
        try await perform(session, .keyRotate, case: request.case) {
            let caseIDs: [CaseID]
            switch (request.case, request.all) {
            case (let code?, nil), (let code?, false): caseIDs = [try caseOfCode(code).id]
            case (nil, true): caseIDs = queue.state.authority.cases.keys.sorted()
            default: throw VaultError(.invalidValue, "Name one case, or say all.", field: "case")
            }
            let keys = try keys()
            var asked = 0
            for start in stride(from: 0, to: caseIDs.count, by: Self.casesPerCommit) {
                let batch = Array(caseIDs[start..<min(start + Self.casesPerCommit, caseIDs.count)])
                asked += try await rotate(batch, session)
            }
            if caseIDs.isEmpty { try await commitPerformed(session, .keyRotate) }
            await afterLeaving(keys)
            return Rotated(outer: caseIDs.count, innerAsked: asked)
        }
    }

    /// One commit: outer keys at once, inner ones asked for.
    private func rotate(_ batch: [CaseID], _ session: Session) async throws -> Int {
        try await commit(session) { pen, transaction, state in
            let before = state.innerAsked.count
            try pen.prepareHouseKeys(batch, state)
            for caseID in batch {
                try pen.rotateOuter(caseID, by: session.keyID, reason: .askedByAdmin, transaction, &state)
                for compartment in (state.authority.cases[caseID]?.compartments.keys).map(Array.init) ?? [] {
                    try pen.askInner(
                        Place(caseID, compartment), by: session.keyID, reason: .askedByAdmin, transaction, &state)
                }
            }
            return state.innerAsked.count - before
        }
    }

    private func caseOfCode(_ code: String) throws -> CaseFile {
        guard let parsed = try? CaseCode(code), let file = queue.state.authority.caseFile(parsed) else {
            throw PolicyDenial.notFound
        }
        return file
    }

    /// Destroys house keys that the durable ledger has gone beyond: the log is truncated first, so that what
    /// stands in the database is what was committed. What a stop cut off is done at the next start.
    ///
    /// Only older epochs go. A newer one is for a rotation that is on its way, or was cut off; the next rotation
    /// uses it.
    func retireHouseKeys(_ keys: VaultKeys) async throws {
        let durable = queue.state
        @Sendable func isRetired(_ caseID: CaseID, _ epoch: UInt64) -> Bool {
            durable.authority.cases[caseID] != nil && epoch < durable.epoch(of: caseID)
        }
        let houses = keys.keystore.snapshot.houses
        guard houses.contains(where: { caseID, epochs in epochs.keys.contains { isRetired(caseID, $0) } }),
            try await queue.checkpoint()
        else { return }
        try await queue.commit { _, _ in
            try keys.keystore.update { contents in
                for caseID in durable.authority.cases.keys {
                    contents.houses[caseID] = contents.houses[caseID]?.filter { !isRetired(caseID, $0.key) }
                }
            }
        }
    }
}
