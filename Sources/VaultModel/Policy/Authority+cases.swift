extension Authority {
    mutating func applyOpened(_ event: LedgerEvent, _ identity: EventIdentity, by account: Account)
        throws(PolicyDenial)
    {
        guard account.role.worksOnCases else { throw .roleMayNot }
        guard let id = identity.caseID, let text = event.text(.code), let code = try? CaseCode(text) else {
            throw .outOfOrder
        }
        guard caseIDs[code] == nil else { throw .codeTaken }
        var file = CaseFile(id: id, code: code, openedAt: event.at)
        file.leads = [account.keyID]
        file.members[account.keyID] = Membership(
            compartments: AccessTable.compartments(role: account.role, isLead: true), since: event.at)
        cases[id] = file
        caseIDs[code] = id
    }

    /// What a lead decides about a case; everything but keys.
    mutating func applyCaseDecision(_ event: LedgerEvent, by account: Account) throws(PolicyDenial) {
        let (id, file) = try caseFile(of: event, member: account)
        let hasLead = hasActiveLead(file)
        // With no active lead left, whoever is still on the case can say who leads it; nothing else.
        guard file.leads.contains(account.keyID) || event.kind == .leadMade && !hasLead else { throw .leadOnly }
        switch event.kind {
        case .leadRemoved: try removeLead(event, of: file, by: account)
        case .caseClosed:
            guard !file.isClosed else { throw .caseClosed }
            cases[id]?.isClosed = true
        case .caseReopened:
            guard file.isClosed else { throw .caseOpen }
            cases[id]?.isClosed = false
        default:
            guard let keyID = event.id(.subject, as: KeyID.self), let subject = accounts[keyID] else {
                throw .notFound
            }
            if event.kind == .unassigned {
                try unassign(subject, from: file, orphan: event[.orphan] == [1])
            } else {
                guard keyID != account.keyID else { throw .oneself }
                guard subject.status != .disabled else { throw .notActive }
                guard subject.role.worksOnCases else { throw .compartmentNotForRole }
                guard trusts(account.keyID, keyID) else { throw .notVouched }
                if event.kind == .leadMade, !hasLead {
                    try succeed(subject, to: file, at: event.at)
                } else if event.kind == .leadMade {
                    try makeLead(subject, of: file)
                } else {
                    try assign(subject, to: file, event.compartments, at: event.at)
                }
            }
        }
    }

    private mutating func assign(
        _ subject: Account, to file: CaseFile, _ compartments: Set<Compartment>, at: Timestamp
    ) throws(PolicyDenial) {
        let isLead = file.leads.contains(subject.keyID)
        guard !compartments.isEmpty,
            compartments.isSubset(of: AccessTable.compartments(role: subject.role, isLead: isLead))
        else { throw .compartmentNotForRole }
        let before = file.members[subject.keyID]
        guard before.map({ !compartments.isSubset(of: $0.compartments) }) ?? true else { throw .alreadyAssigned }
        cases[file.id]?.members[subject.keyID] = Membership(
            compartments: compartments.union(before?.compartments ?? []), since: before?.since ?? at)
    }

    private mutating func makeLead(_ subject: Account, of file: CaseFile) throws(PolicyDenial) {
        guard let member = file.members[subject.keyID] else { throw .notAssigned }
        guard !file.leads.contains(subject.keyID) else { throw .alreadyAssigned }
        cases[file.id]?.leads.insert(subject.keyID)
        cases[file.id]?.members[subject.keyID]?.compartments = member.compartments.union([.identity, .casework])
    }

    private mutating func unassign(_ subject: Account, from file: CaseFile, orphan: Bool) throws(PolicyDenial) {
        guard file.members[subject.keyID] != nil else { throw .notAssigned }
        guard file.leads != [subject.keyID] else { throw .lastLead }
        guard orphan || orphans(without: subject.keyID, in: file.id).isEmpty else { throw .wouldOrphan }
        remove(subject.keyID, from: file.id)
    }

    // MARK: Keys

    /// A version is made by somebody in the compartment; an unborn one, or one whose holders are all gone,
    /// by somebody assigned who may write there.
    mutating func applyKeyMade(_ event: LedgerEvent, by account: Account) throws(PolicyDenial) {
        let (id, file) = try caseFile(of: event, member: account)
        let (compartment, number, commitment) = try keyFields(of: event)
        let keys = file.compartments[compartment]
        guard number == (keys?.current ?? 0) + 1 else { throw .outOfOrder }
        if let holders = keys?.holders, !holders.isEmpty {
            guard holders[account.keyID] != nil else { throw .awaitingGrant }
        } else {
            guard mayWrite(account, file, compartment) else { throw .notFound }
        }
        var versions = keys?.versions ?? [:]
        versions[number] = KeyVersion(commitment: commitment, maker: account.keyID, madeAt: event.at, grants: [:])
        let waiting = Set((keys?.holders ?? [:]).keys).union([account.keyID])
        heirs = Heirs(
            caseID: id, compartment: compartment, version: number, maker: account.keyID, waiting: waiting)
        cases[id]?.compartments[compartment] = CompartmentKeys(current: number, versions: versions)
    }

    /// A grant is an explicit yes of somebody who holds that version. Its maker grants it first to themselves,
    /// then to exactly those who held the version before; anybody else must be vouched for.
    mutating func applyGranted(_ event: LedgerEvent, by account: Account) throws(PolicyDenial) {
        let (id, file) = try caseFile(of: event, member: account)
        let (compartment, number, commitment) = try keyFields(of: event)
        if let keyID = event.id(.subject, as: KeyID.self), custodians[keyID] != nil {
            return try applyCustodianGrant(event, to: keyID, by: account)
        }
        guard let keyID = event.id(.subject, as: KeyID.self), let subject = accounts[keyID],
            let digest = event[.digest]
        else { throw .notFound }
        guard let version = file.compartments[compartment]?.versions[number], version.commitment == commitment else {
            throw .outOfOrder
        }
        guard subject.status != .disabled else { throw .notActive }
        guard file.members[keyID]?.compartments.contains(compartment) == true,
            AccessTable.access(
                role: subject.role, isLead: file.leads.contains(keyID), compartment: compartment) > .none
        else { throw .notAssigned }
        guard version.grants[keyID] == nil else { throw .alreadyAssigned }
        if version.grants.isEmpty {
            // Just born. One whose holders are gone is the custodians' to give.
            guard keyID == account.keyID, version.maker == keyID, version.lastHolder == nil else {
                throw .awaitingGrant
            }
        } else {
            guard version.grants[account.keyID] != nil else { throw .awaitingGrant }
            let heldBefore = file.compartments[compartment]?.versions[number - 1]?.grants[keyID] != nil
            guard heldBefore || trusts(account.keyID, keyID) else { throw .notVouched }
        }
        cases[id]?.compartments[compartment]?.versions[number]?.grants[keyID] =
            GrantFact(digest: digest, by: account.keyID, at: event.at)
        cases[id]?.compartments[compartment]?.versions[number]?.lastHolder = nil
        heirs?.waiting.remove(keyID)
        if heirs?.waiting.isEmpty == true { heirs = nil }
    }

    /// A version that nothing uses is retired by somebody who holds the current one.
    mutating func applyRetired(_ event: LedgerEvent, by account: Account) throws(PolicyDenial) {
        let (id, file) = try caseFile(of: event, member: account)
        guard let compartment = event.compartment, let number = event.number(.keyVersion, as: UInt64.self),
            let keys = file.compartments[compartment], number < keys.current, keys.versions[number] != nil
        else { throw .outOfOrder }
        guard keys.holders[account.keyID] != nil else { throw .awaitingGrant }
        cases[id]?.compartments[compartment]?.versions[number] = nil
    }

    /// Whether role and place on the case let somebody write in a compartment; the key is another matter.
    public func mayWrite(_ account: Account, _ file: CaseFile, _ compartment: Compartment) -> Bool {
        guard file.members[account.keyID]?.compartments.contains(compartment) == true else { return false }
        let isLead = file.leads.contains(account.keyID)
        return AccessTable.access(role: account.role, isLead: isLead, compartment: compartment) == .readWrite
    }

    func caseFile(of event: LedgerEvent, member account: Account) throws(PolicyDenial) -> (CaseID, CaseFile) {
        guard let id = event.id(.case, as: CaseID.self), let file = cases[id], file.members[account.keyID] != nil
        else { throw .notFound }
        guard file.disposed == nil else { throw .caseDisposed }
        return (id, file)
    }

    func keyFields(of event: LedgerEvent) throws(PolicyDenial) -> (Compartment, UInt64, [UInt8]) {
        guard let compartment = event.compartment, let number = event.number(.keyVersion, as: UInt64.self),
            number > 0, let commitment = event[.commitment]
        else { throw .outOfOrder }
        return (compartment, number, commitment)
    }
}
