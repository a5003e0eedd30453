import Synchronization

/// The states that the hook after each COMMIT was called with: one element, one transaction.
final class Tally: Sendable {
    struct Batch: Equatable {
        let before: Int
        let published: Int
    }

    private let batches = Mutex<[Batch]>([])

    var all: [Batch] { batches.withLock { $0 } }

    func add(_ before: Int, _ published: Int) {
        batches.withLock { $0.append(Batch(before: before, published: published)) }
    }
}
