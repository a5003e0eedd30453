import VaultCrypto
import VaultModel
import VaultStore

extension LedgerPen {
    /// After somebody was signed off a case: their grants' rows go, every other grant is sealed under the
    /// case's newest house key, and new keys are asked for where they held one.
    ///
    /// - Parameter file: the case as it was before.
    func takeAway(
        _ keyID: KeyID, from file: CaseFile, by actor: KeyID, reason: EventReason,
        _ transaction: borrowing CommitTransaction, _ state: inout VaultState
    ) throws {
        for (compartment, compartmentKeys) in file.compartments {
            let place = Place(file.id, compartment)
            for (number, version) in compartmentKeys.versions where version.grants[keyID] != nil {
                _ = try transaction.deleteGrant(keys.grantIndex(place, keyVersion: number, holder: keyID))
            }
            if compartmentKeys.versions.values.contains(where: { $0.grants[keyID] != nil }) {
                try askInner(place, by: actor, reason: reason, transaction, &state)
            }
        }
        try rotateOuter(file.id, by: actor, reason: reason, transaction, &state)
    }

    /// Puts the next house key of each case into the keystore, durably, before any row uses it. A commit may
    /// add keys there, since one that no row uses does no harm; taking away is for after the commit.
    func prepareHouseKeys(_ caseIDs: [CaseID], _ state: VaultState) throws {
        let houses = keys.keystore.snapshot.houses
        let wanting = caseIDs.filter { caseID in
            !(houses[caseID] ?? [:]).keys.contains { $0 > state.epoch(of: caseID) }
        }
        guard !wanting.isEmpty else { return }
        try keys.keystore.update { contents in
            for caseID in wanting {
                contents.houses[caseID, default: [:]][state.epoch(of: caseID) + 1] = HeldKey(try HouseKey())
            }
        }
    }

    /// Seals every grant of a case again, under the newest house key: no content key is involved, and no
    /// signature breaks.
    ///
    /// - Throws: ``PolicyDenial/outOfOrder`` where the keystore has no newer house key.
    func rotateOuter(
        _ caseID: CaseID, by actor: KeyID?, reason: EventReason, _ transaction: borrowing CommitTransaction,
        _ state: inout VaultState
    ) throws {
        let (epoch, house) = try keys.keystore.house(caseID)
        guard let file = state.authority.cases[caseID] else { throw PolicyDenial.notFound }
        guard epoch > state.epoch(of: caseID) else { throw PolicyDenial.outOfOrder }
        for (compartment, compartmentKeys) in file.compartments {
            for (number, version) in compartmentKeys.versions {
                let slot = KeySlot(place: Place(caseID, compartment), version: number)
                for holder in version.recipients.keys {
                    let id = keys.grantIndex(slot.place, keyVersion: number, holder: holder)
                    guard let row = try transaction.grant(id) else { throw VaultError(.integrity) }
                    let inner = try keys.openOuter(row, slot, holder: holder)
                    let sealed = try house.key.seal(
                        inner, context: keys.outerContext(slot, epoch: epoch, holder: holder))
                    let next = GrantRow(id: id, epoch: epoch, sealed: sealed)
                    guard try transaction.replaceGrantSeal(next, expecting: row.sealed) else {
                        throw PolicyDenial.outOfOrder
                    }
                }
            }
        }
        try append(
            event(.outerRotated).with(.case, caseID).with(.epoch, number: epoch)
                .with(.reason, number: reason.rawValue).with(.actor, actor), transaction, &state)
    }

    /// Asks for a new key version of a compartment; members' sessions make it.
    func askInner(
        _ place: Place, by actor: KeyID?, reason: EventReason, _ transaction: borrowing CommitTransaction,
        _ state: inout VaultState
    ) throws {
        guard !state.innerAsked.contains(place),
            let current = state.authority.cases[place.caseID]?.compartments[place.compartment]?.current
        else { return }
        try append(
            event(.innerAsked).with(.case, place.caseID).with(.compartment, number: place.compartment.rawValue)
                .with(.reason, number: reason.rawValue).with(.actor, actor), transaction, &state)
        try transaction.put(
            try RotationFacts(place: place, state: .asked, target: current + 1, cursor: 0).row(keys))
    }
}
