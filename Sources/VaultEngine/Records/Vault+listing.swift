import Foundation
import VaultCrypto
package import VaultModel
import VaultStore

extension Vault {
    /// `GET /v1/cases/{code}/records`: newest first, over all compartments that somebody holds.
    package func records(
        _ session: Session, code: String, form: RecordForm?, after: String?, limit: Int
    ) async throws -> Page<RecordItem> {
        try await perform(session, .recordList, case: code) {
            let file = try caseFile(code, session, .recordList)
            let cursor = try after.map { text in
                guard let sequence = UInt64(text) else { throw VaultError(.invalidValue, field: "after") }
                return sequence
            }
            let page = try await openRecords(of: file, session, after: cursor, limit: limit)
            let shown = page.opened.filter { form == nil || $0.recordFacts.form == form }
            try await recordListing(.recordList, [(file.id, page)], session, count: shown.count)
            let authority = queue.state.authority
            return Page(
                items: shown.map { $0.item(authority) },
                next: page.next.map { String($0) })
        }
    }

    /// What a page of a case's records opened to.
    struct OpenedPage: Sendable {
        var opened: [OpenedVersion] = []
        /// Where the next page begins.
        var next: UInt64?
        /// Records that are there and do not open: damaged.
        var damaged: [RecordID] = []

        var places: Set<Place> { Set(opened.map(\.recordFacts.place)) }
    }

    /// The current versions of a case's records that somebody can open, newest first, and where to go on.
    ///
    /// Records under a key version whose holders are all gone wait for custodians; they are passed over. A
    /// damaged one hides no other.
    func openRecords(
        of file: CaseFile, _ session: Session, after: UInt64?, limit: Int
    ) async throws -> OpenedPage {
        let keys = try keys()
        let authority = queue.state.authority
        let held = Compartment.allCases.filter { file.holds(session.keyID, $0) }
        return try await database.read { transaction in
            var rows: [RecordRow] = []
            for compartment in held {
                rows += try transaction.records(
                    shelf: keys.shelf(Place(file.id, compartment)), .newestFirst, after: after, limit: limit + 1)
            }
            rows.sort { $0.sequence > $1.sequence }
            var page = OpenedPage(next: rows.count > limit ? rows[limit - 1].sequence : nil)
            for row in rows.prefix(limit) where authority.withdrawn[row.id] == nil {
                do {
                    guard let version = try transaction.version(row.current, of: row.id) else {
                        throw VaultError(.integrity)
                    }
                    if let opened = try open(row, version, session, authority, keys, transaction) {
                        page.opened.append(opened)
                    }
                } catch {
                    guard translate(error).code == .integrity else { throw error }
                    page.damaged.append(row.id)
                }
            }
            return page
        }
    }

    /// The event of a listing, one a case and page, after the checks were made again; and one for each record
    /// that was damaged.
    private func recordListing(
        _ operation: VaultModel.Operation, _ pages: [(caseID: CaseID, page: OpenedPage)], _ session: Session,
        count: Int? = nil
    ) async throws {
        try await commit(session) { [self] pen, transaction, state in
            for (caseID, page) in pages {
                guard state.authority.cases[caseID]?.members[session.keyID] != nil else {
                    throw PolicyDenial.notFound
                }
                for place in page.places { try checkReadable(place, session, state.authority) }
                // Withdrawn meanwhile: looked at again, it is not there.
                guard !page.opened.contains(where: { state.authority.withdrawn[$0.record.id] != nil }) else {
                    throw PolicyDenial.outOfOrder
                }
                var event = pen.event(.listed).with(.actor, session.keyID)
                    .with(.operation, number: operation.rawValue).with(.case, caseID)
                if let count { event = event.with(.count, number: UInt64(count)) }
                try pen.append(event, transaction, &state)
                for record in page.damaged {
                    try pen.append(
                        pen.event(.integrityFailed).with(.actor, session.keyID).with(.case, caseID)
                            .with(.record, record).with(.operation, number: operation.rawValue), transaction, &state)
                }
            }
            if pages.isEmpty {
                try pen.append(
                    pen.event(.performed).with(.actor, session.keyID)
                        .with(.operation, number: operation.rawValue), transaction, &state)
            }
        }
    }

