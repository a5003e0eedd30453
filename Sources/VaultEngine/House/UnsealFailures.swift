import Synchronization
import VaultModel

/// Failures to unseal, in memory: nothing can be written while the vault is sealed. Their number becomes an event
/// when it opens.
final class UnsealFailures: Sendable {
    private struct Inner {
        var delay = LoginDelay()
        var count: UInt64 = 0
    }

    private let inner = Mutex(Inner())

    /// Counts an attempt as a failure before it is made, so that guesses side by side gain nothing.
    ///
    /// - Throws: `login-delayed`.
    func count(_ at: Timestamp) throws {
        try inner.withLock { inner in
            try inner.delay.check(at)
            inner.delay = inner.delay.afterFailure(at)
            inner.count += 1
        }
    }

    /// How many there were before the one that succeeded; from here on none.
    func takeAfterSuccess() -> UInt64 {
        inner.withLock { inner in
            defer { inner = Inner() }
            return inner.count - min(inner.count, 1)
        }
    }
}
