import VaultCrypto
import VaultModel
import VaultStore

extension LedgerPen {
    /// Signs a new key version, made in this session, and grants it to its maker.
    func birth(
        _ place: Place, _ key: HeldKey<CompartmentKeyRole>, by session: Session,
        _ transaction: borrowing CommitTransaction, _ state: inout VaultState
    ) throws {
        let file = state.authority.cases[place.caseID]
        let before = file?.compartments[place.compartment]
        let slot = KeySlot(place: place, version: (before?.current ?? 0) + 1)
        try sign(
            event(.compartmentKeyMade).with(.case, place.caseID)
                .with(.compartment, number: place.compartment.rawValue)
                .with(.keyVersion, number: slot.version).with(.commitment, commitment(of: key, slot)),
            by: session.held, transaction, &state)
        try grant(key, slot, to: session.account, by: session, transaction, &state)
        try grantToCustodians(key, slot, by: session, transaction, &state)
        try beginRotation(place, target: slot.version, transaction)
    }

    /// Signs a grant and stores the key sealed to its holder, under the case's newest house key.
    func grant(
        _ key: HeldKey<CompartmentKeyRole>, _ slot: KeySlot, to subject: Account, by session: Session,
        request: RequestID? = nil, _ transaction: borrowing CommitTransaction, _ state: inout VaultState
    ) throws {
        try grant(
            key, slot, to: GrantRecipient(subject), signedBy: session.held, request: request, transaction, &state)
    }

    /// The same to whoever can receive a key, by whoever can sign.
    func grant(
        _ key: HeldKey<CompartmentKeyRole>, _ slot: KeySlot, to subject: GrantRecipient,
        signedBy signer: some EventSigner, request: RequestID? = nil, _ transaction: borrowing CommitTransaction,
        _ state: inout VaultState
    ) throws {
        let (caseID, compartment) = (slot.place.caseID, slot.place.compartment)
        let inner = try AgreementPublicKey(bytes: subject.agreementKey).seal(
            key: key.key,
            context: .innerGrant(
                vault: keys.vaultID, case: caseID, compartment: compartment, keyVersion: slot.version,
                holder: subject.keyID))
        try sign(
            event(.granted).with(.case, caseID).with(.compartment, number: compartment.rawValue)
                .with(.keyVersion, number: slot.version).with(.subject, subject.keyID)
                .with(.digest, ContentHash.blake2b256(inner)).with(.commitment, commitment(of: key, slot))
                .with(.request, request),
            by: signer, transaction, &state)
        let epoch = state.epoch(of: caseID)
        let outer = try keys.keystore.house(caseID, epoch: epoch).key.seal(
            inner, context: keys.outerContext(slot, epoch: epoch, holder: subject.keyID))
        try transaction.insert(
            GrantRow(
                id: keys.grantIndex(slot.place, keyVersion: slot.version, holder: subject.keyID), epoch: epoch,
                sealed: outer))
    }

    /// Grants every version of a compartment's key that is not retired and that the person in this session holds.
    func grantAll(
        _ place: Place, to subject: Account, by session: Session, request: RequestID? = nil,
        _ transaction: borrowing CommitTransaction, _ state: inout VaultState
    ) throws {
        let versions = state.authority.cases[place.caseID]?.compartments[place.compartment]?.versions ?? [:]
        for (number, version) in versions.sorted(by: { $0.key < $1.key })
        where version.grants[subject.keyID] == nil && version.grants[session.keyID] != nil {
            let slot = KeySlot(place: place, version: number)
            let key = try keys.compartmentKey(slot, of: session, state.authority, transaction)
            try grant(key, slot, to: subject, by: session, request: request, transaction, &state)
        }
    }

    private func commitment(of key: HeldKey<CompartmentKeyRole>, _ slot: KeySlot) -> [UInt8] {
        keys.commitment(of: key, slot)
    }
}

extension Authority {
    /// Whether somebody holds one version of a compartment's key.
    func isHeld(_ slot: KeySlot, by keyID: KeyID) -> Bool {
        cases[slot.place.caseID]?.compartments[slot.place.compartment]?.versions[slot.version]?.grants[keyID] != nil
    }
}

extension VaultKeys {
    func outerContext(_ slot: KeySlot, epoch: UInt64, holder: KeyID) -> SealContext {
        .outerGrant(
            vault: vaultID, case: slot.place.caseID, compartment: slot.place.compartment, epoch: epoch,
            keyVersion: slot.version, holder: holder)
    }

    func commitment(of key: HeldKey<CompartmentKeyRole>, _ slot: KeySlot) -> [UInt8] {
        key.key.derive(
            .compartmentKey(
                vault: vaultID, case: slot.place.caseID, compartment: slot.place.compartment,
                keyVersion: slot.version))
    }

    /// Opens somebody's grant: the third check. The house lock first, then the person's, then the signed facts.
    ///
    /// - Throws: `not-found` where there is no grant, `integrity` where it does not open to what was signed.
    func compartmentKey<Access>(
        _ slot: KeySlot, of session: Session, _ authority: Authority, _ transaction: borrowing Transaction<Access>
    ) throws -> HeldKey<CompartmentKeyRole> {
        guard
            let version = authority.cases[slot.place.caseID]?.compartments[slot.place.compartment]?
                .versions[slot.version], let fact = version.grants[session.keyID]
        else { throw PolicyDenial.notFound }
        if let key = cachedKey(slot, of: session, version) { return key }
        let id = grantIndex(slot.place, keyVersion: slot.version, holder: session.keyID)
        guard let row = try transaction.grant(id) else { throw VaultError(.integrity) }
        let inner = try openOuter(row, slot, holder: session.keyID)
        guard ContentHash.blake2b256(inner) == fact.digest else { throw VaultError(.integrity) }
        let opened: CompartmentKey = try session.held.keys.agreement.openKey(
            inner,
            context: .innerGrant(
                vault: vaultID, case: slot.place.caseID, compartment: slot.place.compartment,
                keyVersion: slot.version, holder: session.keyID))
        let key = HeldKey(opened)
        guard commitment(of: key, slot) == version.commitment else { throw VaultError(.integrity) }
        session.cache(key, at: slot)
        return key
    }

    /// A key that was opened before, if it is the one that was signed: a key made in a commit that was rolled
    /// back had the same number.
    func cachedKey(_ slot: KeySlot, of session: Session, _ version: KeyVersion) -> HeldKey<CompartmentKeyRole>? {
        guard let key = session.cachedKey(slot), commitment(of: key, slot) == version.commitment else { return nil }
        return key
    }

    /// The inner grant of a row.
    func openOuter(_ row: GrantRow, _ slot: KeySlot, holder: KeyID) throws -> [UInt8] {
        try keystore.house(slot.place.caseID, epoch: row.epoch).key.open(
            row.sealed, context: outerContext(slot, epoch: row.epoch, holder: holder))
    }
}
