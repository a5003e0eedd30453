import Logging
import VaultCrypto
import VaultModel
import VaultStore

// asked → prepared → writing-new → resealing(cursor) → verifying → retired: the event `meta-asked`; the new key first
// in keystore and mirror, so that all that is sealed from then on is sealed by it; batches; a pass that finds
// nothing under the old key; the event `meta-rotated`, the write-ahead log truncated, the pin under the new key;
// and only then the old key goes from keystore and mirror. Each step is durable before the next, and is done again
// where it was cut off. Values are sealed inside commits only, and those are one after another, so nothing comes
// under the old key again once the new one is there.
extension LedgerPen {
    /// Asks for a new meta key, unless one is asked for.
    func askMeta(
        by actor: KeyID?, _ reason: EventReason, _ transaction: borrowing CommitTransaction,
        _ state: inout VaultState
    ) throws {
        guard !state.house.metaAsked else { return }
        _ = try RotationState.retired.moved(to: .asked, .meta)
        try append(
            event(.metaAsked).with(.reason, number: reason.rawValue).with(.actor, actor), transaction, &state)
    }
}

extension Vault {
    /// Rows in one batch, and while people are being served: readers and writers wait for no more than that.
    private static let rowsPerBatch = 256
    private static let rowsPerBusyBatch = 32
    /// Batches without a change after which the cursor is written all the same.
    private static let batchesPerCursor = 32

    /// Brings a new meta key forward from wherever it is.
    ///
    /// - Throws: `CancellationError` between two batches; whatever stops it, to be tried again.
    package func advanceMetaKey() async throws {
        let keys = try keys()
        let isFree = try await retireMetaKey(keys)
        guard queue.state.house.metaAsked else { return }
        // Begun before the old key is gone, it would pass a key from before the asking off as the new one.
        guard isFree else { throw VaultError(.ledgerUnavailable) }
        try await prepareMetaKey(keys)
        while true {
            var progress = try await metaProgress(keys)
            if progress.state != .verifying {
                try progress.move(to: .resealing)
                _ = try await resealMeta(&progress, keys)
                progress = try progress.pass(.verifying)
                try await put(progress, keys)
            }
            // A pass that finds nothing to do is the proof.
            if try await resealMeta(&progress, keys) == 0 {
                try await endMetaKey(progress, keys)
                break
            }
            try await put(try progress.pass(.resealing), keys)
        }
        try await retireMetaKey(keys)
    }

    /// The new key into keystore and mirror, first in the list.
    func prepareMetaKey(_ keys: VaultKeys) async throws {
        guard !keys.meta.isRotating else { return }
        try await queue.commit { transaction, state in
            guard state.house.metaAsked, !keys.meta.isRotating else { return }
            let new = HeldKey(try MetaKey())
            let step = try RotationState.asked.moved(to: .prepared, .meta)
            try keys.keystore.update { $0.metas.insert(new, at: 0) }
            _ = try step.moved(to: .writingNew, .meta)
            try transaction.put(try MetaProgress().row(keys))
        }
    }

    /// One pass over what is left of all tables.
    ///
    /// - Returns: how many values were sealed again.
    func resealMeta(_ progress: inout MetaProgress, _ keys: VaultKeys) async throws -> UInt64 {
        let resealing = MetaResealing(keys: keys)
        let before = progress.resealed
        var steps = pace.steps(full: Self.rowsPerBatch, small: Self.rowsPerBusyBatch)
        for table in MetaTable.allCases where table.rawValue >= progress.table.rawValue {
            if table != progress.table {
                progress.table = table
                progress.key = []
            }
            var batches = 0
            while true {
                try Task.checkCancellation()
                guard health().state == .ready else { throw VaultError(.stopping) }
                let (after, limit) = (progress.key.isEmpty ? nil : progress.key, steps.size)
                let batch = try await database.read { try $0.metaSeals(table, after: after, limit: limit) }
                guard let last = batch.last else { break }
                let changes = try batch.compactMap { seal in
                    try resealed(seal, table, resealing).map { (old: seal, new: $0) }
                }
                progress.key = last.key
                progress.done += UInt64(batch.count)
                progress.resealed += UInt64(changes.count)
                batches += 1
                if !changes.isEmpty || batches.isMultiple(of: Self.batchesPerCursor) {
                    let cursor = progress
                    try await queue.commit { transaction, _ in
                        // Somebody who changed a row meanwhile sealed it by the newest key.
                        for change in changes { try transaction.replaceMetaSeal(table, change.old, new: change.new) }
                        try transaction.put(try cursor.row(keys))
                    }
                }
                await steps.rest()
            }
        }
        return progress.resealed - before
    }

