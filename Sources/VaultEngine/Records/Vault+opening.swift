import VaultCrypto
import VaultModel
import VaultStore

extension Vault {
    /// Finds a record by its id or a unique prefix and opens one version: role, case, compartment and key,
    /// in this order. What is not open to somebody does not exist for them.
    ///
    /// Rows and authority are read one after the other; where a rotation came in between, both are read again.
    ///
    /// - Parameter withdrawn: whether a record that was withdrawn is opened too, for those who are told of it.
    func openVersion(
        _ id: String, version: UInt64?, _ session: Session, withdrawn: Bool = false
    ) async throws -> OpenedVersion {
        for _ in 1...3 {
            let head = queue.state.authority.head
            do {
                return try await openVersionOnce(id, version: version, session, withdrawn: withdrawn)
            } catch {
                guard queue.state.authority.head != head else { throw error }
            }
        }
        return try await openVersionOnce(id, version: version, session, withdrawn: withdrawn)
    }

    private func openVersionOnce(
        _ id: String, version: UInt64?, _ session: Session, withdrawn: Bool
    ) async throws -> OpenedVersion {
        let keys = try keys()
        let recordID = try await recordID(id, session)
        guard let rows = try await database.recordAndVersion(recordID, version: version) else {
            return try await missing(recordID, version: version, session)
        }
        let recordFacts = try RecordFacts(opening: rows.record, keys)
        let authority = queue.state.authority
        try checkReadable(recordFacts.place, session, authority)
        do {
            try checkShown(recordID, session, authority)
        } catch {
            guard withdrawn, error == .withdrawn else { throw error }
        }
        let facts = try VersionFacts(
            opening: rows.version.sealed, record: recordID, version: rows.version.version, keys)
        let key = try await compartmentKey(KeySlot(place: recordFacts.place, version: facts.keyVersion), session)
        return try OpenedVersion(
            record: rows.record, version: rows.version, recordFacts: recordFacts, facts: facts, key: key, keys)
    }

    /// A version that is not there: of an unknown record, never written, or lost.
    private func missing(_ id: RecordID, version: UInt64?, _ session: Session) async throws -> OpenedVersion {
        let keys = try keys()
        guard let row = try await database.read({ try $0.record(id) }) else {
            // Destroyed: its author, and leads of the case, are told that it was withdrawn.
            let authority = queue.state.authority
            if let withdrawal = authority.withdrawn[id] {
                try checkReadable(Place(withdrawal.caseID, withdrawal.compartment), session, authority)
                try checkShown(id, session, authority)
            }
            throw PolicyDenial.notFound
        }
        let facts = try RecordFacts(opening: row, keys)
        try checkReadable(facts.place, session, queue.state.authority)
        guard let version, version == 0 || version > facts.current else { throw VaultError(.integrity) }
        throw PolicyDenial.notFound
    }

    /// The second check for a record: on the case, in its compartment, and the role still reads there.
    ///
    /// - Throws: ``PolicyDenial/notFound``.
    func checkReadable(_ place: Place, _ session: Session, _ authority: Authority) throws(PolicyDenial) {
        guard let file = authority.cases[place.caseID], file.holds(session.keyID, place.compartment),
            AccessTable.access(
                role: session.role, isLead: file.leads.contains(session.keyID), compartment: place.compartment)
                > .none
        else { throw .notFound }
    }

    func compartmentKey(_ slot: KeySlot, _ session: Session) async throws -> HeldKey<CompartmentKeyRole> {
        let keys = try keys()
        let authority = queue.state.authority
        if let version = authority.cases[slot.place.caseID]?.compartments[slot.place.compartment]?
            .versions[slot.version], version.grants[session.keyID] != nil,
            let key = keys.cachedKey(slot, of: session, version)
        {
            return key
        }
        return try await database.read { try keys.compartmentKey(slot, of: session, authority, $0) }
    }

    /// A whole id, or the one record that this person may open whose id begins so.
    private func recordID(_ text: String, _ session: Session) async throws -> RecordID {
        if let id = RecordID(hex: text) { return id }
        guard text.count >= 4, text.count < 32, text.allSatisfy(\.isHexDigit) else { throw PolicyDenial.notFound }
        let keys = try keys()
        let authority = queue.state.authority
        let rows = try await database.read { try $0.records(idPrefix: text.lowercased(), limit: 32) }
        let mine = rows.filter { row in
            guard let facts = try? RecordFacts(opening: row, keys) else { return false }
            return (try? checkReadable(facts.place, session, authority)) != nil
        }
        guard let only = mine.first, mine.count == 1 else {
            if mine.count > 1 {
                throw VaultError(.invalidValue, "More than one record begins so. Give more of the id.", field: "id")
            }
            throw PolicyDenial.notFound
        }
        return only.id
    }
}
