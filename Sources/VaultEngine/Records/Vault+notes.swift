import VaultCrypto
package import VaultModel
import VaultStore

extension Vault {
    /// `POST /v1/cases/{code}/records`
    package func writeNote(
        _ session: Session, code: String, _ draft: NoteDraft, idempotencyKey: String?
    ) async throws -> RecordItem {
        try await perform(session, .noteWrite, case: code) {
            try TextRules.check(draft)
            guard let kind = draft.kind ?? RecordKind.usual(for: session.role) else { throw PolicyDenial.roleMayNot }
            let place = try placeToWrite(code, kind.compartment, session, .noteWrite)
            let keys = try keys()
            // A case has one label: writing it again is its next version.
            let label = kind == .caseLabel ? keys.labelID(place.caseID) : nil
            let current =
                try await label.asyncMap { id in
                    try await database.read { try $0.record(id)?.current }
                } ?? nil
            let origin = label == nil ? RecordOrigin(place, author: session.keyID) : nil
            guard let record = label ?? origin?.recordID(vault: keys.vaultID) else { throw VaultError(.internalError) }
            var sealed = try seal(
                draft.text, RecordHeader(kind: kind, title: draft.title ?? ""), place, record, (current ?? 0) + 1)
            sealed.origin = origin
            return try await finish(
                sealed, .noteWrite, expecting: current, session,
                identity(idempotencyKey, session, .noteWrite, code, draft))
        }
    }

    /// `POST /v1/records/{id}/versions`: a new version by the author of the record; the old ones stay.
    package func amendNote(
        _ session: Session, id: String, _ draft: NoteDraft, ifMatch: UInt64, idempotencyKey: String?
    ) async throws -> RecordItem {
        try await perform(session, .noteAmend, record: RecordID(hex: id)) {
            try TextRules.check(draft)
            let before = try await openVersion(id, version: nil, session)
            guard before.recordFacts.form == .note else { throw PolicyDenial.notFound }
            try checkAuthor(before, session)
            guard draft.kind == nil || draft.kind == before.header.kind else {
                throw VaultError(.kindDiffers, field: "kind")
            }
            let identity = try identity(idempotencyKey, session, .noteAmend, before.record.id.hex, draft)
            if let answer = try await remembered(identity, session) { return answer }
            guard before.record.current == ifMatch else { throw VaultError(.versionConflict) }
            let header = RecordHeader(kind: before.header.kind, title: draft.title ?? before.header.title)
            let sealed = try seal(draft.text, header, before.recordFacts.place, before.record.id, ifMatch + 1)
            return try await finish(sealed, .noteAmend, expecting: ifMatch, session, identity)
        }
    }

    /// `GET /v1/records/{id}`: recorded before shown.
    package func readNote(_ session: Session, id: String, version: UInt64?) async throws -> Note {
        try await perform(session, .noteRead, record: RecordID(hex: id)) {
            let keys = try keys()
            let opened = try await openVersion(id, version: version, session)
            guard opened.recordFacts.form == .note else { throw PolicyDenial.notFound }
            let text = try opened.text(keys)
            try await recordOpened(opened, .noteRead, session)
            return Note(record: opened.item(queue.state.authority), text: text)
        }
    }

    /// The event that says what is about to be disclosed; the checks are repeated inside its commit.
    func recordOpened(_ opened: OpenedVersion, _ operation: Operation, _ session: Session) async throws {
        let place = opened.recordFacts.place
        let (record, version) = (opened.record.id, opened.version.version)
        let at = try await commit(session) { [self] pen, transaction, state in
            try checkReadable(place, session, state.authority)
            try checkShown(record, session, state.authority)
            try pen.append(
                pen.event(.opened).with(.actor, session.keyID).with(.operation, number: operation.rawValue)
                    .with(.case, place.caseID).with(.compartment, number: place.compartment.rawValue)
                    .with(.record, record).with(.version, number: version),
                transaction, &state)
            return pen.at
        }
        lastOpened.note(place, session.keyID, at)
        session.cover(record, version, at)
    }

