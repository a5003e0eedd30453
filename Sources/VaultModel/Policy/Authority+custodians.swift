/// What accounts sign about custodians: an admin sets a key, each person confirms it by its words, holders seal to it.
extension Authority {
    mutating func applyCustodiansSet(_ event: LedgerEvent, _ identity: EventIdentity, by account: Account)
        throws(PolicyDenial)
    {
        guard account.role == .admin else { throw .roleMayNot }
        guard !needsSecondPerson(.custodiansSet) else { throw .needsSecondPerson }
        try setCustodians(event, identity.keyID, at: event.at, by: account.keyID)
    }

    /// A key that an admin sets, alone or with the second person's yes.
    mutating func setCustodians(_ event: LedgerEvent, _ keyID: KeyID?, at: Timestamp, by signer: KeyID)
        throws(PolicyDenial)
    {
        guard let keyID else { throw .outOfOrder }
        guard keyID != custodianKeyID else { throw .nothingToChange }
        guard custodians[keyID]?.successor == nil else { throw .custodiansSucceeded }
        try putCustodians(event, keyID, at: at, by: signer)
    }

    /// Makes a key the current one.
    mutating func putCustodians(
        _ event: LedgerEvent, _ keyID: KeyID, at: Timestamp, by signer: KeyID
    ) throws(PolicyDenial) {
        // Nobody is custodian and colleague with one key: what is sealed to custodians is not for a session.
        guard accounts[keyID] == nil, let agreement = event[.agreementKey], let signing = event[.signingKey],
            let threshold = event.number(.threshold, as: UInt8.self), let count = event.number(.count, as: UInt64.self),
            threshold >= 2, threshold <= 16, (UInt64(threshold)...16).contains(count)
        else { throw .outOfOrder }
        var facts =
            custodians[keyID]
            ?? CustodianFacts(
                keyID: keyID, agreementKey: agreement, signingKey: signing, threshold: threshold, count: count,
                setAt: at, setBy: signer)
        facts.threshold = threshold
        facts.count = count
        facts.setAt = at
        facts.setBy = signer
        custodians[keyID] = facts
        custodianKeyID = keyID
    }

    mutating func applyCustodiansConfirmed(_ event: LedgerEvent, by account: Account) throws(PolicyDenial) {
        guard let keyID = event.id(.subject, as: KeyID.self), keyID == custodianKeyID else { throw .notFound }
        guard account.role.worksOnCases else { throw .roleMayNot }
        guard !hasConfirmed(account.keyID, keyID) else { throw .nothingToChange }
        confirmedCustodians[account.keyID] = keyID
        custodians[keyID]?.wasConfirmed = true
    }

    /// A holder of a version who confirmed the current custodians' key seals it to them too.
    mutating func applyCustodianGrant(_ event: LedgerEvent, to keyID: KeyID, by account: Account)
        throws(PolicyDenial)
    {
        let (id, file) = try caseFile(of: event, member: account)
        let (compartment, number, commitment) = try keyFields(of: event)
        guard let version = file.compartments[compartment]?.versions[number], version.commitment == commitment,
            let digest = event[.digest]
        else { throw .outOfOrder }
        guard version.grants[account.keyID] != nil else { throw .awaitingGrant }
        guard custodians(of: account.keyID)?.keyID == keyID else { throw .notVouched }
        guard version.custodianGrants[keyID] == nil else { throw .alreadyAssigned }
        cases[id]?.compartments[compartment]?.versions[number]?.custodianGrants[keyID] =
            GrantFact(digest: digest, by: account.keyID, at: event.at)
    }

    /// Once the current custodians can open all that anybody on the case holds, a former key's grants go. Where
    /// only the former one can open something (its holders are gone), or a holder still seals to it, that stays.
    mutating func applyFormerRemoved(_ event: LedgerEvent, by account: Account) throws(PolicyDenial) {
        let (id, file) = try caseFile(of: event, member: account)
        guard let former = event.id(.subject, as: KeyID.self), let current = custodianKeyID, former != current else {
            throw .outOfOrder
        }
        guard hasConfirmed(account.keyID, current) else { throw .notVouched }
        guard file.isSealed(to: current), file.compartments.values.contains(where: { $0.holders[account.keyID] != nil })
        else { throw .awaitingGrant }
        let needless = needless(in: file, ofFormer: former, current: current)
        guard !needless.isEmpty else { throw .nothingToChange }
        for (compartment, number) in needless {
            cases[id]?.compartments[compartment]?.versions[number]?.custodianGrants[former] = nil
        }
    }

    /// The key versions of a case on which a former custodians' grant is no longer needed: the current one can open
    /// them too, and nobody active who holds one still seals to the former.
    public func needless(
        in file: CaseFile, ofFormer former: KeyID, current: KeyID
    ) -> [(compartment: Compartment, version: UInt64)] {
        file.needless(ofFormer: former, current: current).filter { compartment, number in
            let holders = file.compartments[compartment]?.versions[number]?.grants ?? [:]
            return !holders.keys.contains {
                accounts[$0]?.status == .active && custodians(of: $0)?.keyID == former
            }
        }
    }
}

extension CaseFile {
    /// The key versions that are sealed to a former custodians' key and to the current one.
    public func needless(ofFormer former: KeyID, current: KeyID) -> [(compartment: Compartment, version: UInt64)] {
        compartments.flatMap { compartment, keys in
            keys.versions.filter { $0.value.custodianGrants[former] != nil && $0.value.custodianGrants[current] != nil }
                .map { (compartment, $0.key) }
        }
    }
}
