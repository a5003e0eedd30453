import GRDB
import Synchronization

extension CommitQueue {
    /// Puts the next batch on the writer's queue, behind what is there already (a checkpoint, say).
    func scheduleBatch() {
        database.pool.asyncWriteWithoutTransaction { connection in
            let batch = self.waiting.withLock { waiting in
                let batch = Array(waiting.entries.prefix(Self.batchLimit))
                waiting.entries.removeFirst(batch.count)
                return batch
            }
            self.run(batch, on: connection)
            let isMore = self.waiting.withLock { waiting in
                waiting.isDraining = !waiting.entries.isEmpty
                return waiting.isDraining
            }
            if isMore { self.scheduleBatch() }
        }
    }

    /// BEGIN, each job in a savepoint, COMMIT, publish, hook, resume: in this order.
    private func run(_ batch: [Entry], on connection: Database) {
        let resumes: [@Sendable () -> Void]
        do {
            resumes = try transact(batch, on: connection)
        } catch {
            if connection.isInsideTransaction { try? connection.rollback() }
            let failure = StoreError.notDurable(cause: "\(StoreError.translated(error))")
            for entry in batch { entry.fail(failure) }
            return
        }
        for resume in resumes { resume() }
    }

    /// - Returns: what resumes each caller, once the batch is durable and published.
    private func transact(_ batch: [Entry], on connection: Database) throws -> [@Sendable () -> Void] {
        let before = state
        var working = before
        var resumes: [@Sendable () -> Void] = []
        resumes.reserveCapacity(batch.count)
        var isChanged = false

        try connection.change("BEGIN IMMEDIATE")
        for entry in batch {
            var candidate = working
            try connection.change("SAVEPOINT job")
            do {
                let resume = try entry.run(CommitTransaction(connection), &candidate)
                try connection.change("RELEASE job")
                working = candidate
                isChanged = true
                resumes.append(resume)
            } catch {
                // SQLite ends the whole transaction by itself on a full disk or a failing one.
                guard connection.isInsideTransaction else { throw error }
                try connection.change("ROLLBACK TO job")
                try connection.change("RELEASE job")
                resumes.append { entry.fail(error) }
            }
        }
        guard isChanged else {
            try connection.change("ROLLBACK")
            return resumes
        }
        if fault.withLock({ $0.strikes() }) { throw StoreError.sqlite(code: 10, message: "injected fault") }
        try connection.change("COMMIT")

        published.withLock { $0 = working }
        afterCommit(before, working)
        return resumes
    }
}

extension Database {
    /// `wal_checkpoint(TRUNCATE)`.
    ///
    /// - Returns: `false` where a reader was in the way.
    func truncateLog() throws -> Bool {
        do {
            let (frames, moved) = try checkpoint(.truncate)
            return frames == 0 && moved == 0
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
            return false
        } catch {
            throw StoreError.translated(error)
        }
    }
}
