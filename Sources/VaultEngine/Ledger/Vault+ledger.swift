import VaultCrypto
package import VaultModel
import VaultStore

/// Which events somebody asks for.
package struct LedgerFilter: Sendable {
    package var code: String?
    package var account: String?
    /// A record's id, or its beginning, in hexadecimal.
    package var record: String?
    package var kind: String?
    package var since: Timestamp?
    package var until: Timestamp?
    package var newestFirst: Bool

    /// Everything, newest first.
    package init(
        code: String? = nil, account: String? = nil, record: String? = nil, kind: String? = nil,
        since: Timestamp? = nil,
        until: Timestamp? = nil, newestFirst: Bool = true
    ) {
        self.code = code
        self.account = account
        self.record = record
        self.kind = kind
        self.since = since
        self.until = until
        self.newestFirst = newestFirst
    }
}

extension Vault {
    /// So many rows in one read, so that no snapshot stands for long.
    private static let rowsPerRead = 512

    /// `GET /v1/ledger`: admins and auditors see all, others the events of their own
    /// compartments of their own cases, and of themselves.
    package func ledger(
        _ session: Session, _ filter: LedgerFilter, after: String?, limit: Int
    ) async throws -> Page<LedgerItem> {
        try await perform(session, .ledgerShow) {
            let keys = try keys()
            let authority = queue.state.authority
            let selection = try LedgerSelection(filter, session, authority)
            let start = try after.map { text in
                guard let sequence = UInt64(text) else { throw VaultError(.invalidValue, field: "after") }
                return sequence
            }
            var found: [(UInt64, LedgerEntry)] = []
            var cursor = start
            while found.count <= limit {
                let from = cursor
                let rows = try await database.read {
                    try $0.ledgerRows(
                        filter.newestFirst ? .newestFirst : .oldestFirst, after: from, limit: Self.rowsPerRead)
                }
                for row in rows where found.count <= limit {
                    let entry = try LedgerReader(keys: keys).open(row)
                    if selection.contains(entry.event) { found.append((row.sequence, entry)) }
                }
                guard let last = rows.last, rows.count == Self.rowsPerRead else { break }
                cursor = last.sequence
            }
            try await commitPerformed(session, .ledgerShow)
            let page = found.prefix(limit)
            return Page(
                items: page.map { LedgerItem($0.0, $0.1, authority) },
                next: found.count > limit ? page.last.map { String($0.0) } : nil)
        }
    }

    /// `GET /v1/ledger/verification`: every leaf, the root and every signature computed again from the rows.
    package func verifyLedger(_ session: Session) async throws -> LedgerVerification {
        try await perform(session, .ledgerVerify) {
            let keys = try keys()
            let published = queue.state.tree
            var check = LedgerCheck(keys: keys, published: published)
            while try await check.next(database, limit: Self.rowsPerRead) {}
            // What the daemon wrote since it started must all be there, and be the same.
            let result = LedgerVerification(
                size: check.tree.size, root: Hex.encode(check.tree.root), signatures: check.signatures,
                valid: check.isSound, damaged: Array(check.damaged.prefix(LedgerCheck.damageLimit)),
                records: named(check.differing, session))
            try await commitPerformed(session, .ledgerVerify)
            return result
        }
    }
}

extension Vault {
    /// Places whose records are not as the ledger says, by name for those who may know of the case.
    private func named(
        _ differing: [RecordCounts.Difference], _ session: Session
    ) -> [String] {
        differing.map { difference in
            let file = queue.state.authority.cases[difference.place.caseID]
            let isKnown = !session.role.worksOnCases || file?.members[session.keyID] != nil
            let name = isKnown ? "\(file?.code.text ?? "?") \(difference.place.compartment.name)" : "another case"
            return "\(name): \(difference.found) of \(difference.expected)"
        }.sorted()
    }
}

