import VaultCrypto
package import VaultModel
import VaultStore

extension Vault {
    /// The case of a code as somebody may see it: the second check. To outsiders it does not exist.
    ///
    /// - Throws: `not-found`, `lead-only`, `lookalike-letters`.
    func caseFile(_ code: String, _ session: Session, _ operation: Operation) throws -> CaseFile {
        let parsed: CaseCode
        do {
            parsed = try CaseCode(code)
        } catch .lookalike(let letter, let latin, let position) {
            throw VaultError(naming: .lookalike(letter: letter, looksLike: latin, position: position), field: "code")
        } catch {
            throw PolicyDenial.notFound
        }
        guard let file = queue.state.authority.caseFile(parsed), let rule = operation.rule else {
            throw PolicyDenial.notFound
        }
        if !rule.overseers.contains(session.role), file.members[session.keyID] == nil { throw PolicyDenial.notFound }
        if file.disposed != nil, operation != .caseCertificate { throw PolicyDenial.caseDisposed }
        if rule.overseers.contains(session.role) { return file }
        if rule.standing == .lead, !file.leads.contains(session.keyID) { throw PolicyDenial.leadOnly }
        return file
    }

    /// `GET /v1/cases`: the cases that somebody is on, by code.
    package func cases(_ session: Session, after: String?, limit: Int) async throws -> Page<CaseItem> {
        try await perform(session, .caseList) {
            let files = queue.state.authority.cases.values
                .filter { $0.members[session.keyID] != nil && $0.code.text > (after ?? "") }
                .sorted { $0.code < $1.code }
            let page = files.prefix(limit)
            var items: [CaseItem] = []
            for file in page { items.append(try await item(file, session)) }
            let labelled = Set(items.filter { $0.label != nil }.map(\.id))
            try await commit(session) { [self] pen, transaction, state in
                for file in page {
                    guard state.authority.cases[file.id]?.members[session.keyID] != nil else {
                        throw PolicyDenial.outOfOrder
                    }
                    if labelled.contains(file.code.text) {
                        try checkReadable(Place(file.id, .casework), session, state.authority)
                    }
                    try pen.append(
                        pen.event(.listed).with(.actor, session.keyID)
                            .with(.operation, number: Operation.caseList.rawValue).with(.case, file.id),
                        transaction, &state)
                }
                if page.isEmpty {
                    try pen.append(
                        pen.event(.performed).with(.actor, session.keyID)
                            .with(.operation, number: Operation.caseList.rawValue), transaction, &state)
                }
            }
            return Page(items: items, next: files.count > limit ? page.last?.code.text : nil)
        }
    }

    /// `GET /v1/cases/next-code`: the next number of this year, or of the newest code of its kind.
    package func nextCode(_ session: Session) async throws -> NextCode {
        try await perform(session, .caseNextCode) {
            let stem = "\(settings.casePrefix)-\(now.description.prefix(4))-"
            let numbers = queue.state.authority.caseIDs.keys.map(\.parts).filter { $0.stem == stem }.map(\.number)
            try await commitPerformed(session, .caseNextCode)
            let digits = String((numbers.max() ?? 0) + 1)
            return NextCode(code: stem + String(repeating: "0", count: max(0, 4 - digits.count)) + digits)
        }
    }

    /// `POST /v1/cases`: opens a case, leads it, and makes the keys of the lead's compartments.
    package func openCase(_ session: Session, _ request: OpenCaseRequest) async throws -> CaseItem {
        try await perform(session, .caseOpen) {
            let code = try newCode(request.code)
            guard queue.state.authority.caseFile(code) == nil else { throw PolicyDenial.codeTaken }
            let born = try [Compartment.identity, .casework].map { ($0, HeldKey(try CompartmentKey())) }
            let house = HeldKey(try HouseKey())
            let caseID = try await commit(session) { pen, transaction, state in
                let opening = pen.event(.caseOpened).with(.random, Random.bytes(16)).with(.code, Array(code.text.utf8))
                let identity = try pen.sign(opening, by: session.held, transaction, &state)
                guard let caseID = identity.caseID else { throw VaultError(.internalError) }
                // The keystore is durable before any row uses the new house key.
                try pen.keys.keystore.update { $0.houses[caseID] = [1: house] }
                for (compartment, key) in born {
                    try pen.birth(Place(caseID, compartment), key, by: session, transaction, &state)
                }
                return caseID
            }
            guard let file = queue.state.authority.cases[caseID] else { throw VaultError(.internalError) }
            return try await item(file, session)
        }
    }

    /// `GET /v1/cases/{code}`
    package func showCase(_ session: Session, code: String) async throws -> CaseItem {
        try await perform(session, .caseShow, case: code) {
            let file = try caseFile(code, session, .caseShow)
            let item = try await item(file, session)
            try await commit(session) { [self] pen, transaction, state in
                guard state.authority.cases[file.id]?.members[session.keyID] != nil else {
                    throw PolicyDenial.notFound
                }
                if item.label != nil { try checkReadable(Place(file.id, .casework), session, state.authority) }
                try pen.append(
                    pen.event(.performed).with(.actor, session.keyID)
                        .with(.operation, number: Operation.caseShow.rawValue).with(.case, file.id), transaction,
                    &state)
            }
            return item
        }
    }

    private func newCode(_ text: String) throws(VaultError) -> CaseCode {
        do {
            return try CaseCode(text)
        } catch {
            throw VaultError(naming: error, field: "code")
        }
    }

    /// A case as somebody on it sees it.
    func item(_ file: CaseFile, _ session: Session) async throws -> CaseItem {
        let keys = try keys()
        let authority = queue.state.authority
        let compartments = file.disposed == nil ? (file.members[session.keyID]?.compartments ?? []).sorted() : []
        let destroyed = queue.state.destroyed
        let hidden = authority.withdrawn
            .filter { $0.value.caseID == file.id && !destroyed.contains($0.key) }
            .reduce(into: [Compartment: Int]()) { $0[$1.value.compartment, default: 0] += 1 }
        let isLead = file.leads.contains(session.keyID)
        let counts = try await database.read { transaction in
            try compartments.map { compartment in
                file.holds(session.keyID, compartment)
                    ? try transaction.recordCount(shelf: keys.shelf(Place(file.id, compartment)))
                        - hidden[compartment, default: 0] : 0
            }
        }
        return CaseItem(
            id: file.code.text, status: file.disposed != nil ? "disposed" : file.isClosed ? "closed" : "open",
            openedAt: file.openedAt,
            leads: file.leads.compactMap { authority.accounts[$0]?.name.text }.sorted(),
            label: try await label(of: file, session),
            compartments: zip(compartments, counts).map { compartment, count in
                let access = AccessTable.access(role: session.role, isLead: isLead, compartment: compartment)
                let holders = file.compartments[compartment]?.holders ?? [:]
                return CompartmentItem(
                    name: compartment, access: access == .readWrite ? "read-write" : "read",
                    state: holders[session.keyID] != nil ? "granted" : holders.isEmpty ? "unborn" : "waiting",
                    records: count)
            }, warnings: custodianWarnings(session, authority), hold: file.hold.map { LegalHold.word($0.reason) },
            disposalDueAt: file.disposal?.due)
    }
}