    /// Amending is the author's; anybody else adds a record of their own.
    func checkAuthor(_ opened: OpenedVersion, _ session: Session) throws {
        guard opened.recordFacts.author == session.keyID else {
            throw VaultError(.authorOnly)
        }
        guard let file = queue.state.authority.cases[opened.recordFacts.place.caseID] else {
            throw PolicyDenial.notFound
        }
        try checkWritable(file, opened.recordFacts.place.compartment, session, queue.state.authority)
    }

    /// Commits and answers; a write that was made before is answered again.
    func finish(
        _ sealed: SealedVersion, _ operation: Operation, expecting current: UInt64?, _ session: Session,
        _ identity: WriteIdentity?
    ) async throws -> RecordItem {
        let stored = try await store(sealed, operation, expecting: current, session, identity)
        if stored.record != sealed.record, let stream = sealed.stream { try await blobs.deleteStream(stream) }
        return try await openVersion(stored.record.hex, version: stored.version, session).item(queue.state.authority)
    }

    func remembered(_ identity: WriteIdentity?, _ session: Session) async throws -> RecordItem? {
        guard let identity else { return nil }
        let stored = try await commit(session) { pen, transaction, _ in
            try pen.remembered(identity, of: session, transaction)
        }
        guard let stored else { return nil }
        return try await openVersion(stored.record.hex, version: stored.version, session).item(queue.state.authority)
    }

    /// Seals a text and its header under a data key of their own.
    func seal(
        _ text: String, _ header: RecordHeader, _ place: Place, _ record: RecordID, _ version: UInt64,
        form: RecordForm = .note
    ) throws -> SealedVersion {
        let vault = try keys().vaultID
        let dataKey = HeldKey(try DataKey())
        let (caseID, compartment) = (place.caseID, place.compartment)
        let headerSeal = try dataKey.key.sealPadded(
            try header.encoded(),
            context: .header(vault: vault, case: caseID, compartment: compartment, record: record, version: version))
        let body = try dataKey.key.sealPadded(
            Array(text.utf8),
            context: .body(vault: vault, case: caseID, compartment: compartment, record: record, version: version))
        return SealedVersion(
            place: place, record: record, version: version, form: form, header: headerSeal, body: body, stream: nil,
            digest: ContentDigest.of(header: headerSeal, body: body, chunks: nil), dataKey: dataKey)
    }

    private func identity(
        _ key: String?, _ session: Session, _ operation: Operation, _ target: String, _ draft: NoteDraft
    ) throws -> WriteIdentity? {
        try identity(
            key, session, operation, [target, draft.kind?.rawValue ?? "", draft.title ?? "\u{0}", draft.text])
    }

    /// - Throws: `invalid-value` for a key that is not 1 to 64 printable ASCII characters.
    func identity(
        _ key: String?, _ session: Session, _ operation: Operation, _ parts: [String]
    ) throws -> WriteIdentity? {
        guard let key else { return nil }
        guard (1...Limits.idempotencyKeyBytes).contains(key.utf8.count),
            key.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { throw VaultError(.invalidValue, field: HeaderName.idempotencyKey) }
        var message = operation.rawValue.bigEndianBytes
        for part in parts { message += UInt32(part.utf8.count).bigEndianBytes + Array(part.utf8) }
        return WriteIdentity(
            key: key, digest: session.held.keys.requestDigest(of: message, vault: try keys().vaultID))
    }
}

/// BLAKE2b-256 over the sealed content (docs/format.md): stable when data keys are sealed again.
enum ContentDigest {
    /// - Parameter chunks: BLAKE2b-256 over all chunk seals; `nil` for a note.
    static func of(header: [UInt8], body: [UInt8]?, chunks: [UInt8]?) -> [UInt8] {
        var hash = ContentHash()
        hash.update(UInt32(header.count).bigEndianBytes + header)
        hash.update(UInt32(body?.count ?? 0).bigEndianBytes + (body ?? []))
        if let chunks { hash.update(chunks) }
        return hash.finalize()
    }
}

extension Optional {
    /// `map` with an asynchronous transform.
    func asyncMap<Other>(_ transform: (Wrapped) async throws -> Other) async rethrows -> Other? {
        if let value = self { try await transform(value) } else { nil }
    }
}
