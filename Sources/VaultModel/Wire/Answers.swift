/// A page of a list.
public struct Page<Item: Codable & Sendable>: Codable, Sendable {
    /// At most ``Limits/pageItems``.
    public var items: [Item]
    /// What to pass as `after` for the next page; absent on the last.
    public var next: String?
    /// Memberwise.
    public init(items: [Item], next: String? = nil) {
        self.items = items
        self.next = next
    }
}

/// `GET /v1/health`
public struct Health: Codable, Sendable, Equatable {
    /// Whether the daemon can serve.
    public enum State: String, Codable, Sendable {
        case ready
        case uninitialised
        /// The database is older than its pin: restored, or a disk that lied.
        case behindPin = "behind-pin"
        case stopping
        /// The keystore is closed: `sandyk unseal` opens it.
        case sealed
    }
    /// Whether the daemon can serve.
    public var state: State
    /// The daemon's version.
    public var version: String
    /// True where there is no vault yet and its root key will be a passphrase.
    public var rootPassphrase: Bool?
    /// What opens it, where it is sealed: `root` (no passphrase, by the operator), `technician`, `director`.
    public var unseal: [String]?
    /// Memberwise.
    public init(state: State, version: String, rootPassphrase: Bool? = nil, unseal: [String]? = nil) {
        self.unseal = unseal
        self.state = state
        self.version = version
        self.rootPassphrase = rootPassphrase
    }
}

/// `POST /v1/vault`: what `sandyk init` shows.
public struct Initialised: Codable, Sendable, Equatable {
    /// Hash of the signed charter.
    public var vaultID: VaultID
    /// The first admin.
    public var account: String
    /// The first admin's key, in words.
    public var keyWords: String
    /// Where the operator finds the root key, e.g. a path.
    public var rootKey: String
    /// The keystore's path.
    public var keystore: String
    /// Its mirror's path, where one is set.
    public var mirror: String?
    /// Memberwise.
    public init(
        vaultID: VaultID, account: String, keyWords: String, rootKey: String, keystore: String, mirror: String?
    ) {
        self.vaultID = vaultID
        self.account = account
        self.keyWords = keyWords
        self.rootKey = rootKey
        self.keystore = keystore
        self.mirror = mirror
    }
}

/// `GET /v1/accounts/{name}/login`: what the client needs to make the unlock key. Made up, and always the
/// same, for names that do not exist.
public struct LoginParameters: Codable, Sendable, Equatable {
    /// 16 bytes in hexadecimal.
    public var salt: String
    /// Argon2id passes.
    public var passes: UInt32
    /// Argon2id memory, in KiB.
    public var memoryKiB: UInt32
    /// Argon2id passes for a new passphrase: the same for every name.
    public var newPasses: UInt32?
    /// Argon2id memory for a new passphrase, in KiB: the same for every name.
    public var newMemoryKiB: UInt32?
    /// Memberwise.
    public init(
        salt: String, passes: UInt32, memoryKiB: UInt32, newPasses: UInt32? = nil, newMemoryKiB: UInt32? = nil
    ) {
        self.salt = salt
        self.passes = passes
        self.memoryKiB = memoryKiB
        self.newPasses = newPasses
        self.newMemoryKiB = newMemoryKiB
    }
}

/// `POST /v1/accounts/{name}/sessions`
public struct SessionToken: Codable, Sendable, Equatable {
    /// Goes into `Authorization: Bearer`. Bound to the peer's user id.
    public var token: String
    /// Who.
    public var account: String
    /// What they do.
    public var role: Role
    /// Ends then at the latest.
    public var expiresAt: Timestamp
    /// Ends after so many seconds without a request.
    public var idleSeconds: UInt64
    /// Memberwise.
    public init(token: String, account: String, role: Role, expiresAt: Timestamp, idleSeconds: UInt64) {
        self.token = token
        self.account = account
        self.role = role
        self.expiresAt = expiresAt
        self.idleSeconds = idleSeconds
    }
}

