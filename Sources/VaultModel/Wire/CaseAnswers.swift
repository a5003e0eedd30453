/// An item of `GET /v1/cases`; the answer of `GET` and `POST /v1/cases/{code}`.
public struct CaseItem: Codable, Sendable, Equatable {
    /// The code.
    public var id: String
    /// `open`, `closed` or `disposed`.
    public var status: String
    /// When it was opened.
    public var openedAt: Timestamp
    /// Who leads it.
    public var leads: [String]
    /// The newest case label, where this person may read it.
    public var label: String?
    /// Where the person asking is.
    public var compartments: [CompartmentItem]
    /// Stable codes, e.g. `no-custodians`.
    public var warnings: [String]?
    /// Why it is under a legal hold: `court-order`, `investigation`, `complaint`, `audit`.
    public var hold: String?
    /// When an agreed disposal is due.
    public var disposalDueAt: Timestamp?
    /// Memberwise.
    public init(
        id: String, status: String, openedAt: Timestamp, leads: [String], label: String?,
        compartments: [CompartmentItem], warnings: [String]? = nil, hold: String? = nil,
        disposalDueAt: Timestamp? = nil
    ) {
        self.id = id
        self.status = status
        self.openedAt = openedAt
        self.leads = leads
        self.label = label
        self.compartments = compartments
        self.warnings = warnings
        self.hold = hold
        self.disposalDueAt = disposalDueAt
    }
}

/// A compartment as the person asking sees it.
public struct CompartmentItem: Codable, Sendable, Equatable {
    /// Which.
    public var name: Compartment
    /// `read` or `read-write`.
    public var access: String
    /// `granted`; `unborn`: the first to write makes its key; `waiting`: a holder has to say yes.
    public var state: String
    /// How many records this person can open there.
    public var records: Int
    /// Memberwise.
    public init(name: Compartment, access: String, state: String, records: Int) {
        self.name = name
        self.access = access
        self.state = state
        self.records = records
    }
}

/// `GET /v1/cases/next-code`
public struct NextCode: Codable, Sendable, Equatable {
    /// Free when asked.
    public var code: String
    /// Memberwise.
    public init(code: String) { self.code = code }
}

/// `POST /v1/cases/{code}/assign`, `…/lead`, `POST /v1/requests/{id}/approve`
public struct Assigned: Codable, Sendable, Equatable {
    /// Whom.
    public var name: String
    /// Compartments whose keys they now hold.
    public var granted: [Compartment]
    /// Compartments not born yet: they make the key at their first write.
    public var unborn: [Compartment]
    /// Waiting for the yes of a holder, or (all of it) of a lead.
    public var requests: [AccessRequest]
    /// Whether this typed the key words, so that a vouch was signed.
    public var vouched: Bool
    /// Memberwise.
    public init(
        name: String, granted: [Compartment], unborn: [Compartment], requests: [AccessRequest], vouched: Bool
    ) {
        self.name = name
        self.granted = granted
        self.unborn = unborn
        self.requests = requests
        self.vouched = vouched
    }
}

/// Something that waits for a yes.
public struct AccessRequest: Codable, Sendable, Equatable {
    /// 16 bytes in hexadecimal.
    public var id: RequestID
    /// The case's code.
    public var `case`: String
    /// `assign`, `unassign`, `close`, `reopen` (an admin's, for a lead), `grant` (for a holder), or `lead` (an
    /// admin's, for any active member of a case without an active lead).
    public var kind: String
    /// Whom it is about.
    public var name: String?
    /// Where.
    public var compartments: [Compartment]
    /// Who asked.
    public var askedBy: String
    /// When.
    public var askedAt: Timestamp
    /// Who can say yes.
    public var waitsFor: [String]
    /// Whether the person asking is one of them.
    public var mine: Bool
    /// Memberwise.
    public init(
        id: RequestID, case code: String, kind: String, name: String?, compartments: [Compartment], askedBy: String,
        askedAt: Timestamp, waitsFor: [String], mine: Bool
    ) {
        self.id = id
        self.case = code
        self.kind = kind
        self.name = name
        self.compartments = compartments
        self.askedBy = askedBy
        self.askedAt = askedAt
        self.waitsFor = waitsFor
        self.mine = mine
    }
}

/// An item of `GET /v1/cases/{code}/who`: one person in one compartment.
public struct WhoItem: Codable, Sendable, Equatable {
    /// `name/compartment`.
    public var id: String
    /// Who.
    public var name: String
    /// What they do; absent for the custodians, who are no account.
    public var role: Role?
    /// Whether they lead the case.
    public var lead: Bool
    /// Where.
    public var compartment: Compartment
    /// Whether they hold the key and so can open it; otherwise assigned only.
    public var canOpen: Bool
    /// Since when.
    public var since: Timestamp
    /// Who said yes.
    public var grantedBy: String?
    /// When they last opened something there.
    public var lastOpened: Timestamp?
    /// `active`, `suspended` (still a holder) or `disabled`.
    public var status: String
    /// Whether the person asking trusts this key through vouches.
    public var vouched: Bool
    /// Memberwise.
    public init(
        id: String, name: String, role: Role?, lead: Bool, compartment: Compartment, canOpen: Bool, since: Timestamp,
        grantedBy: String?, lastOpened: Timestamp?, status: String, vouched: Bool
    ) {
        self.id = id
        self.name = name
        self.role = role
        self.lead = lead
        self.compartment = compartment
        self.canOpen = canOpen
        self.since = since
        self.grantedBy = grantedBy
        self.lastOpened = lastOpened
        self.status = status
        self.vouched = vouched
    }
}
