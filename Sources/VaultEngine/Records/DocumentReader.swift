import VaultCrypto
package import VaultModel
import VaultStore

/// A document that somebody may read, its `opened` event durable. Chunks are opened one by one; the session
/// and the checks are repeated before each.
package final class DocumentReader: Sendable {
    /// All but the content.
    package let item: RecordItem
    private let vault: Vault
    private let session: Session
    private let opened: OpenedVersion
    private let stream: Int64
    private let description: StreamDescription

    init(_ vault: Vault, _ session: Session, _ opened: OpenedVersion) throws(VaultError) {
        guard let stream = opened.version.stream, let description = opened.header.stream else {
            throw VaultError(.integrity)
        }
        item = opened.item(vault.queue.state.authority)
        self.vault = vault
        self.session = session
        self.opened = opened
        self.stream = stream
        self.description = description
    }

    /// The content's length in bytes.
    package var length: UInt64 { description.length }

    /// Opens and writes a range; then says `delivered`, or `aborted` where it was cut.
    ///
    /// - Throws: ``VaultError``, or what `write` throws. What was written before is not to be trusted as whole.
    package func read(_ range: Range<UInt64>, write: ([UInt8]) async throws -> Void) async throws {
        var delivered: UInt64 = 0
        do {
            try await deliver(range) { piece in
                try await write(piece)
                delivered += UInt64(piece.count)
            }
            try await record(.delivered, delivered)
        } catch {
            let refusal = vault.translate(error)
            try? await record(.aborted, delivered, isDamaged: refusal.code == .integrity)
            throw refusal
        }
    }

    private func deliver(_ range: Range<UInt64>, write: ([UInt8]) async throws -> Void) async throws {
        let place = opened.recordFacts.place
        let opener = try StreamOpener(
            dataKey: opened.dataKey.key, vault: try vault.keys().vaultID, case: place.caseID,
            compartment: place.compartment, record: opened.record.id, version: opened.version.version,
            description: description)
        let size = UInt64(StreamLayout.chunkByteCount)
        let (blobs, stream) = (vault.blobs, stream)
        var position = range.lowerBound
        let end = min(range.upperBound, length)
        guard position < end else { return }
        var seal = try await blobs.chunk(stream: stream, index: position / size)
        while position < end {
            let authority = vault.queue.state.authority
            try session.check(vault.now, authority)
            session.touch(vault.now)
            try vault.checkReadable(place, session, authority)
            try vault.checkShown(opened.record.id, session, authority)
            let index = position / size
            // The next seal is fetched while this chunk is opened and sent.
            async let following = (index + 1) * size < end ? blobs.chunk(stream: stream, index: index + 1) : nil
            guard let present = seal else { throw VaultError(.integrity) }
            let chunk = try opener.open(present, index: Int(index))
            let from = Int(position - index * size)
            let to = Int(min(range.upperBound - index * size, UInt64(chunk.count)))
            guard from < to else { throw VaultError(.integrity) }
            try await write(from == 0 && to == chunk.count ? chunk : Array(chunk[from..<to]))
            position = index * size + UInt64(to)
            seal = try await following
        }
    }

    private func record(_ kind: EventKind, _ count: UInt64, isDamaged: Bool = false) async throws {
        let (session, opened, keys, clock) = (session, opened, try vault.keys(), vault.clock)
        try await vault.queue.commit { transaction, state in
            let pen = LedgerPen(keys: keys, at: Timestamp(clock()))
            if isDamaged {
                try pen.append(
                    pen.event(.integrityFailed).with(.actor, session.keyID).with(.record, opened.record.id)
                        .with(.version, number: opened.version.version)
                        .with(.case, opened.recordFacts.place.caseID), transaction, &state)
            }
            try pen.append(
                pen.event(kind).with(.actor, session.keyID).with(.record, opened.record.id)
                    .with(.version, number: opened.version.version).with(.case, opened.recordFacts.place.caseID)
                    .with(.compartment, number: opened.recordFacts.place.compartment.rawValue)
                    .with(.count, number: count), transaction, &state)
        }
    }
}

extension Vault {
    /// `GET /v1/records/{id}/content`: one `opened` event covers ten minutes of one version and session.
    package func document(_ session: Session, id: String, version: UInt64?) async throws -> DocumentReader {
        try await perform(session, .documentGet, record: RecordID(hex: id)) {
            let opened = try await openVersion(id, version: version, session)
            guard opened.recordFacts.form == .document else { throw PolicyDenial.notFound }
            if !session.isCovered(opened.record.id, opened.version.version, now) {
                try await recordOpened(opened, .documentGet, session)
            }
            return try DocumentReader(self, session, opened)
        }
    }
}
