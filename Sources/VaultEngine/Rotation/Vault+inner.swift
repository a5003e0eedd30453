import Logging
import VaultCrypto
import VaultModel
import VaultStore

extension Vault {
    /// Record versions sealed again in one commit, and while people are being served.
    private static var versionsPerCommit: Int { 64 }
    private static var versionsPerBusyCommit: Int { 8 }
    /// Record versions looked at in one snapshot, and while people are being served.
    private static var versionsPerLook: Int { 512 }
    private static var versionsPerBusyLook: Int { 64 }
    /// How often verifying says how far it is.
    private static var versionsPerSave: Int { 8192 }

    /// Does what waits for somebody's session: new key versions first, then older data keys sealed again,
    /// in bounded batches.
    package func advanceRotations(of session: Session) async throws {
        let state = queue.state
        for file in state.authority.cases.values where file.members[session.keyID] != nil {
            for compartment in file.compartments.keys {
                let place = Place(file.id, compartment)
                guard state.hasWork(place, for: session.keyID) else { continue }
                do {
                    if state.innerAsked.contains(place) { try await renewKey(place, session) }
                    try await reseal(place, session)
                } catch {
                    // One place's trouble keeps no other waiting; it goes on in the next session.
                    let reason = translate(error).code
                    logger.info("a rotation paused", metadata: ["reason": "\(reason.rawValue)"])
                    if reason == .sessionExpired { throw error }
                }
            }
        }
    }

    /// Makes the next key version in this session and grants it to exactly the current holders.
    func renewKey(_ place: Place, _ session: Session) async throws {
        let key = HeldKey(try CompartmentKey())
        try await commit(session) { pen, transaction, state in
            guard state.innerAsked.contains(place), let file = state.authority.cases[place.caseID],
                let holders = file.compartments[place.compartment]?.holders, holders[session.keyID] != nil
            else { return }
            try pen.birth(place, key, by: session, transaction, &state)
            guard let current = state.authority.cases[place.caseID]?.compartments[place.compartment]?.current else {
                throw VaultError(.internalError)
            }
            for holder in holders.keys.sorted() where holder != session.keyID {
                guard let account = state.authority.accounts[holder], account.status != .disabled else { continue }
                try pen.grant(
                    key, KeySlot(place: place, version: current), to: account, by: session, transaction, &state)
            }
        }
    }

    /// Takes a place's rotation on from where it stands: older data keys sealed again under the current
    /// version, then a look at every version, then the older keys retired. What is under a version that this
    /// person does not hold stays for those who do.
    private func reseal(_ place: Place, _ session: Session) async throws {
        let keys = try keys()
        guard let current = queue.state.authority.cases[place.caseID]?.compartments[place.compartment]?.current,
            !queue.state.innerAsked.contains(place)
        else { return }
        var facts = try await database.read { try RotationFacts(place, keys, $0) }
        if facts.state == .retired || facts.state == .asked || facts.target != current {
            // A version made without anybody's asking, or before rows were kept.
            try facts.begin(target: current)
        }
        var count: UInt64 = 0
        if facts.state != .verifying {
            count = try await resealAll(&facts, session)
            try facts.move(to: .verifying)
            try await put(facts, session)
        }
        let used = try await verify(&facts, session)
        try await retire(facts, used, count, session)
    }

    private func resealAll(_ facts: inout RotationFacts, _ session: Session) async throws -> UInt64 {
        var cursor = VersionCursor(sequence: facts.cursor, version: .max)
        var count: UInt64 = 0
        var steps = pace.steps(full: Self.versionsPerCommit, small: Self.versionsPerBusyCommit)
        try facts.move(to: .resealing, cursor: facts.cursor)
        while let batch = try await resealedSeals(facts, after: cursor, steps.size, session) {
            // A record's later versions may be in the next batch: only what lies before it is surely done.
            try facts.move(to: .resealing, cursor: max(1, batch.last.sequence) - 1)
            if !batch.seals.isEmpty { try await commit(batch, facts, session) }
            count += UInt64(batch.seals.count)
            cursor = batch.last
            await steps.rest()
        }
        return count
    }

    /// The next versions, those under older keys that this person holds sealed again: computed in a snapshot,
    /// so that the writer only has to put them in place.
    private func resealedSeals(
        _ facts: RotationFacts, after cursor: VersionCursor, _ limit: Int, _ session: Session
    ) async throws -> ResealedBatch? {
        let keys = try keys()
        let (place, current, authority) = (facts.place, facts.target, queue.state.authority)
        return try await database.read { transaction in
            let page = try transaction.versionSeals(
                shelf: keys.shelf(place), after: cursor, limit: limit)
            guard let last = page.last else { return nil }
            var batch = ResealedBatch(last: last.cursor)
            let new = try keys.compartmentKey(
                KeySlot(place: place, version: current), of: session, authority, transaction)
            for seal in page {
                let (record, version) = (seal.record, seal.cursor.version)
                let facts = try VersionFacts(opening: seal.sealed, record: record, version: version, keys)
                let slot = KeySlot(place: place, version: facts.keyVersion)
                guard facts.keyVersion < current, authority.isHeld(slot, by: session.keyID) else { continue }
                let old = try keys.compartmentKey(slot, of: session, authority, transaction)
                let dataKey: DataKey = try old.key.openKey(
                    facts.dataKey, context: keys.dataKeyContext(place, record, version, facts.keyVersion))
                let resealed = facts.resealed(
                    dataKey: try new.key.seal(
                        key: dataKey, context: keys.dataKeyContext(place, record, version, current)),
                    keyVersion: current)
                batch.from.insert(slot)
                batch.seals.append((seal, try resealed.sealed(record: record, version: version, keys)))
            }
            return batch
        }
    }

