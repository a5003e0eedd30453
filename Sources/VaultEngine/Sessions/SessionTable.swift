import Synchronization
import VaultCrypto
import VaultModel

/// Everybody who is logged in, in memory only: a restart ends every session.
final class SessionTable: Sendable {
    private let sessions = Mutex<[[UInt8]: Session]>([:])

    private static let sessionsPerAccount = 16

    /// Adds a session; beyond sixteen of one account, the oldest ends.
    func insert(_ session: Session) {
        sessions.withLock { $0[session.id] = session }
        let own = all.filter { $0.keyID == session.keyID }.sorted { $0.loggedInAt < $1.loggedInAt }
        own.dropLast(Self.sessionsPerAccount).forEach(end)
    }

    /// - Returns: `nil` for a token that is unknown or of another peer's uid.
    func find(token: String, uid: UInt32) -> Session? {
        let id = ContentHash.blake2b256(Array(token.utf8))
        return sessions.withLock { $0[id] }.flatMap { $0.uid == uid ? $0 : nil }
    }

    /// Ends one session.
    func end(_ session: Session) {
        session.end()
        sessions.withLock { $0[session.id] = nil }
    }

    /// Ends every session of a key id and says how many there were.
    @discardableResult
    func endAll(of keyID: KeyID) -> Int {
        let ended = all.filter { $0.keyID == keyID }
        ended.forEach(end)
        return ended.count
    }

    /// Ends those whose time is over.
    func endExpired(_ at: Timestamp) -> [Session] {
        let expired = all.filter { $0.isExpired(at) }
        expired.forEach(end)
        return expired
    }

    var all: [Session] { sessions.withLock { Array($0.values) } }
}
