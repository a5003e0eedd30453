/// What the custodians' key may sign, and nothing else: recovery, its own succession, and a rehearsal.
extension Authority {
    mutating func applyByCustodians(_ event: LedgerEvent, _ identity: EventIdentity, _ signer: KeyID)
        throws(PolicyDenial)
    {
        switch event.kind {
        case .recovered: try applyRecovered(event, signer)
        case .granted: try applyGrantedByCustodians(event, signer)
        case .custodiansSucceeded: try applySucceeded(event, identity, signer)
        case .rehearsed:
            guard signer == custodianKeyID else { throw .notActive }
            custodians[signer]?.rehearsedAt = event.at
        case .adminRecovered: try applyAdminRecovered(event, signer)
        case .formerCustodiansRemoved: try applyOwnRemoval(event, signer)
        default: throw .roleMayNot
        }
    }

    /// Lets somebody into a case whose keys the custodians can open, and vouches for them; where no active lead is
    /// left they lead it.
    private mutating func applyRecovered(_ event: LedgerEvent, _ signer: KeyID) throws(PolicyDenial) {
        guard isInForce(signer) else { throw .notActive }
        guard let id = event.id(.case, as: CaseID.self), let file = cases[id],
            let keyID = event.id(.subject, as: KeyID.self), let subject = accounts[keyID]
        else { throw .notFound }
        guard subject.status == .active else { throw .notActive }
        guard file.hasGrant(of: signer) else { throw .awaitingGrant }
        let leads = file.leads.contains(keyID) || !file.leads.contains { accounts[$0]?.status == .active }
        let compartments = event.compartments
        guard subject.role.worksOnCases, !compartments.isEmpty,
            compartments.isSubset(of: AccessTable.compartments(role: subject.role, isLead: leads))
        else { throw .compartmentNotForRole }
        let before = file.members[keyID]
        cases[id]?.members[keyID] = Membership(
            compartments: compartments.union(before?.compartments ?? []).union(leads ? [.identity, .casework] : []),
            since: before?.since ?? event.at)
        if leads { cases[id]?.leads.insert(keyID) }
        cases[id]?.recovered[keyID, default: []].formUnion(compartments)
        vouches[signer, default: []].insert(keyID)
    }

    private mutating func applyGrantedByCustodians(_ event: LedgerEvent, _ signer: KeyID) throws(PolicyDenial) {
        let (compartment, number, commitment) = try keyFields(of: event)
        guard let id = event.id(.case, as: CaseID.self), let file = cases[id],
            let keyID = event.id(.subject, as: KeyID.self), let digest = event[.digest]
        else { throw .notFound }
        guard let version = file.compartments[compartment]?.versions[number], version.commitment == commitment,
            version.custodianGrants[signer] != nil
        else { throw .outOfOrder }
        let fact = GrantFact(digest: digest, by: signer, at: event.at)
        if custodians[signer]?.successor == keyID {
            guard version.custodianGrants[keyID] == nil else { throw .alreadyAssigned }
            cases[id]?.compartments[compartment]?.versions[number]?.custodianGrants[keyID] = fact
            cases[id]?.compartments[compartment]?.versions[number]?.custodianGrants[signer] = nil
            return
        }
        guard isInForce(signer), let subject = accounts[keyID], subject.status == .active else { throw .notActive }
        guard vouches[signer]?.contains(keyID) == true, file.recovered[keyID]?.contains(compartment) == true,
            file.members[keyID]?.compartments.contains(compartment) == true,
            AccessTable.access(
                role: subject.role, isLead: file.leads.contains(keyID), compartment: compartment) > .none
        else { throw .notAssigned }
        guard version.grants[keyID] == nil else { throw .alreadyAssigned }
        cases[id]?.compartments[compartment]?.versions[number]?.grants[keyID] = fact
        cases[id]?.compartments[compartment]?.versions[number]?.lastHolder = nil
    }

    /// A new key, valid at once for everybody who confirmed the one that signs for it.
    private mutating func applySucceeded(_ event: LedgerEvent, _ identity: EventIdentity, _ signer: KeyID)
        throws(PolicyDenial)
    {
        guard isInForce(signer) else { throw .notActive }
        guard let keyID = identity.keyID, keyID != signer else { throw .outOfOrder }
        // One that was set before may be signed for once; one that handed over itself never comes back.
        guard custodians[keyID]?.successor == nil, custodians[keyID]?.predecessor == nil else { throw .outOfOrder }
        try putCustodians(event, keyID, at: event.at, by: signer)
        custodians[keyID]?.predecessor = signer
        if custodians[signer]?.wasConfirmed == true { custodians[keyID]?.wasConfirmed = true }
        custodians[signer]?.successor = keyID
    }

    /// After its succession a key takes its own grants away where the new one can open everything it could.
    private mutating func applyOwnRemoval(_ event: LedgerEvent, _ signer: KeyID) throws(PolicyDenial) {
        guard event.id(.subject) == signer, let next = custodians[signer]?.successor else { throw .roleMayNot }
        guard let id = event.id(.case, as: CaseID.self), let file = cases[id] else { throw .notFound }
        let needless = file.needless(ofFormer: signer, current: next)
        guard !needless.isEmpty else { throw .nothingToChange }
        for (compartment, number) in needless {
            cases[id]?.compartments[compartment]?.versions[number]?.custodianGrants[signer] = nil
        }
    }

    /// For the last admin, or one of the last two who decide together, who lost the passphrase: the old key id ends, and
    /// an invitation of that name begins. One that was made before, and lost, ends with it.
    private mutating func applyAdminRecovered(_ event: LedgerEvent, _ signer: KeyID) throws(PolicyDenial) {
        guard isInForce(signer) else { throw .notActive }
        guard let keyID = event.id(.subject, as: KeyID.self), let subject = accounts[keyID] else { throw .notFound }
        guard !subject.role.worksOnCases else { throw .notActive }
        guard isIrreplaceable(subject) else { throw .nothingToChange }
        guard let hash = event[.inviteHash], invitations[hash] == nil,
            let expires = event.number(.expires, as: UInt64.self)
        else { throw .outOfOrder }
        if subject.status != .disabled {
            accounts[keyID]?.status = .disabled
            accounts[keyID]?.changedAt = event.at
        }
        for (code, invitation) in invitations where invitation.name == subject.name { invitations[code]?.isUsed = true }
        invitations[hash] = Invitation(
            name: subject.name, role: subject.role, expires: Timestamp(milliseconds: expires), by: signer, linked: nil,
            isUsed: false)
    }
}
