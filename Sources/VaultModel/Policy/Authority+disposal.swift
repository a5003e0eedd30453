extension Authority {
    /// A record's author withdraws it. A record's id is a hash of its author and place: nobody else's signature fits it.
    mutating func applyRecordWithdrawn(_ event: LedgerEvent, _ identity: EventIdentity, by account: Account)
        throws(PolicyDenial)
    {
        let (id, file) = try caseFile(of: event, member: account)
        guard let record = event.id(.record, as: RecordID.self), let compartment = event.compartment else {
            throw .outOfOrder
        }
        guard identity.recordID == record else { throw .notFound }
        guard file.holds(account.keyID, compartment), mayWrite(account, file, compartment) else { throw .notFound }
        guard withdrawn[record] == nil else { throw .withdrawn }
        withdrawn[record] = Withdrawal(caseID: id, compartment: compartment, by: account.keyID, at: event.at)
    }

    /// By a lead, a lawyer on the case or an auditor; lifted by another person of these. It ends what was on its way.
    mutating func applyHold(_ event: LedgerEvent, by account: Account) throws(PolicyDenial) {
        guard let id = event.id(.case, as: CaseID.self), let file = cases[id] else { throw .notFound }
        if account.role != .auditor {
            guard file.members[account.keyID] != nil else { throw .notFound }
            guard file.leads.contains(account.keyID) || account.role == .lawyer else { throw .leadOnly }
        }
        guard file.disposed == nil else { throw .caseDisposed }
        if event.kind == .caseHeld {
            guard file.hold == nil else { throw .nothingToChange }
            guard let reason = event.number(.reason, as: UInt8.self).flatMap(EventReason.init(rawValue:)),
                LegalHold.reasons.contains(reason)
            else { throw .outOfOrder }
            cases[id]?.hold = LegalHold(by: account.keyID, at: event.at, reason: reason)
            cases[id]?.disposal = nil
            proposals = proposals.filter { $0.value.caseID != id }
        } else {
            guard let hold = file.hold else { throw .nothingToChange }
            guard !isSamePerson(hold.by, account.keyID) else { throw .samePerson }
            cases[id]?.hold = nil
        }
    }

    /// Whether somebody's session executes a disposal that is due: one of the two, a lead or an auditor.
    public func mayExecute(_ disposal: Disposal, of file: CaseFile, _ account: Account) -> Bool {
        account.role == .auditor || file.leads.contains(account.keyID)
            || [disposal.proposedBy, disposal.agreedBy].contains(account.keyID)
    }

    /// From here on the case has no keys; what stands in the files is removed after it.
    mutating func applyDisposed(_ event: LedgerEvent, by account: Account) throws(PolicyDenial) {
        guard let id = event.id(.case, as: CaseID.self), let file = cases[id] else { throw .notFound }
        guard file.disposed == nil else { throw .caseDisposed }
        guard file.hold == nil else { throw .caseHeld }
        guard let disposal = file.disposal, event.id(.request) == disposal.request, event.at >= disposal.due else {
            throw .notDue
        }
        guard mayExecute(disposal, of: file, account) else { throw .notFound }
        guard let counts = event[.counts].flatMap({ DisposalCounts(bytes: $0) }) else { throw .outOfOrder }
        cases[id]?.disposed = Tombstone(
            disposal: disposal, by: account.keyID, at: event.at, counts: counts, remains: file.compartments)
        cases[id]?.compartments = [:]
        cases[id]?.disposal = nil
        cases[id]?.isClosed = true
        proposals = proposals.filter { $0.value.caseID != id }
        withdrawn = withdrawn.filter { $0.value.caseID != id }
    }
}

extension LegalHold {
    /// The words that a hold can be given for.
    public static let reasons: [EventReason] = [.courtOrder, .investigation, .complaint, .audit]
}
