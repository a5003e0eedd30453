import GRDB
import Synchronization
import VaultModel

/// Look-ups of records for concurrent callers, which share one turn of a reading connection.
///
/// Handing a connection to a caller and back costs several times what the look-up does. Those that arrive while
/// others run wait for the next turn, as jobs do in a ``CommitQueue``; alone, one goes at once.
final class RecordLookups: Sendable {
    /// A record with one of its versions; `nil` where there is none.
    typealias Found = (record: RecordRow, version: RecordVersionRow)?

    /// Most look-ups in one turn.
    private static let batchLimit = 64

    private let pool: DatabasePool
    private let waiting = Mutex(Waiting())

    private struct Lookup: Sendable {
        let id: RecordID
        let version: UInt64?
        let continuation: CheckedContinuation<Found, any Error>

        func run(_ connection: Result<Database, any Error>) {
            do {
                let transaction = ReadTransaction(try connection.get())
                continuation.resume(returning: try transaction.recordAndVersion(id, version: version))
            } catch {
                continuation.resume(throwing: error)
            }
        }
    }

    private struct Waiting: Sendable {
        var lookups: [Lookup] = []
        var isDraining = false
    }

    init(pool: DatabasePool) { self.pool = pool }

    /// Finds what is durable when it is called.
    func find(_ id: RecordID, version: UInt64?) async throws -> Found {
        try await withCheckedThrowingContinuation { continuation in
            let mustStart = waiting.withLock { waiting in
                waiting.lookups.append(Lookup(id: id, version: version, continuation: continuation))
                defer { waiting.isDraining = true }
                return !waiting.isDraining
            }
            if mustStart { scheduleBatch() }
        }
    }

    private func scheduleBatch() {
        // "Unsafe" means without a transaction: each statement is a snapshot of its own, taken after it was asked
        // for. A transaction's would be older than those who join while it begins.
        pool.asyncUnsafeRead { connection in
            let batch = self.waiting.withLock { waiting in
                let batch = Array(waiting.lookups.prefix(Self.batchLimit))
                waiting.lookups.removeFirst(batch.count)
                return batch
            }
            for lookup in batch { lookup.run(connection) }
            let isMore = self.waiting.withLock { waiting in
                waiting.isDraining = !waiting.lookups.isEmpty
                return waiting.isDraining
            }
            if isMore { self.scheduleBatch() }
        }
    }
}