/// `POST /v1/accounts/{name}/enrol`
public struct Enrolled: Codable, Sendable, Equatable {
    /// Who.
    public var account: String
    /// What they do.
    public var role: Role
    /// Six words of the new key; told to the first colleague who lets this person in.
    public var keyWords: String
    /// Memberwise.
    public init(account: String, role: Role, keyWords: String) {
        self.account = account
        self.role = role
        self.keyWords = keyWords
    }
}

/// `GET /v1/session`: what `sandyk status` shows.
public struct SessionStatus: Codable, Sendable, Equatable {
    /// Who.
    public var account: String
    /// What they do.
    public var role: Role
    /// Six words of one's own key; shown to nobody else.
    public var keyWords: String
    /// Since when.
    public var loggedInAt: Timestamp
    /// Ends then at the latest.
    public var expiresAt: Timestamp
    /// Requests that wait for this person's yes.
    public var waiting: [AccessRequest]
    /// Stable codes of what everybody should know, e.g. `no-custodians`.
    public var warnings: [String]
    /// How far the custodians' grants are; absent while no custodians are set.
    public var custodians: CustodianProgress?
    /// Proposals that this person can agree to, and disposals that wait.
    public var proposals: [ProposalItem]?
    /// Memberwise.
    public init(
        account: String, role: Role, keyWords: String, loggedInAt: Timestamp, expiresAt: Timestamp,
        waiting: [AccessRequest], warnings: [String], custodians: CustodianProgress? = nil,
        proposals: [ProposalItem]? = nil
    ) {
        self.custodians = custodians
        self.account = account
        self.role = role
        self.keyWords = keyWords
        self.loggedInAt = loggedInAt
        self.expiresAt = expiresAt
        self.waiting = waiting
        self.warnings = warnings
        self.proposals = proposals
    }
}

/// An item of `GET /v1/accounts`.
public struct AccountItem: Codable, Sendable, Equatable {
    /// The name.
    public var id: String
    /// What they do.
    public var role: Role
    /// `invited`, `active`, `suspended` or `disabled`.
    public var status: String
    /// When enrolled; absent while invited.
    public var enrolledAt: Timestamp?
    /// Whether the person asking vouched for this key, or trusts somebody who did.
    public var vouched: Bool
    /// Memberwise.
    public init(id: String, role: Role, status: String, enrolledAt: Timestamp?, vouched: Bool) {
        self.id = id
        self.role = role
        self.status = status
        self.enrolledAt = enrolledAt
        self.vouched = vouched
    }
}

/// `POST /v1/accounts`
public struct InvitationCode: Codable, Sendable, Equatable {
    /// Whom.
    public var name: String
    /// As what.
    public var role: Role
    /// Shown once: 16 letters in groups of four.
    public var code: String
    /// Good until then.
    public var expiresAt: Timestamp
    /// What a second person has to agree to, until ``expiresAt``, before the code is good.
    public var proposal: RequestID?
    /// What the end of the person's old key left to be done, where this is for a new one.
    public var report: LeavingReport?
    /// Memberwise.
    public init(
        name: String, role: Role, code: String, expiresAt: Timestamp, proposal: RequestID? = nil,
        report: LeavingReport? = nil
    ) {
        self.report = report
        self.name = name
        self.role = role
        self.code = code
        self.expiresAt = expiresAt
        self.proposal = proposal
    }
}

/// What an operation on an account or a case did, where there is nothing to show.
public struct Done: Codable, Sendable, Equatable {
    /// The operation's name, e.g. `account.disable`.
    public var done: String
    /// Cases whose outer keys were rotated.
    public var rotated: Int?
    /// Cases whose outer keys still wait; the daemon goes on with them by itself.
    public var waiting: Int?
    /// A request was made instead: a lead has to say yes.
    public var request: RequestID?
    /// What an account's end left to be done.
    public var report: LeavingReport?
    /// Memberwise.
    public init(
        done: String, rotated: Int? = nil, waiting: Int? = nil, request: RequestID? = nil,
        report: LeavingReport? = nil
    ) {
        self.done = done
        self.rotated = rotated
        self.waiting = waiting
        self.request = request
        self.report = report
    }
}
