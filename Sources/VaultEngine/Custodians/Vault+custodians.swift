import Logging
import VaultCrypto
package import VaultModel
import VaultStore

extension Vault {
    /// Key versions sealed to the custodians in one commit.
    private static let grantsPerCommit = 64

    /// `GET /v1/custodians`: that there are some, who confirmed them, how far the grants are. Never their words.
    package func custodians(_ session: Session) async throws -> CustodianStatus {
        try await perform(session, .custodiansShow) {
            try await commitPerformed(session, .custodiansShow)
            return try custodianStatus(session)
        }
    }

    /// `POST /v1/custodians`: the public half of a key that the custodians dealt. Good for nobody who has not typed
    /// its words from a card; where there is a key already, that one goes on until members confirmed the new one.
    ///
    /// With a quorum of two it is proposed; the second person's yes sets it.
    package func setCustodians(_ session: Session, _ request: SetCustodiansRequest) async throws -> SetCustodians {
        try await perform(session, .custodiansSet) {
            let publicKeys = try custodianKeys(request.publicKeys, needed: request.needed, count: request.count)
            let file = fileLimits
            let proposal = try await commit(session) { pen, transaction, state -> ProposalItem? in
                try pen.tightenQuorum(file, by: session, transaction, &state)
                guard state.authority.needsSecondPerson(.custodiansSet) else {
                    try pen.setCustodians(
                        publicKeys, needed: request.needed, count: request.count, by: session, transaction, &state)
                    return nil
                }
                let content = pen.custodiansEvent(
                    .proposed, publicKeys, needed: request.needed, count: request.count)
                let proposal = try pen.propose(.custodiansSet, content, by: session, transaction, &state)
                return ProposalItem(proposal, state.authority, asking: session.account, at: pen.at)
            }
            if let proposal { return SetCustodians(proposal: proposal) }
            work.raise()
            return SetCustodians(custodians: try custodianStatus(session))
        }
    }

    /// `POST /v1/custodians/confirm`: the words of the current key, typed from a custodian's card. From then on this
    /// person's sessions seal to the custodians what they hold.
    package func confirmCustodians(
        _ session: Session, _ request: ConfirmCustodiansRequest
    ) async throws -> CustodianStatus {
        try await perform(session, .custodiansConfirm) {
            try await commit(session) { pen, transaction, state in
                guard let current = state.authority.custodianKeyID else { throw VaultError(.noCustodians) }
                guard let words = try? KeyWords(parsing: request.keyWords), words == KeyWords(current) else {
                    throw VaultError(
                        .keyWordsDiffer,
                        "These are not the words of the key that an admin set for the custodians. Read them from a "
                            + "custodian's card once more; if they still differ, tell the custodians: somebody may have "
                            + "set a key of their own.", field: "keyWords")
                }
                try pen.sign(
                    pen.event(.custodiansConfirmed).with(.subject, current), by: session.held, transaction, &state)
            }
            afterCustodiansChanged()
            return try custodianStatus(session)
        }
    }

    /// What follows when a key has become somebody's: confirmed by its words, or signed for by the one before. A key
    /// that an admin set and nobody confirmed comes here never.
    func afterCustodiansChanged() {
        // The one call site for the keystore's slot of kind 5, sealed to the current agreement key: not built yet.
        work.raise()
    }

    /// Adds the custodians' grant to every key version that this person holds and that lacks it, in bounded batches;
    /// then takes a former key's grants away where they are no longer needed. Nothing for those who did not confirm.
    package func advanceCustodianGrants(of session: Session) async throws {
        guard queue.state.authority.custodians(of: session.keyID) != nil else { return }
        let gaps = queue.state.authority.custodianGaps(of: session.keyID)
        for start in stride(from: 0, to: gaps.count, by: Self.grantsPerCommit) {
            let batch = gaps[start..<min(start + Self.grantsPerCommit, gaps.count)]
            try await commit(session) { [logger] pen, transaction, state in
                for gap in batch {
                    let slot = KeySlot(place: Place(gap.caseID, gap.compartment), version: gap.version)
                    guard state.authority.isHeld(slot, by: session.keyID) else { continue }
                    do {
                        let key = try pen.keys.compartmentKey(slot, of: session, state.authority, transaction)
                        try pen.grantToCustodians(key, slot, by: session, transaction, &state)
                    } catch let error as VaultError where error.code == .integrity {
                        // One damaged grant keeps no other waiting.
                        logger.error("a grant is damaged and was not sealed to the custodians")
                    }
                }
            }
        }
        if queue.state.authority.givesToCustodians(session.keyID) { try await removeFormerCustodians(session) }
    }

    private func removeFormerCustodians(_ session: Session) async throws {
        guard let current = queue.state.authority.custodianKeyID else { return }
        func work(_ state: VaultState) -> [(CaseID, KeyID)] {
            state.authority.cases.values.filter { file in
                file.members[session.keyID] != nil && file.isSealed(to: current)
                    && file.compartments.values.contains { $0.holders[session.keyID] != nil }
            }.flatMap { file in
                file.formerCustodians(besides: current)
                    .filter { !state.authority.needless(in: file, ofFormer: $0, current: current).isEmpty }
                    .map { (file.id, $0) }
            }
        }
        let found = work(queue.state)
        guard !found.isEmpty else { return }
        for (caseID, former) in found {
            try await commit(session) { pen, transaction, state in
                guard state.authority.custodianKeyID == current, let file = state.authority.cases[caseID],
                    file.isSealed(to: current),
                    !state.authority.needless(in: file, ofFormer: former, current: current).isEmpty
                else { return }
                try pen.removeFormer(former, from: file, current: current, by: session, transaction, &state)
            }
        }
        await afterLeaving(try keys())
    }

    /// - Throws: `invalid-value`.
    func custodianKeys(_ text: String, needed: UInt8, count: UInt64) throws(VaultError) -> CustodianPublicKeys {
        guard let keys = try? CustodianPublicKeys(parsing: text) else {
            throw VaultError(
                .invalidValue, "This is not a whole `sandyk-custodians-…` line. Copy it again.", field: "publicKeys")
        }
        guard needed >= 2, count <= 16, UInt64(needed) <= count else {
            throw VaultError(.invalidValue, "2 to 16 cards, and from 2 up to all of them needed.", field: "needed")
        }
        return keys
    }

    private func custodianStatus(_ session: Session) throws -> CustodianStatus {
        let authority = queue.state.authority
        guard let current = authority.currentCustodians, let progress = custodianProgress(authority, of: session)
        else { throw VaultError(.noCustodians) }
        return CustodianStatus(
            needed: current.threshold, count: current.count, setAt: current.setAt,
            setBy: authority.accounts[current.setBy]?.name.text ?? Custodians.name,
            confirmed: session.role.worksOnCases ? authority.givesToCustodians(session.keyID) : nil,
            rehearsedAt: current.rehearsedAt,
            progress: progress)
    }
}
