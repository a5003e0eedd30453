import Logging
import Synchronization
import VaultCrypto
package import VaultModel
import VaultStore

/// How far a disposal, or a record's destruction, came: where a test cuts it.
package enum DisposalStep: Sendable, CaseIterable {
    /// A record's destruction is agreed to; nothing is removed yet.
    case recordAgreed
    /// Its chunks are gone, its rows are not.
    case recordChunks
    /// Signed; nothing is removed yet.
    case signed
    /// The log is truncated.
    case truncated
    /// House keys are gone from the keystore and its mirror.
    case keys
    /// Some rows and chunks are gone.
    case rows
    /// All are gone; nothing says so yet.
    case allRows
}

extension Vault {
    private static let recordsPerCommit = 64
    private static let grantsPerCommit = 256

    /// `POST /v1/cases/{code}/dispose`: proposes it, or executes what was agreed to and is due.
    package func dispose(_ session: Session, code: String) async throws -> Proposed {
        try await perform(session, .caseDispose, case: code) {
            let file = try caseFile(code, session, .caseDispose)
            if let disposal = file.disposal {
                guard disposal.due <= now else {
                    throw VaultError(.notDue, "It is due at \(disposal.due); a lead, an auditor or a hold can stop it.")
                }
                try await execute(file, session)
                return Proposed(done: Operation.caseDispose.name)
            }
            let days = limitsInForce.waitDays
            return try await commit(session) { pen, transaction, state in
                let content = pen.event(.proposed).with(.case, file.id).with(.waitDays, number: days)
                let proposal = try pen.propose(.caseDispose, content, by: session, transaction, &state)
                return Proposed(
                    done: Operation.caseDispose.name,
                    proposal: ProposalItem(proposal, state.authority, asking: session.account, at: pen.at))
            }
        }
    }

    /// What is due is executed by the next session of one of the two, of a lead or an auditor.
    package func executeDisposals(of session: Session) async throws {
        let authority = queue.state.authority
        let at = now
        for file in authority.cases.values {
            guard let disposal = file.disposal, disposal.due <= at, file.hold == nil,
                authority.mayExecute(disposal, of: file, session.account)
            else { continue }
            try await execute(file, session)
        }
    }

    /// Signs the disposal: from here on nobody opens anything of the case; then removes it.
    func execute(_ file: CaseFile, _ session: Session) async throws {
        guard let disposal = file.disposal else { throw PolicyDenial.notDue }
        let keys = try keys()
        let streams = try await streams(of: file, keys)
        var chunks: UInt64 = 0
        for stream in streams { chunks += UInt64(try await blobs.chunkCount(stream: stream)) }
        let chunkCount = chunks
        try await commit(session) { pen, transaction, state in
            let shelves = Compartment.allCases.map { pen.keys.shelf(Place(file.id, $0)) }
            // A document that came in since is not in the count of chunks.
            guard try shelves.reduce(0, { $0 + (try transaction.streams(shelf: $1).count) }) == streams.count else {
                throw PolicyDenial.outOfOrder
            }
            let versions = (state.authority.cases[file.id]?.compartments ?? [:]).values.flatMap(\.versions.values)
            let counts = DisposalCounts(
                houseKeyEpochs: state.epoch(of: file.id),
                grants: UInt64(versions.reduce(0) { $0 + $1.recipients.count }),
                records: UInt64(try shelves.reduce(0) { $0 + (try transaction.recordCount(shelf: $1)) }),
                versions: UInt64(try shelves.reduce(0) { $0 + (try transaction.versionCount(shelf: $1)) }),
                chunks: chunkCount)
            let facts = DisposalFacts(
                file.code, disposal, executedBy: session.keyID, keyCopies: state.keyCopies(goodAt: pen.at),
                state.authority)
            _ = try pen.sign(
                pen.event(.caseDisposed).with(.case, file.id).with(.request, disposal.request)
                    .with(.counts, counts.bytes).with(.digest, ContentHash.blake2b256(facts.encoded)),
                by: session.held, transaction, &state)
        }
        for session in sessions.all { session.forget(file.id) }
        await afterLeaving(keys)
    }