/// A filter with names looked up, and what the person asking may see.
private struct LedgerSelection: Sendable {
    let caseID: CaseID?
    let keyIDs: Set<KeyID>?
    let record: String?
    let kind: EventKind?
    let since: Timestamp?
    let until: Timestamp?
    /// `nil` for those who see all.
    let ownPlaces: [CaseID: Set<Compartment>]?
    let own: KeyID

    init(_ filter: LedgerFilter, _ session: Session, _ authority: Authority) throws {
        own = session.keyID
        ownPlaces =
            session.role.worksOnCases
            ? authority.cases.compactMapValues { $0.members[session.keyID]?.compartments } : nil
        kind = try filter.kind.map { text in
            guard let kind = EventKind(name: text) else { throw VaultError(.invalidValue, field: "kind") }
            return kind
        }
        let caseID = try filter.code.map { text in
            guard let id = authority.caseIDs[try CaseCode(text)] else { throw PolicyDenial.notFound }
            return id
        }
        if let caseID, let ownPlaces, ownPlaces[caseID] == nil { throw PolicyDenial.notFound }
        self.caseID = caseID
        keyIDs = try filter.account.map { name in
            let found = authority.accounts.values.filter { $0.name.text == name }.map(\.keyID)
            guard !found.isEmpty else { throw PolicyDenial.notFound }
            return Set(found)
        }
        record = filter.record
        since = filter.since
        until = filter.until
    }

    func contains(_ event: LedgerEvent) -> Bool {
        let eventCase = event.id(.case, as: CaseID.self)
        let people = [event.doer, event.id(.subject, as: KeyID.self)].compactMap { $0 }
        // What the custodians do is for everybody to see; where it is about a case, for those on it.
        if let ownPlaces, !people.contains(own), !(event.kind.isOfCustodians && eventCase == nil) {
            guard let places = eventCase.flatMap({ ownPlaces[$0] }) else { return false }
            // A record of a compartment that one is not in does not exist; nor does its event.
            if let compartment = event.compartment, !places.contains(compartment) { return false }
            if event.compartment == nil, event[.record] != nil { return false }
        }
        if let caseID, eventCase != caseID { return false }
        if let keyIDs, keyIDs.isDisjoint(with: people) { return false }
        if let record, event.id(.record, as: RecordID.self)?.hex.hasPrefix(record) != true { return false }
        if let kind, event.kind != kind { return false }
        if let since, event.at < since { return false }
        if let until, event.at > until { return false }
        return true
    }
}

extension LedgerItem {
    /// An event with names where names are due.
    init(_ sequence: UInt64, _ entry: LedgerEntry, _ authority: Authority) {
        let event = entry.event
        func name(_ keyID: KeyID?) -> String? {
            keyID.flatMap {
                authority.accounts[$0]?.name.text ?? (authority.custodians[$0].map { _ in Custodians.name })
            }
        }
        let compartments = event.compartment.map { [$0] } ?? event.compartments.sorted()
        self.init(
            id: String(sequence), at: event.at, kind: event.kind.name, actor: name(event.doer),
            subject: name(event.id(.subject)) ?? event.text(.name),
            case: event.text(.code)
                ?? event.id(.case, as: CaseID.self).flatMap { authority.cases[$0]?.code.text },
            compartments: compartments.isEmpty ? nil : compartments, record: event.id(.record),
            version: event.number(.version, as: UInt64.self) ?? event.number(.keyVersion, as: UInt64.self),
            operation: event.number(.operation, as: UInt16.self).flatMap(Operation.init(rawValue:))?.name
                ?? event.number(.purpose, as: UInt8.self).flatMap(CeremonyPurpose.init(rawValue:))
                .map { "recover.\($0.name)" },
            outcome: event.number(.outcome, as: UInt16.self), count: event.number(.count, as: UInt64.self),
            reason: event.number(.reason, as: UInt8.self).flatMap(EventReason.init(rawValue:))?.name,
            signed: entry.signature != nil)
    }
}
