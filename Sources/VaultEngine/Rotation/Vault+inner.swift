import Logging
import VaultCrypto
import VaultModel
import VaultStore

extension Vault {
    /// Record versions sealed again in one commit.
    private static let versionsPerCommit = 64

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
            try transaction.put(
                try RotationFacts(place: place, state: .resealing, target: current, cursor: 0).row(pen.keys))
        }
    }

    /// Seals older data keys again under the current version, from the durable cursor on; then verifies which
    /// older versions nothing uses, and retires those. What is under a version that this person does not hold
    /// stays for those who do.
    private func reseal(_ place: Place, _ session: Session) async throws {
        let keys = try keys()
        guard let current = queue.state.authority.cases[place.caseID]?.compartments[place.compartment]?.current else {
            return
        }
        let shelf = keys.shelf(place)
        let row = try await database.read { try $0.rotation(shelf: shelf) }
        let facts = try row.map { try RotationFacts(opening: $0, keys) }
        var cursor = facts.flatMap { $0.target == current ? VersionCursor(sequence: $0.cursor, version: .max) : nil }
        var count: UInt64 = 0
        while true {
            let from = cursor
            let batch = try await database.read {
                try $0.versionSeals(shelf: shelf, after: from, limit: Self.versionsPerCommit)
            }
            guard let last = batch.last else { break }
            count += try await resealBatch(batch, place, current, session)
            cursor = last.cursor
        }
        try await retire(place, current, count, session)
    }

    private func resealBatch(
        _ batch: [VersionSeal], _ place: Place, _ current: UInt64, _ session: Session
    ) async throws -> UInt64 {
        try await commit(session) { pen, transaction, state in
            guard state.authority.cases[place.caseID]?.compartments[place.compartment]?.current == current else {
                throw PolicyDenial.outOfOrder
            }
            let keys = pen.keys
            let new = try keys.compartmentKey(
                KeySlot(place: place, version: current), of: session, state.authority, transaction)
            var count: UInt64 = 0
            for seal in batch {
                let (record, version) = (seal.record, seal.cursor.version)
                let facts = try VersionFacts(opening: seal.sealed, record: record, version: version, keys)
                let slot = KeySlot(place: place, version: facts.keyVersion)
                guard facts.keyVersion < current, state.authority.isHeld(slot, by: session.keyID) else { continue }
                let old = try keys.compartmentKey(slot, of: session, state.authority, transaction)
                let dataKey: DataKey = try old.key.openKey(
                    facts.dataKey, context: keys.dataKeyContext(place, record, version, facts.keyVersion))
                let resealed = facts.resealed(
                    dataKey: try new.key.seal(
                        key: dataKey, context: keys.dataKeyContext(place, record, version, current)),
                    keyVersion: current)
                guard
                    try transaction.replaceVersionSeal(
                        record, version: version, expecting: seal.sealed,
                        new: try resealed.sealed(record: record, version: version, keys))
                else { throw PolicyDenial.outOfOrder }
                count += 1
            }
            // A record's later versions may be in the next batch: only what lies before it is surely done.
            let done = max(1, batch.last?.cursor.sequence ?? 1) - 1
            try transaction.put(
                try RotationFacts(place: place, state: .resealing, target: current, cursor: done).row(keys))
            return count
        }
    }

    private func retire(_ place: Place, _ current: UInt64, _ count: UInt64, _ session: Session) async throws {
        try await commit(session) { pen, transaction, state in
            guard let file = state.authority.cases[place.caseID],
                let compartmentKeys = file.compartments[place.compartment], compartmentKeys.current == current,
                compartmentKeys.holders[session.keyID] != nil
            else { return }
            let shelf = pen.keys.shelf(place)
            // Verifying: every version of every record, inside the commit that retires.
            var used: Set<UInt64> = [current]
            var cursor: VersionCursor?
            while true {
                let page = try transaction.versionSeals(shelf: shelf, after: cursor, limit: 512)
                for seal in page {
                    let facts = try VersionFacts(
                        opening: seal.sealed, record: seal.record, version: seal.cursor.version, pen.keys)
                    used.insert(facts.keyVersion)
                }
                guard let last = page.last else { break }
                cursor = last.cursor
            }
            for (number, version) in compartmentKeys.versions where !used.contains(number) {
                try pen.sign(
                    pen.event(.compartmentKeyRetired).with(.case, place.caseID)
                        .with(.compartment, number: place.compartment.rawValue).with(.keyVersion, number: number),
                    by: session.held, transaction, &state)
                for holder in version.recipients.keys {
                    _ = try transaction.deleteGrant(pen.keys.grantIndex(place, keyVersion: number, holder: holder))
                }
            }
            if used == [current] {
                _ = try transaction.deleteRotation(shelf: shelf)
            } else {
                // Somebody who holds the rest begins at the first record again.
                try transaction.put(
                    try RotationFacts(place: place, state: .resealing, target: current, cursor: 0).row(pen.keys))
            }
            try pen.append(
                pen.event(.resealed).with(.actor, session.keyID).with(.case, place.caseID)
                    .with(.compartment, number: place.compartment.rawValue).with(.keyVersion, number: current)
                    .with(.count, number: count), transaction, &state)
        }
    }
}

extension VaultKeys {
    func dataKeyContext(_ place: Place, _ record: RecordID, _ version: UInt64, _ keyVersion: UInt64) -> SealContext {
        .dataKey(
            vault: vaultID, case: place.caseID, compartment: place.compartment, record: record, version: version,
            keyVersion: keyVersion)
    }
}
