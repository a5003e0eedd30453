import VaultCrypto
import VaultModel

/// All that follows from the ledger: who may do what, and what waits. Changed only inside a commit,
/// published only when the commit is durable.
struct VaultState: Sendable {
    var authority = Authority()
    /// The ledger's Merkle tree.
    var tree = MerkleFrontier()
    /// Requests that wait for a yes.
    var requests: [RequestID: PendingRequest] = [:]
    /// The house key epoch that each case's grants are sealed under.
    var epochs: [CaseID: UInt64] = [:]
    /// Cases for which new outer keys are asked.
    var outerAsked: [CaseID: OuterAsk] = [:]
    /// When each case's outer keys were last rotated; absent before the first time.
    var houseMadeAt: [CaseID: Timestamp] = [:]
    /// Compartments for which a new key version is asked.
    var innerAsked: Set<Place> = []
    /// What the ledger says of root and meta key.
    var house = HouseState()
    /// Records whose destruction is finished.
    var destroyed: Set<RecordID> = []
    /// Where in the ledger each case's disposal was signed.
    var disposals: [CaseID: UInt64] = [:]
    /// The registered copies of the keys that could still open each case when its disposal was signed.
    var disposalCopies: [CaseID: [KeyCopy]] = [:]
    /// Disposals of which nothing is left to remove, and since when.
    var disposalsDone: [CaseID: Timestamp] = [:]
    /// Copies of the keys that admins registered, oldest first.
    var keyCopies: [KeyCopy] = []
    /// A recovery that began and did not end: after a start its cards are gone.
    var openCeremony: RequestID?

    /// Where people were who are to enrol again with a new key, by name.
    var returning: [String: [CaseID: Set<Compartment>]] = [:]

    /// The house key epoch of a case: 1 until it is first rotated.
    func epoch(of caseID: CaseID) -> UInt64 { epochs[caseID] ?? 1 }

    /// Whether a new key version is asked for, or old ones still wait to be retired.
    func isRotating(_ place: Place) -> Bool {
        innerAsked.contains(place)
            || (authority.cases[place.caseID]?.compartments[place.compartment]?.versions ?? [:])
                .count { !$0.value.grants.isEmpty } > 1
    }

    /// Whether a member's session can bring a rotation forward: a new version to make, or an old one to empty.
    func hasWork(_ place: Place, for keyID: KeyID) -> Bool {
        guard let keys = authority.cases[place.caseID]?.compartments[place.compartment], keys.holders[keyID] != nil
        else { return false }
        return innerAsked.contains(place)
            || keys.versions.contains { $0.key < keys.current && $0.value.grants[keyID] != nil }
    }

    /// Takes over what an event says, apart from authority, which has its own rules.
    mutating func note(_ event: LedgerEvent) {
        house.note(event, authority)
        let caseID = event.id(.case, as: CaseID.self)
        switch event.kind {
        case .requested:
            if let request = PendingRequest(event) { requests[request.id] = request }
        case .requestClosed:
            if let id = event.id(.request, as: RequestID.self) { requests[id] = nil }
        case .outerRotated:
            noteOuterRotated(event)
        case .outerAsked:
            noteOuterAsked(event)
        case .innerAsked:
            if let caseID, let compartment = event.compartment { innerAsked.insert(Place(caseID, compartment)) }
        case .compartmentKeyMade:
            if let caseID, let compartment = event.compartment { innerAsked.remove(Place(caseID, compartment)) }
        case .recoveryBegan: openCeremony = event.id(.ceremony)
        case .recoveryEnded: openCeremony = nil
        case .recovered:
            let (subject, places) = (event.id(.subject, as: KeyID.self), event.compartments)
            requests = requests.filter { _, request in
                request.operation != .requestApprove || request.caseID != caseID || request.subject != subject
                    || !request.compartments.isSubset(of: places)
            }
        case .unassigned:
            let subject = event.id(.subject, as: KeyID.self)
            requests = requests.filter { $0.value.caseID != caseID || $0.value.subject != subject }
        case .placeRemembered:
            if let caseID, let subject = event.id(.subject, as: KeyID.self), let account = authority.accounts[subject] {
                returning[account.name.text, default: [:]][caseID] = event.compartments
            }
        case .accountUninvited:
            if let name = event.text(.name) { returning[name] = nil }
        case .accountEnrolled:
            if let subject = event.id(.subject, as: KeyID.self), let account = authority.accounts[subject] {
                returning[account.name.text] = nil
            }
        case .accountDisabled:
            let subject = event.id(.subject, as: KeyID.self)
            if let subject { requests = requests.filter { !$0.value.isDropped(with: subject) } }
        case .caseDisposed:
            if let caseID {
                disposals[caseID] = tree.size
                disposalCopies[caseID] = keyCopies(goodAt: event.at)
                outerAsked[caseID] = nil
                innerAsked = innerAsked.filter { $0.caseID != caseID }
                requests = requests.filter { $0.value.caseID != caseID }
            }
        case .disposalDone: if let caseID { disposalsDone[caseID] = event.at }
        case .recordDestroyed: if let record = event.id(.record, as: RecordID.self) { destroyed.insert(record) }
        case .keyCopyRegistered: noteKeyCopy(event)
        default: break
        }
    }

    private mutating func noteKeyCopy(_ event: LedgerEvent) {
        guard let label = event.text(.label), let until = event.number(.expires, as: UInt64.self) else { return }
        let name = event.doer.flatMap { authority.accounts[$0]?.name.text }
        keyCopies.append(
            KeyCopy(
                label: label, registeredAt: event.at, registeredBy: name ?? "",
                until: Timestamp(milliseconds: until)))
    }
}

/// Something asked for, waiting for the yes of a lead or a holder.
struct PendingRequest: Sendable {
    let id: RequestID
    let caseID: CaseID
    /// What is asked: `caseAssign`, `caseUnassign`, `caseClose`, `caseReopen` of a lead, or
    /// `requestApprove` (a grant) of a holder.
    let operation: Operation
    let subject: KeyID?
    let compartments: Set<Compartment>
    let askedBy: KeyID
    let askedAt: Timestamp

    init?(_ event: LedgerEvent) {
        guard let id = event.id(.request, as: RequestID.self), let caseID = event.id(.case, as: CaseID.self),
            let operation = event.number(.operation, as: UInt16.self).flatMap(Operation.init(rawValue:)),
            let askedBy = event.id(.actor, as: KeyID.self)
        else { return nil }
        self.id = id
        self.caseID = caseID
        self.operation = operation
        self.askedBy = askedBy
        subject = event.id(.subject)
        compartments = event.compartments
        askedAt = event.at
    }

    /// Whether it goes when an account ends: what is about that person, and what that person asked for. A grant
    /// asked for somebody else stays, since a lead let them in.
    func isDropped(with keyID: KeyID) -> Bool {
        subject == keyID || askedBy == keyID && operation != .requestApprove
    }

    /// The word used in the protocol.
    var kind: String {
        switch operation {
        case .caseAssign: "assign"
        case .caseUnassign: "unassign"
        case .caseClose: "close"
        case .caseReopen: "reopen"
        case .caseLead: "lead"
        default: "grant"
        }
    }
}
