import VaultModel

/// A ledger in the making: lawful events one after another, with counters in place of keys and hashes.
///
/// Every verb throws the ``PolicyDenial`` that the event meets, and then has changed nothing.
struct Story {
    private(set) var authority = Authority()
    private(set) var now = Timestamp(milliseconds: 1_790_000_000_000)
    private var counter: UInt64 = 0

    /// A vault with its first admin.
    static func begun() throws -> (Story, admin: KeyID) {
        var story = Story()
        let admin = story.newKeyID()
        let charter = LedgerEvent(.charter, at: story.now)
            .with(.signer, admin).with(.name, Array("admin".utf8))
            .with(.agreementKey, story.fresh()).with(.signingKey, story.fresh())
        try story.authority.apply(
            charter,
            EventIdentity(
                hash: story.newID(), vaultID: story.newID(), caseID: nil, keyID: admin, inviteHash: nil))
        return (story, admin)
    }

    /// 32 bytes that were not there before.
    mutating func fresh() -> [UInt8] {
        counter += 1
        return Array(repeating: 0, count: 24) + counter.bigEndianBytes
    }

    mutating func newKeyID() -> KeyID { newID() }

    mutating func wait(seconds: UInt64) { now = now.adding(seconds: seconds) }

    /// Puts what every event has, then applies it.
    @discardableResult
    mutating func apply(
        _ event: LedgerEvent, by signer: KeyID, keyID: KeyID? = nil, inviteHash: [UInt8]? = nil,
        previous: EventHash? = nil, recordID: RecordID? = nil
    ) throws(PolicyDenial) -> CaseID {
        let caseID: CaseID = newID()
        try authority.apply(
            event.with(.signer, signer).with(.previous, previous ?? authority.head),
            EventIdentity(
                hash: newID(), vaultID: nil, caseID: caseID, keyID: keyID, inviteHash: inviteHash,
                recordID: recordID))
        return caseID
    }

    private mutating func newID<Kind>() -> Identifier<Kind> {
        guard let id = Identifier<Kind>(bytes: fresh()) else { preconditionFailure("32 bytes, for ids of 32") }
        return id
    }
}

// MARK: People

extension Story {
    /// - Returns: the hash of the invitation's code.
    mutating func invite(_ name: String, _ role: Role, by admin: KeyID) throws(PolicyDenial) -> [UInt8] {
        let code = fresh()
        let event = LedgerEvent(.accountInvited, at: now)
            .with(.name, Array(name.utf8)).with(.role, number: role.rawValue).with(.inviteHash, code)
            .with(.expires, number: now.adding(seconds: 259_200).milliseconds)
        try apply(event, by: admin)
        return code
    }

    mutating func enrol(invitation code: [UInt8]) throws(PolicyDenial) -> KeyID {
        let keyID = newKeyID()
        let event = LedgerEvent(.accountEnrolled, at: now)
            .with(.subject, keyID).with(.agreementKey, fresh()).with(.signingKey, fresh())
        try apply(event, by: keyID, keyID: keyID, inviteHash: code)
        return keyID
    }

    /// Invited and enrolled; nobody has vouched yet.
    mutating func newcomer(_ name: String, _ role: Role, by admin: KeyID) throws(PolicyDenial) -> KeyID {
        try enrol(invitation: try invite(name, role, by: admin))
    }

    mutating func account(_ kind: EventKind, _ subject: KeyID, by signer: KeyID, orphan: Bool = false)
        throws(PolicyDenial)
    {
        try apply(LedgerEvent(kind, at: now).with(.subject, subject).with(.orphan, orphan ? [1] : nil), by: signer)
    }

    mutating func vouch(for subject: KeyID, by signer: KeyID) throws(PolicyDenial) {
        try account(.vouched, subject, by: signer)
    }
}

// MARK: Cases

extension Story {
    mutating func open(_ code: String, by lead: KeyID) throws(PolicyDenial) -> CaseID {
        try apply(
            LedgerEvent(.caseOpened, at: now).with(.random, Array(fresh().suffix(16))).with(.code, Array(code.utf8)),
            by: lead)
    }

    /// `assigned`, `unassigned`, `leadMade`, `caseClosed` or `caseReopened`.
    mutating func decide(
        _ kind: EventKind, _ subject: KeyID? = nil, on file: CaseID, _ compartments: Set<Compartment>? = nil,
        by signer: KeyID, orphan: Bool = false
    ) throws(PolicyDenial) {
        var event = LedgerEvent(kind, at: now).with(.case, file).with(.subject, subject)
        if let compartments { event = event.with(compartments: compartments) }
        try apply(event.with(.orphan, orphan ? [1] : nil), by: signer)
    }
}

// MARK: Keys

extension Story {
    /// - Returns: the new version's commitment.
    @discardableResult
    mutating func makeKey(_ number: UInt64, _ compartment: Compartment, on file: CaseID, by maker: KeyID)
        throws(PolicyDenial) -> [UInt8]
    {
        let commitment = fresh()
        try apply(key(.compartmentKeyMade, number, compartment, file).with(.commitment, commitment), by: maker)
        return commitment
    }

    /// With the commitment that the version has, unless another is given.
    mutating func grant(
        _ number: UInt64, _ compartment: Compartment, on file: CaseID, to subject: KeyID, by granter: KeyID,
        commitment: [UInt8]? = nil
    ) throws(PolicyDenial) {
        let known = authority.cases[file]?.compartments[compartment]?.versions[number]?.commitment
        let event = key(.granted, number, compartment, file).with(.subject, subject)
            .with(.commitment, commitment ?? known ?? fresh()).with(.digest, fresh())
        try apply(event, by: granter)
    }

    /// A first version, granted to its maker.
    mutating func birth(_ compartment: Compartment, on file: CaseID, by maker: KeyID) throws(PolicyDenial) {
        try makeKey(1, compartment, on: file, by: maker)
        try grant(1, compartment, on: file, to: maker, by: maker)
    }

    mutating func retire(_ number: UInt64, _ compartment: Compartment, on file: CaseID, by holder: KeyID)
        throws(PolicyDenial)
    {
        try apply(key(.compartmentKeyRetired, number, compartment, file), by: holder)
    }

    private func key(_ kind: EventKind, _ number: UInt64, _ compartment: Compartment, _ file: CaseID) -> LedgerEvent {
        LedgerEvent(kind, at: now).with(.case, file).with(.compartment, number: compartment.rawValue)
            .with(.keyVersion, number: number)
    }
}
