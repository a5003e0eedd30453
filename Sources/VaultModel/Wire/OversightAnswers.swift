/// An item of `GET /v1/keys`: one case's keys.
public struct KeyStatusItem: Codable, Sendable, Equatable {
    /// The case's code.
    public var id: String
    /// Counts the outer rotations, from 1.
    public var houseEpoch: UInt64
    /// When the outer keys were last rotated, or the case opened.
    public var houseMadeAt: Timestamp
    /// `current`, or `asked`: new outer keys are on their way.
    public var houseState: String
    /// Whether the outer keys are older than `key-max-age-days` in Keys.
    public var overdue: Bool
    /// Born compartments.
    public var compartments: [CompartmentKeyItem]
    /// Memberwise.
    public init(
        id: String, houseEpoch: UInt64, houseMadeAt: Timestamp, houseState: String, overdue: Bool,
        compartments: [CompartmentKeyItem]
    ) {
        self.id = id
        self.houseEpoch = houseEpoch
        self.houseMadeAt = houseMadeAt
        self.houseState = houseState
        self.overdue = overdue
        self.compartments = compartments
    }
}

/// The keys of one compartment of a case.
public struct CompartmentKeyItem: Codable, Sendable, Equatable {
    /// Which.
    public var name: Compartment
    /// The newest key version.
    public var keyVersion: UInt64
    /// When it was made.
    public var madeAt: Timestamp
    /// `current`, `asked`, `resealing` or `orphaned`.
    public var state: String
    /// Record versions still under an older key.
    public var remaining: Int
    /// Record versions in all, while a rotation is under way; 0 otherwise.
    public var total: Int
    /// Whether the newest key version is older than `key-max-age-days` in Keys.
    public var overdue: Bool
    /// In whose sessions it can go on; `the custodians` where only their cards can.
    public var waitsFor: [String]
    /// Whether the custodians can open every version that somebody holds; absent while no custodians are set.
    public var custodians: Bool?
    /// Memberwise.
    public init(
        name: Compartment, keyVersion: UInt64, madeAt: Timestamp, state: String, remaining: Int, total: Int,
        overdue: Bool, waitsFor: [String], custodians: Bool? = nil
    ) {
        self.custodians = custodians
        self.name = name
        self.keyVersion = keyVersion
        self.madeAt = madeAt
        self.state = state
        self.remaining = remaining
        self.total = total
        self.overdue = overdue
        self.waitsFor = waitsFor
    }
}

/// `POST /v1/keys/rotate`
public struct Rotated: Codable, Sendable, Equatable {
    /// Cases whose outer keys are new.
    public var outer: Int
    /// Compartments for which inner rotation is asked.
    public var innerAsked: Int
    /// Cases whose outer keys still wait; the daemon goes on with them by itself.
    public var waiting: Int
    /// Memberwise.
    public init(outer: Int, innerAsked: Int, waiting: Int = 0) {
        self.outer = outer
        self.innerAsked = innerAsked
        self.waiting = waiting
    }
}

/// An item of `GET /v1/ledger`: names where names are due, ids where there is none.
public struct LedgerItem: Codable, Sendable, Equatable {
    /// The sequence number as text.
    public var id: String
    /// When.
    public var at: Timestamp
    /// See ``EventKind/name``.
    public var kind: String
    /// Who did or signed it.
    public var actor: String?
    /// Whom it was done to.
    public var subject: String?
    /// The case's code.
    public var `case`: String?
    /// Where.
    public var compartments: [Compartment]?
    /// What record.
    public var record: RecordID?
    /// Which version of it.
    public var version: UInt64?
    /// The operation asked for.
    public var operation: String?
    /// HTTP status of the answer.
    public var outcome: UInt16?
    /// How many.
    public var count: UInt64?
    /// Why.
    public var reason: String?
    /// Whether it is signed authority.
    public var signed: Bool
    /// Memberwise.
    public init(
        id: String, at: Timestamp, kind: String, actor: String?, subject: String?, case code: String?,
        compartments: [Compartment]?, record: RecordID?, version: UInt64?, operation: String?, outcome: UInt16?,
        count: UInt64?, reason: String?, signed: Bool
    ) {
        self.id = id
        self.at = at
        self.kind = kind
        self.actor = actor
        self.subject = subject
        self.case = code
        self.compartments = compartments
        self.record = record
        self.version = version
        self.operation = operation
        self.outcome = outcome
        self.count = count
        self.reason = reason
        self.signed = signed
    }
}

/// `GET /v1/ledger/verification`: every leaf, the root and every signature computed again.
public struct LedgerVerification: Codable, Sendable, Equatable {
    /// How many events.
    public var size: UInt64
    /// RFC 6962 root, in hexadecimal.
    public var root: String
    /// How many signatures were checked.
    public var signatures: UInt64
    /// Whether everything agrees.
    public var valid: Bool
    /// Sequence numbers that do not.
    public var damaged: [UInt64]
    /// Where the tables have another number of records than the ledger says, as `CODE compartment: found of expected`.
    public var records: [String]
    /// Memberwise.
    public init(
        size: UInt64, root: String, signatures: UInt64, valid: Bool, damaged: [UInt64], records: [String] = []
    ) {
        self.records = records
        self.size = size
        self.root = root
        self.signatures = signatures
        self.valid = valid
        self.damaged = damaged
    }
}

/// An item of `GET /v1/doctor`.
public struct Finding: Codable, Sendable, Equatable {
    /// How bad.
    public enum Severity: String, Codable, Sendable {
        case fine, warning, wrong
    }
    /// A stable code, e.g. `disabled-admin`.
    public var id: String
    /// How bad.
    public var severity: Severity
    /// What is so.
    public var text: String
    /// What to do about it; absent where nothing is wrong.
    public var advice: String?
    /// Memberwise.
    public init(id: String, severity: Severity, text: String, advice: String? = nil) {
        self.id = id
        self.severity = severity
        self.text = text
        self.advice = advice
    }
}
