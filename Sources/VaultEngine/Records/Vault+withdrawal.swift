import VaultCrypto
package import VaultModel
import VaultStore

extension Vault {
    /// `POST /v1/records/{id}/withdraw`: by its author. The reason is content, and so it is the record's last
    /// version, under a data key of its own; the ledger says only that there is one.
    package func withdrawRecord(_ session: Session, id: String, _ request: WithdrawRequest) async throws -> Done {
        try await perform(session, .recordWithdraw, record: RecordID(hex: id)) {
            try TextRules.check(NoteDraft(text: request.reason))
            guard request.reason.unicodeScalars.count <= Limits.titleBytes else {
                throw VaultError(
                    .invalidValue, "A reason has at most \(Limits.titleBytes) characters.", field: "reason")
            }
            let before = try await openVersion(id, version: nil, session)
            try checkAuthor(before, session)
            guard before.header.kind != .caseLabel else {
                throw VaultError(.invalidValue, "A label is not withdrawn; write another one.", field: "id")
            }
            guard let origin = before.recordFacts.origin else {
                throw VaultError(
                    .invalidValue, "A record that an older version of Sandyk wrote cannot be withdrawn.", field: "id")
            }
            var header = RecordHeader(kind: before.header.kind, title: before.header.title)
            header.withdrawn = true
            let version = before.record.current + 1
            let sealed = try seal(
                request.reason, header, before.recordFacts.place, before.record.id, version,
                form: before.recordFacts.form)
            let place = before.recordFacts.place
            _ = try await store(sealed, .recordWithdraw, expecting: before.record.current, session, nil) {
                pen, transaction, state in
                _ = try pen.sign(
                    pen.event(.recordWithdrawn).with(.case, place.caseID)
                        .with(.compartment, number: place.compartment.rawValue).with(.record, sealed.record)
                        .with(.random, origin),
                    by: session.held, transaction, &state)
            }
            return Done(done: Operation.recordWithdraw.name)
        }
    }

    /// `POST /v1/records/{id}/destroy`: its author proposes that a withdrawn record be destroyed for good.
    package func proposeDestruction(_ session: Session, id: String) async throws -> Proposed {
        try await perform(session, .recordDestroy, record: RecordID(hex: id)) {
            let authority = queue.state.authority
            let found = authority.withdrawn.filter {
                $0.key.hex.hasPrefix(id.lowercased()) && $0.value.by == session.keyID
            }
            guard let (record, withdrawal) = found.first, found.count == 1 else {
                _ = try await openVersion(id, version: nil, session)
                throw PolicyDenial.notWithdrawn
            }
            try checkReadable(
                Place(withdrawal.caseID, withdrawal.compartment), session, authority)
            return try await commit(session) { pen, transaction, state in
                let content = pen.event(.proposed).with(.case, withdrawal.caseID).with(.record, record)
                    .with(.compartment, number: withdrawal.compartment.rawValue)
                let proposal = try pen.propose(.recordDestroy, content, by: session, transaction, &state)
                return Proposed(
                    done: Operation.recordDestroy.name,
                    proposal: ProposalItem(proposal, state.authority, asking: session.account, at: pen.at))
            }
        }
    }

    /// That a record was not withdrawn. Its author, and leads of the case, are told that it was; to everybody else
    /// it does not exist.
    func checkShown(_ record: RecordID, _ session: Session, _ authority: Authority) throws(PolicyDenial) {
        guard let withdrawal = authority.withdrawn[record] else { return }
        throw isTold(withdrawal, session, authority) ? .withdrawn : .notFound
    }

    /// Whether somebody in the compartment is told of a withdrawal.
    func isTold(_ withdrawal: Withdrawal, _ session: Session, _ authority: Authority) -> Bool {
        withdrawal.by == session.keyID
            || authority.cases[withdrawal.caseID]?.leads.contains(session.keyID) == true
    }

    // MARK: Destruction

    /// Removes what was agreed to be destroyed: chunks, then all versions with their data keys, then the log. What
    /// a stop cut off is done at the next start.
    func finishDestructions(_ keys: VaultKeys) async throws {
        let state = queue.state
        let waiting = state.authority.withdrawn.filter {
            $0.value.destroyedAt != nil && !state.destroyed.contains($0.key)
        }
        guard !waiting.isEmpty else { return }
        try cut(at: .recordAgreed)
        for (record, withdrawal) in waiting {
            let versions = try await database.read { try $0.versions(of: record) }
            for stream in versions.compactMap(\.stream) { try await blobs.deleteStream(stream) }
            try cut(at: .recordChunks)
            let clock = clock
            try await queue.commit { transaction, state in
                // Somebody else may have come here first.
                guard !state.destroyed.contains(record) else { return }
                let pen = LedgerPen(keys: keys, at: Timestamp(clock()))
                if try transaction.record(record) != nil { try transaction.deleteRecord(record) }
                try pen.append(
                    pen.event(.recordDestroyed).with(.case, withdrawal.caseID).with(.record, record)
                        .with(.compartment, number: withdrawal.compartment.rawValue)
                        .with(.count, number: UInt64(versions.count)), transaction, &state)
            }
        }
        _ = try await queue.checkpoint()
    }
}
