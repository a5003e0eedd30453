/// `GET /v1/accounts/{name}/disable`, and in a problem that wants it confirmed: what an account's end does.
public struct Leaving: Codable, Sendable, Equatable {
    /// Whose.
    public var name: String
    /// What they do.
    public var role: Role
    /// The cases that this person is on.
    public var cases: [LeavingCase]
    /// Compartments that would be left without holders, as `CODE compartment`.
    public var orphans: [String]
    /// Requests about this person, or of theirs, that are dropped.
    public var requests: [AccessRequest]
    /// Memberwise.
    public init(
        name: String, role: Role, cases: [LeavingCase], orphans: [String], requests: [AccessRequest]
    ) {
        self.name = name
        self.role = role
        self.cases = cases
        self.orphans = orphans
        self.requests = requests
    }
}

/// A case that somebody leaves.
public struct LeavingCase: Codable, Sendable, Equatable {
    /// The case's code.
    public var id: String
    /// Where they are.
    public var compartments: [Compartment]
    /// Whether they lead it.
    public var lead: Bool
    /// Whether no active lead is left without them.
    public var lastLead: Bool
    /// Compartments that nobody else can open.
    public var orphans: [Compartment]
    /// Memberwise.
    public init(id: String, compartments: [Compartment], lead: Bool, lastLead: Bool, orphans: [Compartment]) {
        self.id = id
        self.compartments = compartments
        self.lead = lead
        self.lastLead = lastLead
        self.orphans = orphans
    }
}

/// What an account's end left to be done, and by whom.
public struct LeavingReport: Codable, Sendable, Equatable {
    /// Cases without an active lead: an admin proposes one (`case lead`).
    public var withoutLead: [String]
    /// Compartments that wait for new keys.
    public var waiting: [WaitingCompartment]
    /// Memberwise.
    public init(withoutLead: [String], waiting: [WaitingCompartment]) {
        self.withoutLead = withoutLead
        self.waiting = waiting
    }
}

/// A compartment that waits for a session of one of its holders.
public struct WaitingCompartment: Codable, Sendable, Equatable {
    /// The case's code.
    public var `case`: String
    /// Which.
    public var compartment: Compartment
    /// Whose session makes the new key; nobody's where it is orphaned.
    public var waitsFor: [String]
    /// Memberwise.
    public init(case code: String, compartment: Compartment, waitsFor: [String]) {
        self.case = code
        self.compartment = compartment
        self.waitsFor = waitsFor
    }
}
