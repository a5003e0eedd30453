import Synchronization
import VaultCrypto
import VaultModel

/// Somebody who is logged in: their unlocked keys, and the compartment keys opened so far. All of it is
/// gone when the session ends.
package final class Session: Sendable {
    /// BLAKE2b-256 of the token; the token itself is not kept.
    let id: [UInt8]
    let account: Account
    let uid: UInt32
    let loggedInAt: Timestamp
    let expiresAt: Timestamp
    let idleSeconds: UInt64
    let held: HeldAccountKeys
    private let inner: Mutex<Inner>

    private struct Inner {
        var hasEnded = false
        var lastUsed: Timestamp
        var compartmentKeys: [KeySlot: HeldKey<CompartmentKeyRole>] = [:]
        var opened: [OpenedVersion: Timestamp] = [:]
    }

    private struct OpenedVersion: Hashable {
        let record: RecordID
        let version: UInt64
    }

    init(
        id: [UInt8], account: Account, uid: UInt32, held: HeldAccountKeys, at: Timestamp, idleSeconds: UInt64,
        absoluteSeconds: UInt64
    ) {
        self.id = id
        self.account = account
        self.uid = uid
        self.held = held
        self.idleSeconds = idleSeconds
        loggedInAt = at
        expiresAt = at.adding(seconds: absoluteSeconds)
        inner = Mutex(Inner(lastUsed: at))
    }

    var keyID: KeyID { account.keyID }
    var role: Role { account.role }
    /// Six words of one's own key; shown to nobody else.
    var ownKeyWords: String { KeyWords(keyID).text }

    /// Counts a request as use.
    func touch(_ at: Timestamp) { inner.withLock { $0.lastUsed = max($0.lastUsed, at) } }

    /// Whether the session's time is over.
    func isExpired(_ at: Timestamp) -> Bool {
        inner.withLock { $0.hasEnded || at >= expiresAt || at >= $0.lastUsed.adding(seconds: idleSeconds) }
    }

    /// The session check: repeated inside every commit and before every chunk.
    ///
    /// - Throws: `session-expired`.
    func check(_ at: Timestamp, _ authority: Authority) throws(VaultError) {
        guard !isExpired(at), authority.accounts[keyID]?.status == .active else {
            throw VaultError(.sessionExpired)
        }
    }

    /// Ends it at once: every cached key is dropped.
    func end() {
        inner.withLock {
            $0.hasEnded = true
            $0.compartmentKeys = [:]
            $0.opened = [:]
        }
    }

    // MARK: Compartment keys

    func cachedKey(_ slot: KeySlot) -> HeldKey<CompartmentKeyRole>? { inner.withLock { $0.compartmentKeys[slot] } }

    func cache(_ key: HeldKey<CompartmentKeyRole>, at slot: KeySlot) {
        inner.withLock { if !$0.hasEnded { $0.compartmentKeys[slot] = key } }
    }

    /// Drops the keys of a case that there is no more.
    func forget(_ caseID: CaseID) {
        inner.withLock { inner in
            inner.compartmentKeys = inner.compartmentKeys.filter { $0.key.place.caseID != caseID }
        }
    }

    // MARK: What was opened

    private static let coverageSeconds: UInt64 = 600

    /// Whether an `opened` event of the last ten minutes covers this version.
    func isCovered(_ record: RecordID, _ version: UInt64, _ at: Timestamp) -> Bool {
        inner.withLock { inner in
            guard let since = inner.opened[OpenedVersion(record: record, version: version)] else { return false }
            return at < since.adding(seconds: Self.coverageSeconds)
        }
    }

    func cover(_ record: RecordID, _ version: UInt64, _ at: Timestamp) {
        inner.withLock { $0.opened[OpenedVersion(record: record, version: version)] = at }
    }
}

/// One version of one compartment key.
struct KeySlot: Hashable, Sendable {
    let place: Place
    let version: UInt64
}
