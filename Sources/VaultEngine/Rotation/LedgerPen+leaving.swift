import VaultCrypto
import VaultModel
import VaultStore

extension LedgerPen {
    /// After somebody was signed off a case: their grants' rows go, new outer keys are asked for, and new
    /// inner ones where they held one. ``Vault/afterLeaving(_:)`` does what is asked.
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
        try askOuter(file.id, by: actor, reason: reason, transaction, &state)
    }

    /// Asks for new outer keys: of one case, or of every case that there is. Durable: what is asked is done,
    /// however often the daemon stops.
    func askOuter(
        _ caseID: CaseID?, by actor: KeyID?, reason: EventReason, _ transaction: borrowing CommitTransaction,
        _ state: inout VaultState
    ) throws {
        let houses = keys.keystore.snapshot.houses
        for caseID in caseID.map({ [$0] }) ?? state.authority.standingCases where state.outerAsked[caseID] == nil {
            let step = state.outerState(of: caseID, epochs: (houses[caseID] ?? [:]).keys)
            _ = try step.moved(to: .asked, .outer)
        }
        keys.keystore.forgetPrepared(caseID)
        try append(
            event(.outerAsked).with(.case, caseID).with(.reason, number: reason.rawValue).with(.actor, actor),
            transaction, &state)
    }

    /// Puts the next house key of each case into the keystore, durably, before any row uses it. A commit may
    /// add keys there, since one that no row uses does no harm; taking away is for after the commit.
    func prepareHouseKeys(_ caseIDs: [CaseID], _ state: VaultState) throws {
        // A case that was disposed of has no house key, and never gets one again.
        let standing = caseIDs.filter { state.authority.cases[$0]?.disposed == nil }
        try keys.keystore.prepareHouses(
            Dictionary(uniqueKeysWithValues: standing.map { ($0, state.epoch(of: $0)) }))
    }

    /// Seals every grant of a case again, under the house key prepared for it: no content key is involved, and
    /// no signature breaks. The old house key goes after the commit.
    ///
    /// - Parameter ready: The grants, sealed again before the commit; they count where each row is still what it was,
    ///   and the key still the one that is prepared.
    /// - Throws: ``PolicyDenial/outOfOrder`` where none was prepared, ``UnlawfulTransition`` where none was
    ///   asked for.
    func rotateOuter(
        _ caseID: CaseID, ready: ResealedCase? = nil, _ transaction: borrowing CommitTransaction,
        _ state: inout VaultState
    ) throws {
        guard let file = state.authority.cases[caseID] else { throw PolicyDenial.notFound }
        let (epoch, house) = try keys.keystore.preparedHouse(caseID, after: state.epoch(of: caseID))
        var step = state.outerState(of: caseID, epochs: [epoch])
        guard let ask = state.outerAsked[caseID] else {
            throw UnlawfulTransition(kind: .outer, from: step, to: .writingNew)
        }
        step = try step.moved(to: .writingNew, .outer)
        try append(
            event(.outerRotated).with(.case, caseID).with(.epoch, number: epoch)
                .with(.reason, number: ask.reason.rawValue).with(.actor, ask.actor), transaction, &state)
        step = try step.moved(to: .resealing, .outer)
        if try !put(ready, of: file, epoch: epoch, transaction) {
            try file.forEachGrant { slot, holder in try reseal(slot, holder, epoch: epoch, house, transaction) }
        }
        // Verified by the commit itself: each of the case's grants was replaced, or nothing is committed.
        _ = try step.moved(to: .verifying, .outer)
        if ask.withInner {
            for compartment in file.compartments.keys {
                try askInner(Place(caseID, compartment), by: ask.actor, reason: ask.reason, transaction, &state)
            }
        }
    }

    /// New outer keys for one case at once: asked for, prepared and used in one commit.
    func rotateOuterNow(
        _ caseID: CaseID, by actor: KeyID?, reason: EventReason, _ transaction: borrowing CommitTransaction,
        _ state: inout VaultState
    ) throws {
        guard state.authority.cases[caseID]?.disposed == nil else { return }
        try askOuter(caseID, by: actor, reason: reason, transaction, &state)
        try prepareHouseKeys([caseID], state)
        try rotateOuter(caseID, transaction, &state)
    }

    /// Puts what was sealed before the commit in place.
    ///
    /// - Returns: `false` where it is not all of the case's grants as they are now: each is then sealed here.
    private func put(
        _ ready: ResealedCase?, of file: CaseFile, epoch: UInt64, _ transaction: borrowing CommitTransaction
    ) throws -> Bool {
        guard let ready, ready.epoch == epoch, ready.grants.count == file.grantCount else { return false }
        for grant in ready.grants where try !transaction.replaceGrantSeal(grant.new, expecting: grant.old) {
            return false
        }
        return true
    }

    private func reseal(
        _ slot: KeySlot, _ holder: KeyID, epoch: UInt64, _ house: HeldKey<HouseKeyRole>,
        _ transaction: borrowing CommitTransaction
    ) throws {
        let id = keys.grantIndex(slot.place, keyVersion: slot.version, holder: holder)
        guard let row = try transaction.grant(id) else { throw VaultError(.integrity) }
        let grant = try keys.resealed(row, slot, holder, epoch: epoch, house)
        guard try transaction.replaceGrantSeal(grant.new, expecting: grant.old) else { throw PolicyDenial.outOfOrder }
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
        var facts = try RotationFacts(place, keys, transaction)
        try facts.ask(target: current + 1)
        try transaction.put(try facts.row(keys))
    }

    /// A key version was made: a rotation that waited for one goes on, towards it.
    func beginRotation(_ place: Place, target: UInt64, _ transaction: borrowing CommitTransaction) throws {
        var facts = try RotationFacts(place, keys, transaction)
        // The first version of a compartment: nothing to rotate.
        guard facts.state != .retired else { return }
        try facts.begin(target: target)
        try transaction.put(try facts.row(keys))
    }
}

/// A grant's row as it was, and as it is under the next house key.
struct ResealedGrant: Sendable {
    let old: [UInt8]
    let new: GrantRow
}

/// All grants of a case under its next house key.
struct ResealedCase: Sendable {
    let epoch: UInt64
    var grants: [ResealedGrant] = []
}

extension CaseFile {
    /// How many grants there are, people's and the custodians'.
    var grantCount: Int {
        compartments.values.reduce(0) {
            $0 + $1.versions.values.reduce(0) { $0 + $1.grants.count + $1.custodianGrants.count }
        }
    }

    func forEachGrant(_ body: (KeySlot, KeyID) throws -> Void) rethrows {
        for (compartment, keys) in compartments {
            for (number, version) in keys.versions {
                let slot = KeySlot(place: Place(id, compartment), version: number)
                for holder in version.grants.keys { try body(slot, holder) }
                for holder in version.custodianGrants.keys { try body(slot, holder) }
            }
        }
    }
}

extension VaultKeys {
    /// A grant under another house key: no content key is involved.
    func resealed(
        _ row: GrantRow, _ slot: KeySlot, _ holder: KeyID, epoch: UInt64, _ house: HeldKey<HouseKeyRole>
    ) throws -> ResealedGrant {
        let inner = try openOuter(row, slot, holder: holder)
        let sealed = try house.key.seal(inner, context: outerContext(slot, epoch: epoch, holder: holder))
        return ResealedGrant(old: row.sealed, new: GrantRow(id: row.id, epoch: epoch, sealed: sealed))
    }
}
