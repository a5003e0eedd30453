import Foundation
import Logging
import Synchronization
import VaultCrypto
package import VaultModel
package import VaultStore

/// The vault: the only place where keys, policy and ciphertext meet.
///
/// Everything that changes, and every disclosure, passes one commit: the session and the three checks
/// (role, case, key) are repeated inside it, its events are durable before the answer leaves.
package final class Vault: Sendable {
    let settings: VaultSettings
    let version: String
    let logger: Logger
    let clock: @Sendable () -> Date
    let folder: DataFolder
    let database: VaultDatabase
    let blobs: BlobDatabase
    let queue: CommitQueue<VaultState>
    let sessions = SessionTable()
    let lastOpened: LastOpened
    let loginFailures = LoginFailures()
    let work = WorkSignal()
    let pace = Pace()
    let recoveries = RecoveryDesk()
    let outerWork = WorkSignal()
    let houseWork = WorkSignal()
    let sealSignal = WorkSignal()
    let unsealFailures = UnsealFailures()
    let pinWriter: PinWriter
    let disposalCut = Mutex<DisposalStep?>(nil)
    private let condition: Mutex<Condition>

    /// What the daemon can do now.
    enum Condition: Sendable {
        case uninitialised
        case sealed
        case unsealing
        case ready(VaultKeys)
        case behindPin(VaultKeys, reason: String)
        case stopping(VaultKeys?)
    }

    init(
        settings: VaultSettings, version: String, logger: Logger, clock: @escaping @Sendable () -> Date,
        folder: DataFolder, database: VaultDatabase, blobs: BlobDatabase, condition: Condition,
        replay: LedgerReader.Replay
    ) {
        self.settings = settings
        self.version = version
        self.logger = logger
        self.clock = clock
        self.folder = folder
        self.database = database
        self.blobs = blobs
        self.condition = Mutex(condition)
        lastOpened = LastOpened(replay.lastOpened)
        let pinWriter = PinWriter(folder: folder, logger: logger)
        self.pinWriter = pinWriter
        queue = CommitQueue(database: database, state: replay.state) { before, published in
            if before.authority.head != published.authority.head { pinWriter.write(published) }
        }
        if case .ready(let keys) = condition { pinWriter.use(keys) }
    }

    /// Whether the daemon can serve.
    package func health() -> Health {
        let state: Health.State =
            switch condition.withLock({ $0 }) {
            case .uninitialised: .uninitialised
            case .sealed, .unsealing: .sealed
            case .ready: .ready
            case .behindPin: .behindPin
            case .stopping: .stopping
            }
        return Health(
            state: state, version: version,
            rootPassphrase: state == .uninitialised && settings.rootKey == .passphrase ? true : nil,
            unseal: state == .sealed ? unsealWays() : nil)
    }

    /// Makes commits fail, as a full or broken disk would; for tests.
    package func inject(_ fault: CommitFault) { queue.inject(fault) }

    /// This moment, by the injected clock.
    var now: Timestamp { Timestamp(clock()) }

    /// The keys, also for what was begun before the daemon was told to stop.
    ///
    /// - Throws: the code that says why the vault cannot serve.
    func keys() throws(VaultError) -> VaultKeys {
        switch condition.withLock({ $0 }) {
        case .ready(let keys), .stopping(let keys?): return keys
        case .uninitialised: throw VaultError(.uninitialised)
        case .sealed, .unsealing: throw VaultError(.sealed)
        case .behindPin: throw VaultError(.behindPin)
        case .stopping(nil): throw VaultError(.stopping)
        }
    }

    /// The keys for something new: refused once the daemon was told to stop.
    func keysForNewWork() throws(VaultError) -> VaultKeys {
        if case .stopping = condition.withLock({ $0 }) { throw VaultError(.stopping) }
        return try keys()
    }

    /// Why the database is behind its pin; `nil` where it is not.
    var behindPin: String? {
        if case .behindPin(_, let reason) = condition.withLock({ $0 }) { reason } else { nil }
    }

    /// Begins to serve with the keys of a vault that was just made.
    func becomeReady(_ keys: VaultKeys) {
        pinWriter.use(keys)
        condition.withLock { $0 = .ready(keys) }
    }

    /// From sealed to unsealing, one at a time.
    ///
    /// - Throws: `not-sealed`; `too-busy` where somebody else is at it.
    func beginUnsealing() throws(VaultError) {
        let code: ProblemCode? = condition.withLock { condition in
            switch condition {
            case .sealed:
                condition = .unsealing
                return nil
            case .unsealing: return .tooBusy
            case .stopping: return .stopping
            case .uninitialised: return .uninitialised
            case .ready, .behindPin: return .notSealed
            }
        }
        if let code { throw VaultError(code) }
    }

    /// From unsealing to what was found; a daemon that was told to stop meanwhile stays at that.
    func endUnsealing(_ next: Condition) throws(VaultError) {
        if case .ready(let keys) = next { pinWriter.use(keys) }
        let isStopping = condition.withLock { condition in
            if case .stopping = condition { return true }
            condition = next
            return false
        }
        if isStopping { throw VaultError(.stopping) }
    }

    /// From now on new requests are told to come back later.
    package func beginStopping() async {
        condition.withLock { condition in
            if case .ready(let keys) = condition { condition = .stopping(keys) } else { condition = .stopping(nil) }
        }
    }

    /// The keys, while ``close()`` says its last words.
    var stoppingKeys: VaultKeys? {
        if case .stopping(let keys) = condition.withLock({ $0 }) { keys } else { nil }
    }

    /// - Returns: the session of a token.
    /// - Throws: `not-logged-in`, `session-expired`, or why the vault cannot serve.
    package func session(token: String?, uid: UInt32) throws -> Session {
        _ = try keysForNewWork()
        guard let token, let session = sessions.find(token: token, uid: uid) else {
            throw VaultError(.notLoggedIn)
        }
        try session.check(now, queue.state.authority)
        return session
    }
}

/// When each person last opened something in each compartment; for `case who`, not for policy.
final class LastOpened: Sendable {
    private let moments: Mutex<[Place: [KeyID: Timestamp]]>

    init(_ moments: [Place: [KeyID: Timestamp]]) { self.moments = Mutex(moments) }

    func note(_ place: Place, _ keyID: KeyID, _ at: Timestamp) {
        moments.withLock { $0[place, default: [:]][keyID] = at }
    }

    /// What a later replay found.
    func replace(_ found: [Place: [KeyID: Timestamp]]) { moments.withLock { $0 = found } }

    subscript(place: Place, keyID: KeyID) -> Timestamp? { moments.withLock { $0[place]?[keyID] } }
}
