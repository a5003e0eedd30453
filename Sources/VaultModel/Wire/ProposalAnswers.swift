/// An item of `GET /v1/proposals`; the answer of `GET /v1/proposals/{id}`: all that would take effect.
public struct ProposalItem: Codable, Sendable, Equatable {
    /// 16 bytes in hexadecimal.
    public var id: RequestID
    /// The operation's name: `account.invite`, `account.role`, `limits.propose`, `custodians.set`, `record.destroy`, `case.dispose`.
    public var kind: String
    /// `open`, or for a disposal `waiting`: agreed to, not due yet.
    public var state: String
    /// Who proposed it.
    public var by: String
    /// When.
    public var proposedAt: Timestamp
    /// Open to agreement until then.
    public var expiresAt: Timestamp
    /// Names the signed proposal and all that is shown here of what it would do, 32 bytes in hexadecimal: agreeing
    /// names it.
    public var digest: String
    /// Who can agree.
    public var waitsFor: [String]
    /// Whether the person asking is one of them.
    public var mine: Bool
    /// The case's code.
    public var `case`: String?
    /// A record that would be destroyed.
    public var record: RecordID?
    /// Where the record is.
    public var compartment: Compartment?
    /// The account.
    public var name: String?
    /// The role that it would have.
    public var role: Role?
    /// What nobody could open any more, each as `CODE compartment`: today; an agreement is to exactly these.
    public var orphans: [String]?
    /// An account of the same person.
    public var samePersonAs: String?
    /// How long the invitation would be good.
    public var inviteHours: UInt64?
    /// The limits that there would be.
    public var limits: LimitsItem?
    /// The custodians' key that would be set.
    public var custodians: ProposedCustodians?
    /// Days between the agreement to a disposal and its execution.
    public var waitDays: UInt32?
    /// Who agreed to a disposal that waits.
    public var agreedBy: String?
    /// When it is due.
    public var dueAt: Timestamp?

    /// One that is open to everybody who may agree; the rest is put afterwards.
    public init(
        id: RequestID, kind: String, state: String, by: String, proposedAt: Timestamp, expiresAt: Timestamp,
        digest: String, waitsFor: [String], mine: Bool
    ) {
        self.id = id
        self.kind = kind
        self.state = state
        self.by = by
        self.proposedAt = proposedAt
        self.expiresAt = expiresAt
        self.digest = digest
        self.waitsFor = waitsFor
        self.mine = mine
    }
}

/// A custodians' key that waits for a second person, who compares its words with a custodian's card.
public struct ProposedCustodians: Codable, Sendable, Equatable {
    /// How many cards are needed.
    public var needed: UInt8
    /// How many were dealt.
    public var count: UInt64
    /// The six words of the key.
    public var keyWords: String
    /// Memberwise.
    public init(needed: UInt8, count: UInt64, keyWords: String) {
        self.needed = needed
        self.count = count
        self.keyWords = keyWords
    }
}

/// Limits in the units of `Keys`.
public struct LimitsItem: Codable, Sendable, Equatable {
    /// 1 or 2.
    public var quorum: UInt8
    /// Days between an agreed disposal and its execution.
    public var disposalWaitDays: UInt32
    /// A session ends after so long without a request.
    public var sessionIdleSeconds: UInt64
    /// A session ends after so long in any case.
    public var sessionAbsoluteSeconds: UInt64
    /// Argon2id passes.
    public var passes: UInt32
    /// Argon2id memory, in KiB.
    public var memoryKiB: UInt32
    /// After so many days a key is too old; 0: never.
    public var keyMaxAgeDays: UInt32
    /// How long an invite code is good.
    public var inviteHours: UInt32

    /// The same limits.
    public init(_ limits: AgreedLimits) {
        quorum = limits.quorum
        disposalWaitDays = limits.waitDays
        sessionIdleSeconds = limits.idleSeconds
        sessionAbsoluteSeconds = limits.absoluteSeconds
        passes = limits.passes
        memoryKiB = limits.memoryKiB
        keyMaxAgeDays = limits.keyMaxAgeDays
        inviteHours = limits.inviteHours
    }
}

/// `GET /v1/limits`
public struct LimitsAnswer: Codable, Sendable, Equatable {
    /// What people agreed on, as the ledger says; absent until an admin's session signed it first.
    public var agreed: LimitsItem?
    /// What the file `Keys` says.
    public var file: LimitsItem
    /// What counts: of each the stricter one.
    public var inForce: LimitsItem
    /// Whether the file is laxer than what was agreed on somewhere.
    public var fileIsLaxer: Bool
    /// Memberwise.
    public init(agreed: LimitsItem?, file: LimitsItem, inForce: LimitsItem, fileIsLaxer: Bool) {
        self.agreed = agreed
        self.file = file
        self.inForce = inForce
        self.fileIsLaxer = fileIsLaxer
    }
}

/// What an operation did at once, or what it proposed.
public struct Proposed: Codable, Sendable, Equatable {
    /// The operation's name.
    public var done: String
    /// What a second person has to agree to; absent where it is done.
    public var proposal: ProposalItem?
    /// Memberwise.
    public init(done: String, proposal: ProposalItem? = nil) {
        self.done = done
        self.proposal = proposal
    }
}

