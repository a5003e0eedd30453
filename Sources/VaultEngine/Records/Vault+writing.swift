import VaultCrypto
import VaultModel
import VaultStore

/// A version that is being written: everything sealed, not yet committed.
struct SealedVersion: Sendable {
    let place: Place
    let record: RecordID
    let version: UInt64
    let form: RecordForm
    let header: [UInt8]
    let body: [UInt8]?
    let stream: Int64?
    let digest: [UInt8]
    let dataKey: HeldKey<DataKeyRole>
    /// Of a new record that is no label.
    var origin: RecordOrigin?
}

/// A write that can be sent again: the client's key, and a digest of what it was for.
struct WriteIdentity: Sendable {
    let key: String
    let digest: [UInt8]
}

extension Vault {
    /// The case and compartment that somebody is about to write in.
    ///
    /// - Throws: `role-may-not` before any look-up where the role may never; `not-found`, `case-closed`,
    ///   `lead-only`.
    func placeToWrite(
        _ code: String, _ compartment: Compartment, _ session: Session, _ operation: Operation
    ) throws -> Place {
        guard AccessTable.access(role: session.role, isLead: true, compartment: compartment) == .readWrite else {
            throw PolicyDenial.roleMayNot
        }
        let file = try caseFile(code, session, operation)
        try checkWritable(file, compartment, session, queue.state.authority)
        return Place(file.id, compartment)
    }

    func checkWritable(
        _ file: CaseFile, _ compartment: Compartment, _ session: Session, _ authority: Authority
    ) throws(PolicyDenial) {
        guard let account = authority.accounts[session.keyID], let member = file.members[session.keyID] else {
            throw .notFound
        }
        guard file.disposed == nil else { throw .caseDisposed }
        let isLead = file.leads.contains(session.keyID)
        guard AccessTable.access(role: account.role, isLead: isLead, compartment: compartment) == .readWrite else {
            throw .leadOnly
        }
        guard member.compartments.contains(compartment) else { throw .notFound }
        guard !file.isClosed else { throw .caseClosed }
    }

    /// Commits a version: under the current key, after a new key where one is asked for, or with the birth of
    /// the compartment. Who loses a race tries again with what is there.
    ///
    /// - Parameter also: what is signed with it, in the same commit.
    func store(
        _ sealed: SealedVersion, _ operation: Operation, expecting current: UInt64?, _ session: Session,
        _ identity: WriteIdentity?,
        also: @escaping @Sendable (LedgerPen, borrowing CommitTransaction, inout VaultState) throws -> Void = {
            _, _, _ in
        }
    ) async throws -> (record: RecordID, version: UInt64) {
        let attempts = 3
        for attempt in 1...attempts {
            do {
                return try await storeOnce(sealed, operation, expecting: current, session, identity, also)
            } catch PolicyDenial.outOfOrder where attempt < attempts {
                continue
            }
        }
        throw PolicyDenial.outOfOrder
    }

    private func storeOnce(
        _ sealed: SealedVersion, _ operation: Operation, expecting current: UInt64?, _ session: Session,
        _ identity: WriteIdentity?,
        _ also: @escaping @Sendable (LedgerPen, borrowing CommitTransaction, inout VaultState) throws -> Void
    ) async throws -> (record: RecordID, version: UInt64) {
        let keys = try keys()
        let place = sealed.place
        if queue.state.innerAsked.contains(place),
            queue.state.authority.cases[place.caseID]?.holds(session.keyID, place.compartment) == true
        {
            try await renewKey(place, session)
        }
        let slot = try slotToWrite(place, session)
        let isBirth = slot.isBirth
        let key = isBirth ? HeldKey(try CompartmentKey()) : try await compartmentKey(slot.slot, session)
        let wrapped = try key.key.seal(
            key: sealed.dataKey.key,
            context: keys.dataKeyContext(place, sealed.record, sealed.version, slot.slot.version))
        let day = now.day
        return try await commit(session) { [self] pen, transaction, state in
            guard let file = state.authority.cases[place.caseID] else { throw PolicyDenial.notFound }
            guard file.members[session.keyID]?.compartments.contains(place.compartment) == true else {
                throw PolicyDenial.notFound
            }
            // A write sent again is answered again, also where the case was closed meanwhile.
            if let remembered = try pen.remembered(identity, of: session, transaction) { return remembered }
            try checkWritable(file, place.compartment, session, state.authority)
            let compartmentKeys = file.compartments[place.compartment]
            let isFree = compartmentKeys?.holders.isEmpty ?? true
            let expected = isBirth ? slot.slot.version - 1 : slot.slot.version
            guard isBirth == isFree, (compartmentKeys?.current ?? 0) == expected else {
                throw PolicyDenial.outOfOrder
            }
            // Somebody left since: nothing new comes under a key that they held.
            guard isBirth || !state.innerAsked.contains(place) else { throw PolicyDenial.outOfOrder }
            if isBirth {
                try pen.birth(place, key, by: session, transaction, &state)
                try pen.askForOthers(place, by: session, transaction, &state)
            }
            try pen.insert(
                sealed, operation, expecting: current, dataKey: wrapped, keyVersion: slot.slot.version,
                by: session, transaction, &state)
            try also(pen, transaction, &state)
            if let identity {
                let remembered = RememberedWrite(
                    requestDigest: identity.digest, record: sealed.record, version: sealed.version)
                try transaction.insert(
                    remembered.row(keys.idempotencyIndex(session.keyID, key: identity.key), day: day, keys))
            }
            return (sealed.record, sealed.version)
        }
    }