    private func streams(of file: CaseFile, _ keys: VaultKeys) async throws -> [Int64] {
        try await database.read { transaction in
            try Compartment.allCases.flatMap { try transaction.streams(shelf: keys.shelf(Place(file.id, $0))) }
        }
    }

    // MARK: Removing

    /// Goes on with everything that is to be removed. What fails here is tried again each minute and at the next
    /// start; what was decided stands.
    func finishRemovals(_ keys: VaultKeys) async {
        for remove in [finishDestructions, finishDisposals] {
            do {
                try await remove(keys)
            } catch {
                let reason = translate(error).code.rawValue
                logger.error("something could not be removed yet", metadata: ["reason": "\(reason)"])
            }
        }
    }

    /// Removes what is left of cases whose disposal is durable, in the order of DESIGN §5: log, keystore, rows and
    /// chunks, done. Each step may be the last one before a stop; the next start goes on.
    func finishDisposals(_ keys: VaultKeys) async throws {
        let durable = queue.state
        let waiting = durable.authority.cases.values.filter {
            $0.disposed != nil && durable.disposalsDone[$0.id] == nil
        }
        guard !waiting.isEmpty else { return }
        try cut(at: .signed)
        guard try await queue.checkpoint() else { return }
        try cut(at: .truncated)
        let ids = Set(waiting.map(\.id))
        let present = keys.keystore.snapshot
        if !ids.isSubset(of: present.disposed) || ids.contains(where: { present.houses[$0] != nil }) {
            try await queue.commit { _, _ in
                try keys.keystore.update { contents in
                    for caseID in ids { contents.houses[caseID] = nil }
                    contents.disposed.formUnion(ids)
                }
            }
        }
        try cut(at: .keys)
        for file in waiting { try await remove(file, keys) }
        _ = try await queue.checkpoint()
        await writePin()
    }

    private func remove(_ file: CaseFile, _ keys: VaultKeys) async throws {
        try await removeGrants(file, keys)
        var count: UInt64 = 0
        for compartment in Compartment.allCases {
            let shelf = keys.shelf(Place(file.id, compartment))
            while true {
                let (rows, streams) = try await database.read { transaction in
                    let rows = try transaction.records(shelf: shelf, .oldestFirst, limit: Self.recordsPerCommit)
                    return (rows, try rows.flatMap { try transaction.versions(of: $0.id).compactMap(\.stream) })
                }
                guard !rows.isEmpty else { break }
                for stream in streams { try await blobs.deleteStream(stream) }
                try await queue.commit { transaction, _ in
                    for row in rows { try transaction.deleteRecord(row.id) }
                }
                count += UInt64(rows.count)
                try cut(at: .rows)
            }
            try await queue.commit { transaction, _ in _ = try transaction.deleteRotation(shelf: shelf) }
        }
        try cut(at: .allRows)
        let (removed, clock) = (count, clock)
        try await queue.commit { transaction, state in
            let pen = LedgerPen(keys: keys, at: Timestamp(clock()))
            try pen.append(
                pen.event(.disposalDone).with(.case, file.id).with(.count, number: removed), transaction, &state)
        }
    }

    private func removeGrants(_ file: CaseFile, _ keys: VaultKeys) async throws {
        let ids = keys.remainingGrants(of: file)
        for start in stride(from: 0, to: ids.count, by: Self.grantsPerCommit) {
            let batch = ids[start..<min(start + Self.grantsPerCommit, ids.count)]
            try await queue.commit { transaction, _ in
                for id in batch { _ = try transaction.deleteGrant(id) }
            }
        }
    }

    /// Makes disposals stop after a step, as a power cut would; for tests.
    package func cutDisposals(at step: DisposalStep?) { disposalCut.withLock { $0 = step } }

    func cut(at step: DisposalStep) throws {
        if disposalCut.withLock({ $0 }) == step { throw VaultError(.stopping) }
    }
}

extension VaultKeys {
    /// Where the grants stood that a case had when it was disposed of.
    func remainingGrants(of file: CaseFile) -> [RowIndex] {
        (file.disposed?.remains ?? [:]).flatMap { compartment, compartmentKeys in
            compartmentKeys.versions.flatMap { number, version in
                version.recipients.keys.map {
                    grantIndex(Place(file.id, compartment), keyVersion: number, holder: $0)
                }
            }
        }
    }
}
