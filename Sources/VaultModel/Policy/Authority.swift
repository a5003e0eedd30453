/// Who may do what, as the ledger's authority events say: the one truth that policy decides from.
///
/// A pure value, built by applying events in order. Whoever applies an event has checked its signature
/// and its place in the chain; what is lawful is checked here, so that replay at start and a new event
/// pass the same rules.
public struct Authority: Sendable {
    /// Names the vault; absent before the charter.
    public internal(set) var vaultID: VaultID?
    /// Hash of the newest authority event.
    public internal(set) var head: EventHash?
    /// Every account there ever was, by key id.
    public internal(set) var accounts: [KeyID: Account] = [:]
    /// The newest key id of each name.
    public internal(set) var keyIDs: [String: KeyID] = [:]
    /// Invitations, by the hash of their code.
    public internal(set) var invitations: [[UInt8]: Invitation] = [:]
    /// Every case, by id.
    public internal(set) var cases: [CaseID: CaseFile] = [:]
    /// Cases by code.
    public internal(set) var caseIDs: [CaseCode: CaseID] = [:]
    /// Whom each key id vouched for; custodians' keys too.
    var vouches: [KeyID: Set<KeyID>] = [:]
    /// Every custodians' key there ever was, by key id.
    public internal(set) var custodians: [KeyID: CustodianFacts] = [:]
    /// The custodians' key whose words each person typed last.
    var confirmedCustodians: [KeyID: KeyID] = [:]
    /// The custodians' key that was set last; absent until one is.
    public internal(set) var custodianKeyID: KeyID?
    /// What waits for a second person, by id; also what has expired since the newest proposal.
    public internal(set) var proposals: [RequestID: Proposal] = [:]
    /// What was agreed on; `nil` until an admin's session signed it first.
    public internal(set) var limits: AgreedLimits?
    /// Records that were withdrawn.
    public internal(set) var withdrawn: [RecordID: Withdrawal] = [:]
    /// Who still has to be given the key version that was made last: until they are, nothing else is signed.
    public internal(set) var heirs: Heirs?
    /// Names of one person, each leading to another.
    var links: [String: String] = [:]

    /// Nothing yet: before the charter.
    public init() {}

    /// - Returns: the account of a name, enrolled and not replaced by a later key id.
    public func account(named name: AccountName) -> Account? { keyIDs[name.text].flatMap { accounts[$0] } }

    /// - Returns: the case of a code.
    public func caseFile(_ code: CaseCode) -> CaseFile? { caseIDs[code].flatMap { cases[$0] } }

    /// Active accounts of a role.
    public func active(_ role: Role) -> [Account] {
        accounts.values.filter { $0.role == role && $0.status == .active }
    }

    /// Whether a chain of vouches leads from `granter` to `subject`. Everybody trusts themselves.
    public func trusts(_ granter: KeyID, _ subject: KeyID) -> Bool {
        var reached: Set<KeyID> = [granter]
        var frontier = [granter]
        while let next = frontier.popLast() {
            if next == subject { return true }
            for vouched in vouches[next] ?? [] where reached.insert(vouched).inserted { frontier.append(vouched) }
            // Whoever typed the words of a custodians' key trusts what the custodians signed.
            for keyID in custodians.keys where hasConfirmed(next, keyID) && reached.insert(keyID).inserted {
                frontier.append(keyID)
            }
        }
        return false
    }

    /// The born compartments, by case, that would be left without holders if `keyID` lost its grants.
    public func orphans(without keyID: KeyID, in only: CaseID? = nil) -> [(code: CaseCode, compartment: Compartment)] {
        cases.values.filter { only == nil || $0.id == only }.flatMap { file in
            file.compartments.filter { Set($0.value.holders.keys) == [keyID] }.map { (file.code, $0.key) }
        }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }
    }
}

/// One key id: a person, for as long as they keep their keys.
public struct Account: Sendable, Equatable {
    /// Whether somebody can log in.
    public enum Status: String, Sendable, Codable {
        case active, suspended, disabled
    }

    /// Names the two public keys.
    public let keyID: KeyID
    /// How colleagues call this person.
    public let name: AccountName
    /// One account has one role, for ever.
    public let role: Role
    /// X25519 public half, 32 bytes: receives keys.
    public let agreementKey: [UInt8]
    /// Ed25519 public half, 32 bytes: signs.
    public let signingKey: [UInt8]
    /// When it was enrolled.
    public let enrolledAt: Timestamp
    /// Who invited; absent for the charter's admin.
    public let invitedBy: KeyID?
    /// Whether somebody can log in.
    public internal(set) var status: Status
    /// When ``status`` last changed.
    public internal(set) var changedAt: Timestamp
}

