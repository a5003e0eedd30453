/// `POST /v1/recoveries`: what the custodians put their cards together for.
public struct BeginRecoveryRequest: RequestBody, Equatable {
    /// `case`, `account`, `rehearse` or `succeed`.
    public var purpose: CeremonyPurpose
    /// With `case`: the case's code.
    public var `case`: String?
    /// With `account`: whose compartments, or the last admin.
    public var name: String?
    /// With `case` and `account`: who is let in. Absent: those assigned without the key; the account's new key.
    public var to: String?
    /// With `succeed`: the new key, `sandyk-custodians-…`.
    public var publicKeys: String?
    /// With `succeed`: how many of the new cards are needed.
    public var needed: UInt8?
    /// With `succeed`: how many were dealt.
    public var count: UInt64?
    /// The names of the above.
    public static let fields: Set<String> = ["purpose", "case", "name", "to", "publicKeys", "needed", "count"]
    /// Memberwise.
    public init(
        purpose: CeremonyPurpose, case code: String? = nil, name: String? = nil, to: String? = nil,
        publicKeys: String? = nil, needed: UInt8? = nil, count: UInt64? = nil
    ) {
        self.purpose = purpose
        self.case = code
        self.name = name
        self.to = to
        self.publicKeys = publicKeys
        self.needed = needed
        self.count = count
    }
}

/// `POST /v1/recoveries/{id}/words`: the six key words of somebody who is let in, heard from that person; or those of the
/// key that takes over, from one of its cards.
public struct RecoveryWordsRequest: RequestBody, Equatable {
    /// Whose; absent for the key that takes over.
    public var name: String?
    /// Absent: this person is left out.
    public var keyWords: String?
    /// The names of the above.
    public static let fields: Set<String> = ["name", "keyWords"]
    /// Memberwise.
    public init(name: String?, keyWords: String? = nil) {
        self.name = name
        self.keyWords = keyWords
    }
}

/// `POST` and `GET /v1/recoveries…`: a ceremony as it stands. Nothing of any card.
public struct Recovery: Codable, Sendable, Equatable {
    /// How far it is.
    public enum State: String, Codable, Sendable {
        case open
        case done
    }
    /// 16 bytes in hexadecimal; who knows ten digits of it can add a card.
    public var id: RequestID
    /// What it is for.
    public var purpose: CeremonyPurpose
    /// The case's code.
    public var `case`: String?
    /// The account.
    public var name: String?
    /// With `succeed`: whether the words of the key that takes over are `waiting` or `typed`.
    public var successor: String?
    /// Who is let in.
    public var people: [RecoveryPerson]
    /// Cards that lie together.
    public var cards: Int
    /// Cards that are needed.
    public var needed: Int
    /// Whether it is over.
    public var state: State
    /// Then everything is forgotten.
    public var expiresAt: Timestamp
    /// What was opened, once it is done.
    public var opened: [RecoveredItem]?
    /// The last admin's way back in; only for whoever began the ceremony.
    public var invitation: InvitationCode?
    /// Memberwise.
    public init(
        id: RequestID, purpose: CeremonyPurpose, case code: String?, name: String?, successor: String? = nil,
        people: [RecoveryPerson],
        cards: Int, needed: Int, state: State, expiresAt: Timestamp, opened: [RecoveredItem]? = nil,
        invitation: InvitationCode? = nil
    ) {
        self.id = id
        self.purpose = purpose
        self.case = code
        self.name = name
        self.successor = successor
        self.people = people
        self.cards = cards
        self.needed = needed
        self.state = state
        self.expiresAt = expiresAt
        self.opened = opened
        self.invitation = invitation
    }
}

/// Somebody whom a recovery lets in.
public struct RecoveryPerson: Codable, Sendable, Equatable {
    /// Who.
    public var name: String
    /// `waiting` for their six key words, `typed`, or `left-out`.
    public var words: String
    /// Memberwise.
    public init(name: String, words: String) {
        self.name = name
        self.words = words
    }
}

/// What one person was let into.
public struct RecoveredItem: Codable, Sendable, Equatable {
    /// The case's code.
    public var id: String
    /// Who; absent where the custodians' own grants were handed over.
    public var name: String?
    /// Where.
    public var compartments: [Compartment]
    /// Memberwise.
    public init(id: String, name: String?, compartments: [Compartment]) {
        self.id = id
        self.name = name
        self.compartments = compartments
    }
}