    /// The key version that a write uses, or that it will make.
    private func slotToWrite(_ place: Place, _ session: Session) throws -> (slot: KeySlot, isBirth: Bool) {
        let compartmentKeys = queue.state.authority.cases[place.caseID]?.compartments[place.compartment]
        guard let compartmentKeys, !compartmentKeys.holders.isEmpty else {
            return (KeySlot(place: place, version: (compartmentKeys?.current ?? 0) + 1), true)
        }
        guard compartmentKeys.holders[session.keyID] != nil else { throw PolicyDenial.awaitingGrant }
        return (KeySlot(place: place, version: compartmentKeys.current), false)
    }
}

extension LedgerPen {
    /// What an idempotency key was used for.
    ///
    /// - Throws: `idempotency-mismatch` where that was something else.
    func remembered(
        _ identity: WriteIdentity?, of session: Session, _ transaction: borrowing CommitTransaction
    ) throws -> (record: RecordID, version: UInt64)? {
        guard let identity,
            let row = try transaction.idempotency(keys.idempotencyIndex(session.keyID, key: identity.key))
        else { return nil }
        let remembered = try RememberedWrite(opening: row, keys)
        guard remembered.requestDigest == identity.digest else { throw VaultError(.idempotencyMismatch) }
        return (remembered.record, remembered.version)
    }

    /// Inserts a version and, with the first, its record.
    func insert(
        _ sealed: SealedVersion, _ operation: Operation, expecting current: UInt64?, dataKey: [UInt8],
        keyVersion: UInt64, by session: Session, _ transaction: borrowing CommitTransaction,
        _ state: inout VaultState
    ) throws {
        let place = sealed.place
        guard state.authority.withdrawn[sealed.record] == nil else { throw PolicyDenial.withdrawn }
        try append(
            event(.written).with(.actor, session.keyID).with(.operation, number: operation.rawValue)
                .with(.case, place.caseID).with(.compartment, number: place.compartment.rawValue)
                .with(.record, sealed.record).with(.version, number: sealed.version)
                .with(.keyVersion, number: keyVersion).with(.digest, sealed.digest),
            transaction, &state)
        if let current {
            guard var row = try transaction.record(sealed.record) else { throw PolicyDenial.notFound }
            guard row.current == current else { throw VaultError(.versionConflict) }
            row.sealed = try RecordFacts(opening: row, keys).followed(by: sealed.version).sealed(row.id, keys)
            row.current = sealed.version
            try transaction.update(row)
        } else {
            // Two first labels of a case at once: one of them is the second.
            guard try transaction.record(sealed.record) == nil else { throw VaultError(.versionConflict) }
            let facts = RecordFacts(
                place: place, createdAt: at, author: session.keyID, form: sealed.form, current: sealed.version,
                origin: sealed.origin?.random)
            try transaction.insert(
                RecordRow(
                    id: sealed.record, shelf: keys.shelf(place), sequence: state.tree.size,
                    current: sealed.version, sealed: try facts.sealed(sealed.record, keys)))
        }
        let facts = VersionFacts(
            author: session.keyID, writtenAt: at, keyVersion: keyVersion, dataKey: dataKey, digest: sealed.digest)
        try transaction.insert(
            RecordVersionRow(
                record: sealed.record, version: sealed.version, header: sealed.header, body: sealed.body,
                stream: sealed.stream,
                sealed: try facts.sealed(record: sealed.record, version: sealed.version, keys)))
    }

    /// Others who were assigned to a compartment before it was born wait for its first holder's yes.
    func askForOthers(
        _ place: Place, by session: Session, _ transaction: borrowing CommitTransaction, _ state: inout VaultState
    ) throws {
        for (keyID, member) in state.authority.cases[place.caseID]?.members ?? [:]
        where keyID != session.keyID && member.compartments.contains(place.compartment) {
            try ask(
                .requestApprove, place.caseID, subject: keyID, [place.compartment], by: session.keyID, transaction,
                &state)
        }
    }
}
