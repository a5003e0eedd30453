import VaultCrypto
package import VaultModel
import VaultStore

extension Vault {
    /// `POST /v1/cases/{code}/documents`: seals as it comes in; memory stays flat.
    ///
    /// - Parameter next: the next piece of content, `nil` at its end; throws where the client hung up.
    package func putDocument(
        _ session: Session, code: String, _ draft: DocumentDraft, idempotencyKey: String?,
        next: () async throws -> [UInt8]?
    ) async throws -> RecordItem {
        try await perform(session, .documentPut, case: code) {
            try draft.check()
            guard let kind = draft.kind ?? RecordKind.usual(for: session.role) else { throw PolicyDenial.roleMayNot }
            guard kind != .caseLabel else { throw VaultError(.invalidValue, field: HeaderName.kind) }
            let place = try placeToWrite(code, kind.compartment, session, .documentPut)
            _ = try keyForecast(place, session)
            let origin = RecordOrigin(place, author: session.keyID)
            let upload = Upload(
                place: place, record: origin.recordID(vault: try keys().vaultID), origin: origin, version: 1,
                kind: kind, draft: draft, operation: .documentPut, target: code, expecting: nil)
            return try await receive(upload, session, idempotencyKey, next)
        }
    }

    /// `PUT /v1/records/{id}/content`: a newer version; the older ones stay.
    package func replaceDocument(
        _ session: Session, id: String, _ draft: DocumentDraft, ifMatch: UInt64, idempotencyKey: String?,
        next: () async throws -> [UInt8]?
    ) async throws -> RecordItem {
        try await perform(session, .documentReplace, record: RecordID(hex: id)) {
            try draft.check()
            let before = try await openVersion(id, version: nil, session)
            guard before.recordFacts.form == .document else { throw PolicyDenial.notFound }
            try checkAuthor(before, session)
            guard draft.kind == nil || draft.kind == before.header.kind else {
                throw VaultError(.kindDiffers, field: HeaderName.kind)
            }
            // A write sent again finds its own version there; only then is an older If-Match lawful.
            guard before.record.current == ifMatch || idempotencyKey != nil else { throw VaultError(.versionConflict) }
            let upload = Upload(
                place: before.recordFacts.place, record: before.record.id, origin: nil, version: ifMatch + 1,
                kind: before.header.kind, draft: draft, operation: .documentReplace, target: before.record.id.hex,
                expecting: ifMatch)
            return try await receive(upload, session, idempotencyKey, next)
        }
    }

    /// Refuses early what would be refused at the end of a long upload.
    private func keyForecast(_ place: Place, _ session: Session) throws -> Bool {
        let holders = queue.state.authority.cases[place.caseID]?.compartments[place.compartment]?.holders ?? [:]
        guard holders.isEmpty || holders[session.keyID] != nil else { throw PolicyDenial.awaitingGrant }
        return holders.isEmpty
    }

    private func receive(
        _ upload: Upload, _ session: Session, _ idempotencyKey: String?, _ next: () async throws -> [UInt8]?
    ) async throws -> RecordItem {
        let stream = try await blobs.beginStream(day: now.day)
        do {
            let content = try await seal(upload, into: stream, next)
            let identity = try identity(
                idempotencyKey, session, upload.operation,
                [
                    upload.target, upload.kind.rawValue, upload.draft.name, upload.draft.mediaType,
                    Hex.encode(content.hash),
                ])
            let sealed = try sealedVersion(upload, stream, content)
            let stored = try await store(sealed, upload.operation, expecting: upload.expecting, session, identity)
            if try await database.read({ try !$0.hasVersion(stream: stream) }) {
                try await blobs.deleteStream(stream)
            }
            return try await openVersion(stored.record.hex, version: stored.version, session)
                .item(queue.state.authority)
        } catch {
            // The stream's key is thrown away with this frame; its chunks are of no use to anybody.
            if (try? await database.read({ try $0.hasVersion(stream: stream) })) == false {
                try? await blobs.deleteStream(stream)
            }
            throw error
        }
    }

