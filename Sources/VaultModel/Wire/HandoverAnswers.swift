/// `GET /v1/accounts/{name}/handover`: what handing somebody's cases over would do, as the person asking can.
public struct Handover: Codable, Sendable, Equatable {
    /// Whose cases.
    public var from: String
    /// Who takes over.
    public var to: String
    /// By code; only cases that the person asking leads, their own, or for an admin all.
    public var items: [HandoverItem]
    /// BLAKE2b-256 over this list and the keys of all three, in hexadecimal: a yes names it.
    public var digest: String
    /// Memberwise.
    public init(from: String, to: String, items: [HandoverItem], digest: String) {
        self.from = from
        self.to = to
        self.items = items
        self.digest = digest
    }
}

/// One case of a handover.
public struct HandoverItem: Codable, Sendable, Equatable {
    /// The case's code.
    public var id: String
    /// Whether a request is put to the leads (or, without an active lead, to the members), since the person asking
    /// does not lead the case.
    public var asks: Bool
    /// Whether whoever takes over becomes a lead.
    public var lead: Bool
    /// Where they are let in.
    public var compartments: [Compartment]
    /// Whose keys the person asking gives them.
    public var grants: [Compartment]
    /// Whose keys others have to give them.
    public var waits: [Compartment]
    /// Where they cannot follow: their role has no place there.
    public var left: [Compartment]
    /// Memberwise.
    public init(
        id: String, asks: Bool, lead: Bool, compartments: [Compartment], grants: [Compartment],
        waits: [Compartment], left: [Compartment]
    ) {
        self.id = id
        self.asks = asks
        self.lead = lead
        self.compartments = compartments
        self.grants = grants
        self.waits = waits
        self.left = left
    }
}

/// `POST /v1/accounts/{name}/handover`
public struct HandedOver: Codable, Sendable, Equatable {
    /// Whose cases; this person is still on them.
    public var from: String
    /// Who takes over.
    public var to: String
    /// Whether this typed the key words, so that a vouch was signed.
    public var vouched: Bool
    /// By code.
    public var items: [HandedOverCase]
    /// Memberwise.
    public init(from: String, to: String, vouched: Bool, items: [HandedOverCase]) {
        self.from = from
        self.to = to
        self.vouched = vouched
        self.items = items
    }
}

/// What came of one case of a handover.
public struct HandedOverCase: Codable, Sendable, Equatable {
    /// The case's code.
    public var id: String
    /// Whether they lead it now.
    public var lead: Bool
    /// Compartments whose keys they hold.
    public var granted: [Compartment]
    /// Compartments not born yet.
    public var unborn: [Compartment]
    /// What waits for a yes.
    public var requests: [AccessRequest]
    /// Memberwise.
    public init(
        id: String, lead: Bool, granted: [Compartment], unborn: [Compartment], requests: [AccessRequest]
    ) {
        self.id = id
        self.lead = lead
        self.granted = granted
        self.unborn = unborn
        self.requests = requests
    }
}