/// An invitation that an admin signed.
public struct Invitation: Sendable, Equatable {
    /// The name that the new account will have.
    public let name: AccountName
    /// The role that it will have.
    public let role: Role
    /// Good until then.
    public let expires: Timestamp
    /// The admin's key id.
    public let by: KeyID
    /// The name of another account of the same person.
    public let linked: AccountName?
    /// Single use; also once it was withdrawn.
    public internal(set) var isUsed: Bool
}

/// One case: who leads it, who is assigned, which key versions there are and who holds them.
public struct CaseFile: Sendable {
    /// Hash of the signed opening event.
    public let id: CaseID
    /// How staff name it.
    public let code: CaseCode
    /// When it was opened.
    public let openedAt: Timestamp
    /// Closed cases can be read, not written.
    public internal(set) var isClosed = false
    /// Those who decide who else is let in.
    public internal(set) var leads: Set<KeyID> = []
    /// Who is on the case, in which compartments, and since when.
    public internal(set) var members: [KeyID: Membership] = [:]
    /// Born compartments.
    public internal(set) var compartments: [Compartment: CompartmentKeys] = [:]
    /// Whom the custodians let in, and where they may grant to them.
    var recovered: [KeyID: Set<Compartment>] = [:]
    /// A legal hold.
    public internal(set) var hold: LegalHold?
    /// A disposal that was agreed to and waits.
    public internal(set) var disposal: Disposal?
    /// The tombstone of a case that was disposed of: no keys, no records.
    public internal(set) var disposed: Tombstone?

    /// Whether the key id holds the compartment's newest key version.
    public func holds(_ keyID: KeyID, _ compartment: Compartment) -> Bool {
        compartments[compartment]?.holders[keyID] != nil
    }
}

/// Somebody's place on a case.
public struct Membership: Sendable, Equatable {
    /// Compartments that they are assigned to; holding the key is another matter.
    public internal(set) var compartments: Set<Compartment>
    /// Since when.
    public let since: Timestamp
}

/// Those who held a compartment's key when its next version was made: the maker gives it to each of them before
/// anything else, so that nobody is left out.
public struct Heirs: Sendable, Equatable {
    let caseID: CaseID
    let compartment: Compartment
    let version: UInt64
    let maker: KeyID
    var waiting: Set<KeyID>

    /// Whether an event is one of those grants, or the custodians' of the same version.
    func allows(_ event: LedgerEvent, _ signer: KeyID) -> Bool {
        event.kind == .granted && signer == maker && event.id(.case) == caseID && event.compartment == compartment
            && event.number(.keyVersion, as: UInt64.self) == version
    }
}

/// A compartment's key versions that are not retired.
public struct CompartmentKeys: Sendable {
    /// The version that new records use.
    public internal(set) var current: UInt64
    /// Versions not yet retired, by number.
    public internal(set) var versions: [UInt64: KeyVersion]

    /// Who holds the current version.
    public var holders: [KeyID: GrantFact] { versions[current]?.grants ?? [:] }
}

/// One version of a compartment key, as its maker signed it.
public struct KeyVersion: Sendable, Equatable {
    /// 32 bytes.
    public let commitment: [UInt8]
    /// In whose session it was made.
    public let maker: KeyID
    /// When.
    public let madeAt: Timestamp
    /// Who holds it.
    public internal(set) var grants: [KeyID: GrantFact]
    /// Custodians' keys that it is sealed to: not people, and not holders.
    public internal(set) var custodianGrants: [KeyID: GrantFact] = [:]
    /// The last person who held it, once nobody does.
    public internal(set) var lastHolder: KeyID?

    /// Everything that a row of sealed bytes stands for: people's grants and the custodians'.
    public var recipients: [KeyID: GrantFact] { grants.merging(custodianGrants) { person, _ in person } }
}

/// A grant, as its granter signed it.
public struct GrantFact: Sendable, Equatable {
    /// BLAKE2b-256 of the inner sealed value.
    public let digest: [UInt8]
    /// Who said yes.
    public let by: KeyID
    /// When.
    public let at: Timestamp
}