    private func seal(
        _ upload: Upload, into stream: Int64, _ next: () async throws -> [UInt8]?
    ) async throws -> SealedContent {
        let vault = try keys().vaultID
        let dataKey = HeldKey(try DataKey())
        return try await withThrowingTaskGroup(of: Void.self) { writes in
            var sealer = try StreamSealer(
                dataKey: dataKey.key, vault: vault, case: upload.place.caseID, compartment: upload.place.compartment,
                record: upload.record, version: upload.version)
            var contentHash = ContentHash()
            var length: UInt64 = 0
            var batch = ChunkBatch(blobs: blobs, stream: stream)
            while let piece = try await next() {
                length += UInt64(piece.count)
                guard length <= Limits.documentBytes else { throw VaultError(.bodyTooLarge) }
                contentHash.update(piece)
                try await batch.append(try sealer.append(piece), &writes)
            }
            guard upload.draft.length == nil || upload.draft.length == length else {
                throw VaultError(.lengthMismatch)
            }
            var tail = try sealer.finish()
            let description = tail.description
            while let chunk = try tail.next() { try await batch.append([chunk], &writes) }
            return SealedContent(
                dataKey: dataKey, description: description, hash: contentHash.finalize(),
                chunksHash: try await batch.finish(&writes))
        }
    }

    private func sealedVersion(
        _ upload: Upload, _ stream: Int64, _ content: SealedContent
    ) throws -> SealedVersion {
        let header = RecordHeader(
            kind: upload.kind, title: "", name: upload.draft.name, mediaType: upload.draft.mediaType,
            stream: content.description, contentHash: content.hash)
        let seal = try content.dataKey.key.sealPadded(
            try header.encoded(),
            context: .header(
                vault: try keys().vaultID, case: upload.place.caseID, compartment: upload.place.compartment,
                record: upload.record, version: upload.version))
        return SealedVersion(
            place: upload.place, record: upload.record, version: upload.version, form: .document, header: seal,
            body: nil, stream: stream,
            digest: ContentDigest.of(header: seal, body: nil, chunks: content.chunksHash), dataKey: content.dataKey,
            origin: upload.origin)
    }

    /// Deletes streams that no version names and that are over a week old; an event says how many first.
    func sweepStreams(_ keys: VaultKeys) async throws {
        let day = now.day
        var orphans: [Int64] = []
        for stream in try await blobs.streams() where UInt64(stream.day) + 7 < UInt64(day) {
            if try await database.read({ try !$0.hasVersion(stream: stream.id) }) { orphans.append(stream.id) }
        }
        guard !orphans.isEmpty else { return }
        let count = UInt64(orphans.count)
        let clock = clock
        try await queue.commit { transaction, state in
            let pen = LedgerPen(keys: keys, at: Timestamp(clock()))
            try pen.append(pen.event(.orphansSwept).with(.count, number: count), transaction, &state)
        }
        for stream in orphans { try await blobs.deleteStream(stream) }
    }
}

/// Where an upload goes.
private struct Upload: Sendable {
    let place: Place
    let record: RecordID
    /// Of a new record.
    let origin: RecordOrigin?
    let version: UInt64
    let kind: RecordKind
    let draft: DocumentDraft
    let operation: Operation
    let target: String
    let expecting: UInt64?
}

/// A stream that is sealed and stored, not yet named by a record.
private struct SealedContent: Sendable {
    let dataKey: HeldKey<DataKeyRole>
    let description: StreamDescription
    /// BLAKE2b-256 of the content.
    let hash: [UInt8]
    /// BLAKE2b-256 over all chunk seals.
    let chunksHash: [UInt8]
}

/// Gathers chunk seals into commits of at most 4 MiB. One is written while the next is sealed, never more: so
/// memory stays flat.
private struct ChunkBatch: ~Copyable {
    private static let byteLimit = 4 << 20

    private let blobs: BlobDatabase
    private let stream: Int64
    private var first: UInt64 = 0
    private var seals: [[UInt8]] = []
    private var byteCount = 0
    private var hash = ContentHash()

    init(blobs: BlobDatabase, stream: Int64) {
        self.blobs = blobs
        self.stream = stream
    }

    mutating func append(_ more: [[UInt8]], _ writes: inout ThrowingTaskGroup<Void, any Error>) async throws {
        for seal in more {
            hash.update(seal)
            seals.append(seal)
            byteCount += seal.count
            if byteCount + StreamLayout.chunkByteCount > Self.byteLimit { try await flush(&writes) }
        }
    }

    private mutating func flush(_ writes: inout ThrowingTaskGroup<Void, any Error>) async throws {
        try await writes.next()
        guard !seals.isEmpty else { return }
        writes.addTask { [blobs, stream, first, seals] in
            try await blobs.append(stream: stream, first: first, seals: seals)
        }
        first += UInt64(seals.count)
        seals = []
        byteCount = 0
    }

    /// All of it is durable on return.
    consuming func finish(_ writes: inout ThrowingTaskGroup<Void, any Error>) async throws -> [UInt8] {
        try await flush(&writes)
        try await writes.next()
        return hash.finalize()
    }
}
