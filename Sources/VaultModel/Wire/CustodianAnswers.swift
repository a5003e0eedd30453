/// `GET /v1/custodians`. Neither the key nor its words: these come from a custodian's card.
public struct CustodianStatus: Codable, Sendable, Equatable {
    /// How many cards are needed.
    public var needed: UInt8
    /// How many were dealt.
    public var count: UInt64
    /// Since when the key is the current one.
    public var setAt: Timestamp
    /// Who set it; `the custodians` where the key before signed for it.
    public var setBy: String
    /// Whether the person asking confirmed it, or one before that signed for it; absent for who holds nothing to seal
    /// to them, admins and auditors.
    public var confirmed: Bool?
    /// When the cards last proved that they work.
    public var rehearsedAt: Timestamp?
    /// How far the grants are.
    public var progress: CustodianProgress
    /// Memberwise.
    public init(
        needed: UInt8, count: UInt64, setAt: Timestamp, setBy: String, confirmed: Bool?, rehearsedAt: Timestamp?,
        progress: CustodianProgress
    ) {
        self.needed = needed
        self.count = count
        self.setAt = setAt
        self.setBy = setBy
        self.confirmed = confirmed
        self.rehearsedAt = rehearsedAt
        self.progress = progress
    }
}

/// How many compartments the custodians could not open yet, and what they wait for. Admins and auditors see every
/// case, others their own.
public struct CustodianProgress: Codable, Sendable, Equatable {
    /// Compartments with a holder whose keys, or some of them, lack the grant.
    public var missing: Int
    /// Holders who confirmed: their next login adds it.
    public var waitsFor: [String]
    /// Holders who have to type the words of the custodians' key first.
    public var unconfirmed: [String]
    /// Memberwise.
    public init(missing: Int, waitsFor: [String], unconfirmed: [String]) {
        self.missing = missing
        self.waitsFor = waitsFor
        self.unconfirmed = unconfirmed
    }
}

/// `POST /v1/custodians`: what came of it, one of the two.
public struct SetCustodians: Codable, Sendable, Equatable {
    /// The key is set.
    public var custodians: CustodianStatus?
    /// A second person has to agree first.
    public var proposal: ProposalItem?
    /// Memberwise.
    public init(custodians: CustodianStatus? = nil, proposal: ProposalItem? = nil) {
        self.custodians = custodians
        self.proposal = proposal
    }
}

/// `POST /v1/custodians`
public struct SetCustodiansRequest: RequestBody, Equatable {
    /// `sandyk-custodians-…`, as the dealing showed it.
    public var publicKeys: String
    /// How many cards are needed.
    public var needed: UInt8
    /// How many were dealt.
    public var count: UInt64
    /// The names of the above.
    public static let fields: Set<String> = ["publicKeys", "needed", "count"]
    /// Memberwise.
    public init(publicKeys: String, needed: UInt8, count: UInt64) {
        self.publicKeys = publicKeys
        self.needed = needed
        self.count = count
    }
}

/// `POST /v1/custodians/confirm`
public struct ConfirmCustodiansRequest: RequestBody, Equatable {
    /// The six words of the custodians' key, from a custodian's card.
    public var keyWords: String
    /// The names of the above.
    public static let fields: Set<String> = ["keyWords"]
    /// Memberwise.
    public init(keyWords: String) { self.keyWords = keyWords }
}
