import GRDB
import Synchronization

/// The one writer of `vault.db`, and the state that belongs to what it has written.
///
/// Jobs of concurrent callers share a transaction and so the cost of making it durable. A caller resumes
/// when the transaction with its job is on the disk ("recorded before shown"), or with an error and then
/// nothing of its job has happened.
///
/// `State` is what the engine replays from the ledger. A job works on a copy, which becomes the batch's when
/// the job succeeds and is published when the batch is durable. A job that leaves a part of it alone copies
/// nothing of that part (copy on write); one that changes a collection pays for one copy of that collection,
/// because readers still have the published one.
package final class CommitQueue<State: Sendable>: Sendable {
    /// One change: rows through the transaction, the state that goes with them in place.
    package typealias Job<Result> = @Sendable (borrowing CommitTransaction, inout State) throws -> Result

    /// Called on the writer's queue when a batch is durable and published, before its callers resume.
    ///
    /// With the state before and the published one. Blocks every other commit while it runs.
    package typealias AfterCommit = @Sendable (_ before: State, _ published: State) -> Void

    /// Most jobs in one transaction.
    package static var batchLimit: Int { 256 }

    let database: VaultDatabase
    let afterCommit: AfterCommit
    let published: Mutex<State>
    let fault: Mutex<CommitFault>
    let waiting = Mutex(Waiting())

    /// A queue with the state that belongs to the database as it is now. One queue for one database.
    package init(
        database: VaultDatabase, state: State, fault: CommitFault = .none,
        afterCommit: @escaping AfterCommit = { _, _ in }
    ) {
        self.database = database
        self.afterCommit = afterCommit
        published = Mutex(state)
        self.fault = Mutex(fault)
    }

    /// The state of the newest durable batch.
    package var state: State { published.withLock { $0 } }

    /// Puts a state in the place of the one that was there while nothing could be committed.
    ///
    /// For whoever learns only later what the database says. No job may be on its way.
    package func begin(with state: State) { published.withLock { $0 = state } }

    /// How many jobs no batch has taken yet.
    package var waitingCount: Int { waiting.withLock { $0.entries.count } }

    /// Makes COMMIT fail from now on, as a test says.
    package func inject(_ fault: CommitFault) { self.fault.withLock { $0 = fault } }

    /// Runs `job` in a transaction; durable on return.
    ///
    /// The job runs exactly once, on the writer's queue, whether or not the calling task is cancelled. It must
    /// not wait for anything: every other commit waits for it.
    ///
    /// - Throws: what `job` throws, and then its rows and its state are rolled back, its neighbours' are not;
    ///   ``StoreError/notDurable(cause:)`` where the batch could not be begun or committed.
    package func commit<Result: Sendable>(_ job: @escaping Job<Result>) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            enqueue(
                Entry(
                    run: { transaction, state in
                        let result = try job(transaction, &state)
                        return { continuation.resume(returning: result) }
                    },
                    fail: { continuation.resume(throwing: $0) }))
        }
    }

    /// Moves the WAL into the database and truncates it, so that nothing deleted is left there.
    ///
    /// Waits up to 5 seconds for readers to end, and commits wait with it.
    ///
    /// - Returns: `false` where a reader was in the way: try again later.
    package func checkpoint() async throws -> Bool {
        try await withCheckedThrowingContinuation { continuation in
            database.pool.asyncWriteWithoutTransaction { connection in
                continuation.resume(with: Result { try connection.truncateLog() })
            }
        }
    }

    private func enqueue(_ entry: Entry) {
        let mustStart = waiting.withLock { waiting in
            waiting.entries.append(entry)
            defer { waiting.isDraining = true }
            return !waiting.isDraining
        }
        if mustStart { scheduleBatch() }
    }
}

extension CommitQueue {
    /// A job whose result type is hidden in its caller's continuation.
    struct Entry: Sendable {
        /// Runs the job and returns what resumes its caller with the result.
        let run: @Sendable (borrowing CommitTransaction, inout State) throws -> @Sendable () -> Void
        /// Resumes the caller with an error.
        let fail: @Sendable (any Error) -> Void
    }

    /// Jobs that are not yet in a batch.
    struct Waiting: Sendable {
        /// In the order of arrival.
        var entries: [Entry] = []
        /// Whether a batch is running or scheduled, which will take them.
        var isDraining = false
    }
}