    private func commit(_ batch: ResealedBatch, _ facts: RotationFacts, _ session: Session) async throws {
        try await commit(session) { pen, transaction, state in
            try Self.check(facts, session, state)
            // The three checks again: what was opened before the commit counts only if it still may be.
            guard batch.from.allSatisfy({ state.authority.isHeld($0, by: session.keyID) }) else {
                throw PolicyDenial.outOfOrder
            }
            for (seal, new) in batch.seals {
                guard
                    try transaction.replaceVersionSeal(
                        seal.record, version: seal.cursor.version, expecting: seal.sealed, new: new)
                else { throw PolicyDenial.outOfOrder }
            }
            try transaction.put(try facts.row(pen.keys))
        }
    }

    /// Which key versions anything on the shelf is under, seen in snapshots: since the newest one is current,
    /// nothing new is ever sealed under an older one, so what was seen clean stays clean.
    private func verify(_ facts: inout RotationFacts, _ session: Session) async throws -> Set<UInt64> {
        let keys = try keys()
        let shelf = keys.shelf(facts.place)
        var used: Set<UInt64> = [facts.target]
        var cursor = VersionCursor(sequence: facts.cursor, version: .max)
        var unsaved = 0
        var steps = pace.steps(full: Self.versionsPerLook, small: Self.versionsPerBusyLook)
        while true {
            let (from, limit) = (cursor, steps.size)
            let (found, last, count) = try await database.read { transaction in
                let page = try transaction.versionSeals(shelf: shelf, after: from, limit: limit)
                var found: Set<UInt64> = []
                for seal in page {
                    found.insert(
                        try VersionFacts(
                            opening: seal.sealed, record: seal.record, version: seal.cursor.version, keys
                        ).keyVersion)
                }
                return (found, page.last?.cursor, page.count)
            }
            guard let last else { return used }
            used.formUnion(found)
            cursor = last
            unsaved += count
            // What another person has to seal again is looked for anew; the cursor stays before it.
            if used == [facts.target], unsaved >= Self.versionsPerSave {
                try facts.move(to: .verifying, cursor: max(1, last.sequence) - 1)
                try await put(facts, session)
                unsaved = 0
            }
            await steps.rest()
        }
    }

    private func retire(
        _ verified: RotationFacts, _ used: Set<UInt64>, _ count: UInt64, _ session: Session
    ) async throws {
        try await commit(session) { pen, transaction, state in
            var facts = verified
            let place = facts.place
            let compartmentKeys = try Self.check(facts, session, state)
            for (number, version) in compartmentKeys.versions where !used.contains(number) {
                try pen.sign(
                    pen.event(.compartmentKeyRetired).with(.case, place.caseID)
                        .with(.compartment, number: place.compartment.rawValue).with(.keyVersion, number: number),
                    by: session.held, transaction, &state)
                for holder in version.recipients.keys {
                    _ = try transaction.deleteGrant(pen.keys.grantIndex(place, keyVersion: number, holder: holder))
                }
            }
            if used == [facts.target] {
                try facts.move(to: .retired)
                _ = try transaction.deleteRotation(shelf: pen.keys.shelf(place))
            } else {
                // Somebody who holds the rest begins at the first record again.
                try facts.move(to: .resealing)
                try transaction.put(try facts.row(pen.keys))
            }
            try pen.append(
                pen.event(.resealed).with(.actor, session.keyID).with(.case, place.caseID)
                    .with(.compartment, number: place.compartment.rawValue).with(.keyVersion, number: facts.target)
                    .with(.count, number: count), transaction, &state)
        }
    }

    private func put(_ facts: RotationFacts, _ session: Session) async throws {
        try await commit(session) { pen, transaction, state in
            try Self.check(facts, session, state)
            try transaction.put(try facts.row(pen.keys))
        }
    }

    /// Whether a rotation still is what it was when its step was prepared, and this person still in it.
    ///
    /// - Throws: ``PolicyDenial/outOfOrder`` where a newer key was made or asked for meanwhile.
    @discardableResult
    private static func check(
        _ facts: RotationFacts, _ session: Session, _ state: VaultState
    ) throws(PolicyDenial) -> CompartmentKeys {
        guard !state.innerAsked.contains(facts.place),
            let compartmentKeys = state.authority.cases[facts.place.caseID]?.compartments[facts.place.compartment],
            compartmentKeys.current == facts.target, compartmentKeys.holders[session.keyID] != nil
        else { throw .outOfOrder }
        return compartmentKeys
    }
}

/// Data keys sealed again, waiting to be put in place.
private struct ResealedBatch: Sendable {
    /// The newest version that was looked at.
    let last: VersionCursor
    /// What was there, and what is to be.
    var seals: [(old: VersionSeal, new: [UInt8])] = []
    /// The older key versions that were used.
    var from: Set<KeySlot> = []

    init(last: VersionCursor) { self.last = last }
}

extension VaultKeys {
    func dataKeyContext(_ place: Place, _ record: RecordID, _ version: UInt64, _ keyVersion: UInt64) -> SealContext {
        .dataKey(
            vault: vaultID, case: place.caseID, compartment: place.compartment, record: record, version: version,
            keyVersion: keyVersion)
    }
}
