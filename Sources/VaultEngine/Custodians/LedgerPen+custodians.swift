import VaultCrypto
import VaultModel
import VaultStore

/// Whoever can receive a key: somebody with an account, or the custodians.
struct GrantRecipient: Sendable {
    let keyID: KeyID
    /// X25519, 32 bytes.
    let agreementKey: [UInt8]

    init(_ account: Account) {
        keyID = account.keyID
        agreementKey = account.agreementKey
    }

    init(_ custodians: CustodianFacts) {
        keyID = custodians.keyID
        agreementKey = custodians.agreementKey
    }
}

extension LedgerPen {
    /// The one place where an admin alone signs a key for the custodians.
    func setCustodians(
        _ publicKeys: CustodianPublicKeys, needed: UInt8, count: UInt64, by session: Session,
        _ transaction: borrowing CommitTransaction, _ state: inout VaultState
    ) throws {
        try sign(
            custodiansEvent(.custodiansSet, publicKeys, needed: needed, count: count), by: session.held, transaction,
            &state)
    }

    /// `custodiansSet`, `custodiansSucceeded` or a proposal of the first, without what every signed event has.
    func custodiansEvent(
        _ kind: EventKind, _ publicKeys: CustodianPublicKeys, needed: UInt8, count: UInt64
    ) -> LedgerEvent {
        event(kind).with(.agreementKey, publicKeys.agreement.bytes).with(.signingKey, publicKeys.signing.bytes)
            .with(.count, number: count).with(.threshold, number: needed)
    }

    /// Seals a key that this session holds to the custodians whose key the person confirmed, if it is not sealed to
    /// them yet.
    ///
    /// - Returns: whether a grant was added.
    @discardableResult
    func grantToCustodians(
        _ key: HeldKey<CompartmentKeyRole>, _ slot: KeySlot, by session: Session,
        _ transaction: borrowing CommitTransaction, _ state: inout VaultState
    ) throws -> Bool {
        guard let custodians = state.authority.custodians(of: session.keyID),
            state.authority.version(slot)?.custodianGrants[custodians.keyID] == nil
        else { return false }
        try grant(
            key, slot, to: GrantRecipient(custodians), signedBy: session.held, transaction, &state)
        return true
    }

    /// Removes a former custodians' key from what the current one can open too, with the rows; then outer and inner
    /// rotation are asked for. ``Vault/afterLeaving(_:)`` does what is asked.
    func removeFormer(
        _ former: KeyID, from file: CaseFile, current: KeyID, by session: Session,
        _ transaction: borrowing CommitTransaction, _ state: inout VaultState
    ) throws {
        let needless = state.authority.needless(in: file, ofFormer: former, current: current)
        try sign(
            event(.formerCustodiansRemoved).with(.case, file.id).with(.subject, former), by: session.held,
            transaction, &state)
        for (compartment, version) in needless {
            try transaction.deleteGrant(
                keys.grantIndex(Place(file.id, compartment), keyVersion: version, holder: former))
        }
        try askOuter(file.id, by: session.keyID, reason: .custodiansChanged, transaction, &state)
        for compartment in Set(needless.map(\.compartment)).sorted() {
            try askInner(
                Place(file.id, compartment), by: session.keyID, reason: .custodiansChanged, transaction, &state)
        }
    }
}

extension Authority {
    /// One version of a compartment's key; `nil` where it was retired.
    func version(_ slot: KeySlot) -> KeyVersion? {
        cases[slot.place.caseID]?.compartments[slot.place.compartment]?.versions[slot.version]
    }
}
