import Synchronization

/// Failures of people who are not logged in, counted by peer uid until the minute's one event says them, so
/// that noise cannot fill the disk.
final class LoginFailures: Sendable {
    private let counts = Mutex<[UInt32: UInt64]>([:])

    func count(uid: UInt32) { counts.withLock { $0[uid, default: 0] += 1 } }

    /// What was counted since the last time.
    func take() -> [UInt32: UInt64] {
        counts.withLock { counts in
            defer { counts = [:] }
            return counts
        }
    }
}
