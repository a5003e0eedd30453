import Dispatch
import Logging
import VaultCrypto
package import VaultModel
import VaultStore

extension Vault {
    /// How many cases one commit rotates, and how many while people are being served.
    private static var casesPerCommit: Int { 512 }
    private static var casesPerBusyCommit: Int { 4 }
    /// How many cases a request waits for, times `outerBatchesAwaited`.
    private static var casesPerAwaitedBatch: Int { 64 }
    /// How many house keys one rewrite of the keystore makes.
    private static var casesPerRewrite: Int { 16_384 }
    /// The keystore is written here, where blocking holds nobody up.
    private static let keystoreQueue = DispatchQueue(label: "sandyk.keystore")

    /// `POST /v1/keys/rotate`: outer rotation at once, and inner rotation asked for.
    package func rotate(_ session: Session, _ request: RotateRequest) async throws -> Rotated {
        try await perform(session, .keyRotate, case: request.case) {
            let one: CaseID?
            switch (request.case, request.all) {
            case (let code?, nil), (let code?, false): one = try caseOfCode(code).id
            case (nil, true): one = nil
            default: throw VaultError(.invalidValue, "Name one case, or say all.", field: "case")
            }
            let keys = try keys()
            var (caseIDs, asked) = try await commit(session) { pen, transaction, state in
                let before = state.innerAsked.count
                try pen.askOuter(one, by: session.keyID, reason: .askedByAdmin, transaction, &state)
                guard let one else { return (state.authority.standingCases, 0) }
                try pen.prepareHouseKeys([one], state)
                try pen.rotateOuter(one, transaction, &state)
                return ([one], state.innerAsked.count - before)
            }
            // All of them: asked for is durable now, a stop from here on delays the rest and loses nothing.
            if one == nil { asked = try await advanceOuter(keys, batches: settings.outerBatchesAwaited) }
            await afterOuter(keys)
            let waiting = outerWaiting.intersection(caseIDs).count
            return Rotated(outer: caseIDs.count - waiting, innerAsked: asked, waiting: waiting)
        }
    }

    /// What an operation that asked for the outer rotation of some cases answers.
    func done(_ operation: Operation, _ caseIDs: [CaseID]) -> Done {
        let waiting = outerWaiting.intersection(caseIDs).count
        return Done(
            done: operation.name, rotated: caseIDs.count - waiting, waiting: waiting == 0 ? nil : waiting)
    }

    /// Cases whose outer keys are asked for and not there yet. A disposed case has none to come.
    var outerWaiting: Set<CaseID> {
        let state = queue.state
        return Set(state.outerAsked.keys.filter { state.authority.cases[$0]?.disposed == nil })
    }

    /// Rotates the outer keys of cases for which that is asked: prepared keys first, durably, then so many
    /// cases in a commit, so that nobody waits for more than one batch. Goes on where it was cut off, and may
    /// run twice at a time: a case that is done is asked for no more.
    ///
    /// - Parameter batches: After so many commits the rest is left for later.
    /// - Returns: For how many compartments new inner keys were asked for with it.
    @discardableResult
    func advanceOuter(_ keys: VaultKeys, batches: Int = .max) async throws -> Int {
        let waiting = Array(outerWaiting)
        let limit = batches < Int.max ? batches * Self.casesPerAwaitedBatch : waiting.count
        return try await pace.urgently {
            var asked = 0
            var done = 0
            while done < min(limit, waiting.count) {
                // Also for what is left for later: one rewrite serves both.
                let part = Array(waiting[done...].prefix(Self.casesPerRewrite))
                try await prepareHouses(part, keys)
                asked += try await rotatePrepared(Array(part.prefix(limit - done)), keys)
                done += part.count
            }
            return asked
        }
    }

    /// While one batch is being committed the next one is sealed.
    private func rotatePrepared(_ caseIDs: [CaseID], _ keys: VaultKeys) async throws -> Int {
        var steps = pace.steps(full: Self.casesPerCommit, small: Self.casesPerBusyCommit, isUrgent: true)
        var rest = caseIDs[...]
        func next() -> [CaseID] {
            let batch = Array(rest.prefix(steps.size))
            rest = rest.dropFirst(batch.count)
            return batch
        }
        var asked = 0
        var batch = next()
        var ready = try await resealedGrants(of: batch, keys)
        while !batch.isEmpty {
            let following = next()
            async let sealing = resealedGrants(of: following, keys)
            asked += try await rotateOuter(batch, ready, keys)
            ready = try await sealing
            batch = following
            await steps.rest()
        }
        return asked
    }