    /// A row that no key opens is damaged, and stays as it is: it opens with no key that goes away.
    private func resealed(_ seal: MetaSeal, _ table: MetaTable, _ resealing: MetaResealing) throws -> [UInt8]? {
        do {
            return try resealing.resealed(seal, of: table)
        } catch CryptoError.authenticationFailed {
            logger.error("a damaged row was left as it is", metadata: ["table": "\(table.name)"])
            return nil
        } catch is MalformedEncoding {
            logger.error("a damaged row was left as it is", metadata: ["table": "\(table.name)"])
            return nil
        }
    }

    private func metaProgress(_ keys: VaultKeys) async throws -> MetaProgress {
        guard let row = try await database.read({ try $0.rotation(shelf: keys.metaProgressIndex) }),
            let progress = try? MetaProgress(opening: row, keys)
        else { return MetaProgress() }
        return progress
    }

    private func put(_ progress: MetaProgress, _ keys: VaultKeys) async throws {
        try await queue.commit { transaction, _ in try transaction.put(try progress.row(keys)) }
    }

    /// Says in the ledger that no row uses the old key any more.
    private func endMetaKey(_ progress: MetaProgress, _ keys: VaultKeys) async throws {
        let clock = clock
        let count = progress.resealed
        _ = try progress.state.moved(to: .retired, .meta)
        try await queue.commit { transaction, state in
            guard state.house.metaAsked, keys.meta.isRotating else { throw PolicyDenial.outOfOrder }
            let pen = LedgerPen(keys: keys, at: Timestamp(clock()))
            _ = try transaction.deleteRotation(shelf: keys.metaProgressIndex)
            try pen.append(
                pen.event(.metaRotated).with(.count, number: count).with(.commitment, keys.metaCommitment),
                transaction, &state)
        }
    }

    /// Destroys the old key, if the durable ledger says that nothing uses it: it names the newest key, and the pin
    /// on disk opens with that.
    ///
    /// - Returns: `false` where a reader was in the way: try again later.
    @discardableResult
    func retireMetaKey(_ keys: VaultKeys) async throws -> Bool {
        guard keys.meta.isRotating, queue.state.house.metaCommitment == keys.metaCommitment else { return true }
        guard try await queue.checkpoint() else { return false }
        await writePin()
        guard let pin = try AtomicFile.read(folder.path(of: Pin.fileName)),
            (try? keys.meta.newest.key.open(pin, context: .pin(vault: keys.vaultID))) != nil
        else { throw VaultError(.ledgerUnavailable) }
        try await queue.commit { _, state in
            guard state.house.metaCommitment == keys.metaCommitment else { return }
            try keys.keystore.update { $0.metas = Array($0.metas.prefix(1)) }
        }
        logger.notice("the meta key is new")
        return true
    }

    /// For `key status`.
    func metaStatus(_ keys: VaultKeys, _ house: HouseState) async throws -> MetaKeyStatus {
        guard house.metaAsked else {
            return MetaKeyStatus(
                madeAt: house.metaMadeAt, state: keys.meta.isRotating ? "retired" : "current", done: 0, total: 0,
                overdue: keyAge.isOver(house.metaMadeAt))
        }
        let (row, counts) = try await database.read {
            (try $0.rotation(shelf: keys.metaProgressIndex), try $0.counts())
        }
        let progress = row.flatMap { try? MetaProgress(opening: $0, keys) }
        let total =
            counts.ledger + counts.accounts + counts.records + counts.versions + counts.rotations
            + counts.idempotency + counts.loginDelays
        return MetaKeyStatus(
            madeAt: house.metaMadeAt,
            state: keys.meta.isRotating ? (progress?.state ?? .writingNew).name : "asked",
            done: progress?.done ?? 0, total: UInt64(total), overdue: keyAge.isOver(house.metaMadeAt))
    }
}
