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
                try await prepareHouseKeys(batch)
                asked += try await commit(session) { pen, transaction, state in
                    let before = state.innerAsked.count
                    for caseID in batch {
                        try pen.rotateOuter(
                            caseID, by: session.keyID, reason: .askedByAdmin, transaction, &state)
                        for compartment in (state.authority.cases[caseID]?.compartments.keys).map(Array.init) ?? [] {
                            try pen.askInner(
                                Place(caseID, compartment), by: session.keyID, reason: .askedByAdmin, transaction,
                                &state)
                        }
                    }
                    return state.innerAsked.count - before
                }
            }
            if caseIDs.isEmpty { try await commitPerformed(session, .keyRotate) }
            try await retireHouseKeys(keys)
            work.raise()
            return Rotated(outer: caseIDs.count, innerAsked: asked)
        }
    }

    private func caseOfCode(_ code: String) throws -> CaseFile {
        guard let parsed = try? CaseCode(code), let file = queue.state.authority.caseFile(parsed) else {
            throw PolicyDenial.notFound
        }
        return file
    }

    /// Puts the next house key of each case into the keystore, durably, before any row uses it.
    func prepareHouseKeys(_ caseIDs: [CaseID]) async throws {
        guard !caseIDs.isEmpty else { return }
        let keys = try keys()
        try await queue.commit { _, state in
            try keys.keystore.update { contents in
                for caseID in caseIDs {
                    let epoch = state.epoch(of: caseID) + 1
                    if contents.houses[caseID]?[epoch] == nil {
                        contents.houses[caseID, default: [:]][epoch] = HeldKey(try HouseKey())
                    }
                }
            }
        }
    }

    /// Destroys house keys that the ledger says no row uses: the log is truncated first, so that what
    /// stands in the database is what was committed. What a stop cut off is done at the next start.
    func retireHouseKeys(_ keys: VaultKeys) async throws {
        let houses = keys.keystore.snapshot.houses
        guard houses.contains(where: { $0.value.count > 1 }) else { return }
        guard try await queue.checkpoint() else { return }
        try await queue.commit { _, state in
            try keys.keystore.update { contents in
                for caseID in state.authority.cases.keys {
                    contents.houses[caseID] = contents.houses[caseID]?.filter { $0.key == state.epoch(of: caseID) }
                }
            }
        }
    }
}
