import Synchronization
import VaultEngine
import VaultModel

/// Counts requests in flight, so that too many at once are told so instead of waiting unseen.
final class RequestGate: Sendable {
    private let limit: Int
    private let inside = Mutex(0)

    init(limit: Int) { self.limit = limit }

    /// Lets one in.
    ///
    /// - Throws: ``VaultError`` with `too-busy`. Otherwise ``leave()`` has to follow.
    func enter() throws(VaultError) {
        let admitted = inside.withLock { count in
            guard count < limit else { return false }
            count += 1
            return true
        }
        guard admitted else { throw VaultError(.tooBusy, retryAfterSeconds: 1) }
    }

    /// Lets one out.
    func leave() { inside.withLock { $0 -= 1 } }
}