    private func open<Access>(
        _ row: RecordRow, _ version: RecordVersionRow, _ session: Session, _ authority: Authority, _ keys: VaultKeys,
        _ transaction: borrowing Transaction<Access>
    ) throws -> OpenedVersion? {
        let recordFacts = try RecordFacts(opening: row, keys)
        let facts = try VersionFacts(opening: version.sealed, record: row.id, version: version.version, keys)
        let slot = KeySlot(place: recordFacts.place, version: facts.keyVersion)
        guard authority.isHeld(slot, by: session.keyID) else { return nil }
        let key = try keys.compartmentKey(slot, of: session, authority, transaction)
        return try OpenedVersion(
            record: row, version: version, recordFacts: recordFacts, facts: facts, key: key, keys)
    }

    /// `GET /v1/records/{id}/versions`: oldest first.
    package func history(_ session: Session, id: String) async throws -> Page<VersionItem> {
        try await perform(session, .recordHistory, record: RecordID(hex: id)) {
            let keys = try keys()
            let newest = try await openVersion(id, version: nil, session, withdrawn: true)
            let place = newest.recordFacts.place
            let authority = queue.state.authority
            let versions = try await database.read { transaction in
                try transaction.versions(of: newest.record.id).compactMap { version in
                    try open(newest.record, version, session, authority, keys, transaction)
                }
            }
            try await commit(session) { [self] pen, transaction, state in
                try checkReadable(place, session, state.authority)
                try pen.append(
                    pen.event(.listed).with(.actor, session.keyID)
                        .with(.operation, number: Operation.recordHistory.rawValue).with(.case, place.caseID)
                        .with(.count, number: UInt64(versions.count)), transaction, &state)
            }
            return Page(
                items: try versions.map { opened in
                    VersionItem(
                        id: String(opened.version.version), version: opened.version.version,
                        author: authority.accounts[opened.facts.author]?.name.text ?? "",
                        writtenAt: opened.facts.writtenAt, title: opened.header.title,
                        document: opened.header.document, digest: Hex.encode(opened.facts.digest),
                        withdrawn: opened.header.withdrawn == true ? try opened.text(keys) : nil)
                })
        }
    }

    /// The newest label of a case, where somebody may read it.
    func label(of file: CaseFile, _ session: Session) async throws -> String? {
        guard file.holds(session.keyID, .casework) else { return nil }
        let id = try keys().labelID(file.id)
        guard try await database.read({ try $0.record(id) }) != nil else { return nil }
        do {
            return try await openVersion(id.hex, version: nil, session).text(try keys())
        } catch {
            // A label that is damaged, or under a key that nobody holds any more, hides no case.
            guard [.integrity, .notFound].contains(translate(error).code) else { throw error }
            return nil
        }
    }

    /// `POST /v1/search`: labels, titles, file names and notes that this person may read, opened in memory.
    package func search(_ session: Session, _ request: SearchRequest) async throws -> Page<SearchHit> {
        try await perform(session, .search) {
            guard request.text.utf8.count <= Limits.searchBytes, !TextRules.hasControl(request.text) else {
                throw VaultError(.invalidValue, field: "text")
            }
            let wanted = SearchText.words(request.text)
            guard !wanted.isEmpty else { throw VaultError(.invalidValue, field: "text") }
            let keys = try keys()
            let files = queue.state.authority.cases.values
                .filter { $0.members[session.keyID] != nil && $0.disposed == nil }.sorted { $0.code < $1.code }
            var hits: [SearchHit] = []
            var pages: [(caseID: CaseID, page: OpenedPage)] = []
            for file in files {
                var after: UInt64?
                repeat {
                    let page = try await openRecords(of: file, session, after: after, limit: Limits.pageItems)
                    hits += page.opened.compactMap { try? hit($0, file, wanted, keys) }
                    pages.append((file.id, page))
                    after = page.next
                } while after != nil
            }
            try await recordListing(.search, pages, session)
            return Page(items: hits)
        }
    }

    private func hit(
        _ opened: OpenedVersion, _ file: CaseFile, _ wanted: [String], _ keys: VaultKeys
    ) throws -> SearchHit? {
        func matches(_ text: String) -> Bool {
            let folded = SearchText.folded(text)
            return wanted.allSatisfy(folded.contains)
        }
        let found: String
        if matches(opened.header.title) {
            found = "title"
        } else if let name = opened.header.name, matches(name) {
            found = "name"
        } else if opened.recordFacts.form == .note, matches(try opened.text(keys)) {
            found = opened.header.kind == .caseLabel ? "label" : "text"
        } else {
            return nil
        }
        return SearchHit(
            id: opened.record.id, case: file.code.text, kind: opened.header.kind,
            title: opened.header.name ?? opened.header.title, found: found)
    }
}