/// `POST /v1/accounts/{name}/role`
public struct RoleRequest: RequestBody, Equatable {
    /// What the person does from now on.
    public var role: Role
    /// Whether born compartments may be left without holders.
    public var orphan: Bool?
    /// The account's name again, where ``orphan`` is true.
    public var confirm: String?
    /// The names of the above.
    public static let fields: Set<String> = ["role", "orphan", "confirm"]
    /// Memberwise.
    public init(role: Role, orphan: Bool? = nil, confirm: String? = nil) {
        self.role = role
        self.orphan = orphan
        self.confirm = confirm
    }
}

/// `POST /v1/proposals/{id}/agree`
public struct AgreeRequest: RequestBody, Equatable {
    /// ``ProposalItem/digest`` of what was shown.
    public var digest: String
    /// The names of the above.
    public static let fields: Set<String> = ["digest"]
    /// Memberwise.
    public init(digest: String) { self.digest = digest }
}

/// `POST /v1/records/{id}/withdraw`
public struct WithdrawRequest: RequestBody, Equatable {
    /// Why: content, sealed beside the record.
    public var reason: String
    /// The names of the above.
    public static let fields: Set<String> = ["reason"]
    /// Memberwise.
    public init(reason: String) { self.reason = reason }
}

/// `POST /v1/cases/{code}/hold`
public struct HoldRequest: RequestBody, Equatable {
    /// `court-order`, `investigation`, `complaint` or `audit`: a word, since the ledger holds no content.
    public var reason: String
    /// The names of the above.
    public static let fields: Set<String> = ["reason"]
    /// Memberwise.
    public init(reason: String) { self.reason = reason }
}

/// `POST /v1/backups/keys`: a copy of the keystore that somebody made.
public struct KeyCopyRequest: RequestBody, Equatable {
    /// Where it is, in words: 1 to 64 printable ASCII characters.
    public var label: String
    /// When it will be destroyed.
    public var until: Timestamp
    /// The names of the above.
    public static let fields: Set<String> = ["label", "until"]
    /// Memberwise.
    public init(label: String, until: Timestamp) {
        self.label = label
        self.until = until
    }
}

/// A copy of the keys that somebody registered.
public struct KeyCopy: Codable, Sendable, Equatable {
    /// Where it is.
    public var label: String
    /// When it was registered.
    public var registeredAt: Timestamp
    /// Who registered it.
    public var registeredBy: String
    /// When it will be destroyed, they said.
    public var until: Timestamp
    /// Memberwise.
    public init(label: String, registeredAt: Timestamp, registeredBy: String, until: Timestamp) {
        self.label = label
        self.registeredAt = registeredAt
        self.registeredBy = registeredBy
        self.until = until
    }
}

/// `GET /v1/cases/{code}/certificate`
public struct DisposalCertificate: Codable, Sendable, Equatable {
    /// The case's code, which is never free again.
    public var `case`: String
    /// The case's id, 32 bytes in hexadecimal.
    public var caseID: CaseID
    /// The vault's id, 32 bytes in hexadecimal.
    public var vaultID: VaultID
    /// Who proposed it.
    public var proposedBy: String
    /// When.
    public var proposedAt: Timestamp
    /// Who agreed.
    public var agreedBy: String
    /// When.
    public var agreedAt: Timestamp
    /// In whose session it was executed.
    public var executedBy: String
    /// When it was signed.
    public var executedAt: Timestamp
    /// When the last row was removed; absent while that goes on.
    public var completedAt: Timestamp?
    /// What there was.
    public var destroyed: DisposalCounts
    /// Registered copies of the keys, older than the disposal: each opens the case in a database copy of its time.
    public var keyCopies: [KeyCopy]
    /// What stays, as stable words.
    public var stays: [String]
    /// The signed event's canonical bytes, in hexadecimal.
    public var event: String
    /// Its Ed25519 signature, 64 bytes in hexadecimal.
    public var signature: String
    /// The signer's Ed25519 public key, 32 bytes in hexadecimal.
    public var signingKey: String
    /// The event's place in the ledger.
    public var ledgerSequence: UInt64
    /// The ledger's size when this was written.
    public var ledgerSize: UInt64
    /// Its root then, 32 bytes in hexadecimal.
    public var ledgerRoot: String
    /// Memberwise.
    public init(
        case code: String, caseID: CaseID, vaultID: VaultID, proposedBy: String, proposedAt: Timestamp,
        agreedBy: String, agreedAt: Timestamp, executedBy: String, executedAt: Timestamp, completedAt: Timestamp?,
        destroyed: DisposalCounts, keyCopies: [KeyCopy], stays: [String], event: String, signature: String,
        signingKey: String, ledgerSequence: UInt64, ledgerSize: UInt64, ledgerRoot: String
    ) {
        self.case = code
        self.caseID = caseID
        self.vaultID = vaultID
        self.proposedBy = proposedBy
        self.proposedAt = proposedAt
        self.agreedBy = agreedBy
        self.agreedAt = agreedAt
        self.executedBy = executedBy
        self.executedAt = executedAt
        self.completedAt = completedAt
        self.destroyed = destroyed
        self.keyCopies = keyCopies
        self.stays = stays
        self.event = event
        self.signature = signature
        self.signingKey = signingKey
        self.ledgerSequence = ledgerSequence
        self.ledgerSize = ledgerSize
        self.ledgerRoot = ledgerRoot
    }
}