    private func prepareHouses(_ caseIDs: [CaseID], _ keys: VaultKeys) async throws {
        let state = queue.state
        let houses = keys.keystore.snapshot.houses
        var epochs: [CaseID: UInt64] = [:]
        for caseID in caseIDs where state.outerAsked[caseID] != nil {
            _ = try state.outerState(of: caseID, epochs: (houses[caseID] ?? [:]).keys).moved(to: .prepared, .outer)
            epochs[caseID] = state.epoch(of: caseID)
        }
        let wanted = epochs
        try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
            Self.keystoreQueue.async { done.resume(with: Result { try keys.keystore.prepareHouses(wanted) }) }
        }
    }

    /// One commit. Where a case of it cannot be done the others are, one by one, and it stays asked for.
    private func rotateOuter(
        _ batch: [CaseID], _ ready: [CaseID: ResealedCase], _ keys: VaultKeys
    ) async throws -> Int {
        let clock = clock
        do {
            return try await queue.commit { transaction, state in
                let pen = LedgerPen(keys: keys, at: Timestamp(clock()))
                let before = state.innerAsked.count
                // Asked for again meanwhile: whoever asked prepares a key of their own.
                for caseID in batch
                where state.outerAsked[caseID] != nil
                    && keys.keystore.isPrepared(caseID, after: state.epoch(of: caseID))
                {
                    try pen.rotateOuter(caseID, ready: ready[caseID], transaction, &state)
                }
                return state.innerAsked.count - before
            }
        } catch let error as StoreError {
            throw error
        } catch {
            guard batch.count > 1 else {
                logger.error("a case's outer keys wait", metadata: ["reason": "\(translate(error).code.rawValue)"])
                return 0
            }
            var asked = 0
            for caseID in batch { asked += try await rotateOuter([caseID], ready, keys) }
            return asked
        }
    }

    /// The grants of some cases, sealed again in a snapshot, so that the writer only has to put them in place.
    private func resealedGrants(of caseIDs: [CaseID], _ keys: VaultKeys) async throws -> [CaseID: ResealedCase] {
        let state = queue.state
        return try await database.read { transaction in
            var ready: [CaseID: ResealedCase] = [:]
            for file in caseIDs.compactMap({ state.authority.cases[$0] }) {
                guard let house = try? keys.keystore.preparedHouse(file.id, after: state.epoch(of: file.id)) else {
                    continue
                }
                var resealed = ResealedCase(epoch: house.epoch)
                try file.forEachGrant { slot, holder in
                    let id = keys.grantIndex(slot.place, keyVersion: slot.version, holder: holder)
                    // One that does not open is for the commit to find, and holds up its own case only.
                    if let row = try transaction.grant(id),
                        let grant = try? keys.resealed(row, slot, holder, epoch: house.epoch, house.key)
                    {
                        resealed.grants.append(grant)
                    }
                }
                ready[file.id] = resealed
            }
            return ready
        }
    }

    private func caseOfCode(_ code: String) throws -> CaseFile {
        guard let parsed = try? CaseCode(code), let file = queue.state.authority.caseFile(parsed) else {
            throw PolicyDenial.notFound
        }
        guard file.disposed == nil else { throw PolicyDenial.caseDisposed }
        return file
    }

    /// Destroys house keys that the durable ledger has gone beyond: the log is truncated first, so that what
    /// stands in the database is what was committed. What a stop cut off is done at the next start.
    ///
    /// Only older epochs go. A newer one is for a rotation that is on its way, or was cut off; it goes when a
    /// newer one still is in use.
    func retireHouseKeys(_ keys: VaultKeys) async throws {
        let durable = queue.state
        let verified = keys.keystore.snapshot.houses.filter { caseID, epochs in
            durable.authority.cases[caseID] != nil
                && epochs.keys.contains { $0 < durable.epoch(of: caseID) }
        }.keys
        guard !verified.isEmpty, try await queue.checkpoint() else { return }
        try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
            Self.keystoreQueue.async {
                done.resume(
                    with: Result {
                        try keys.keystore.update { contents in
                            for caseID in verified {
                                _ = try RotationState.verifying.moved(to: .retired, .outer)
                                contents.houses[caseID] = contents.houses[caseID]?
                                    .filter { $0.key >= durable.epoch(of: caseID) }
                            }
                        }
                    })
            }
        }
    }
}
