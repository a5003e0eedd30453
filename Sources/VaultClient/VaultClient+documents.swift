internal import AsyncHTTPClient
internal import NIOCore
internal import VaultCrypto
public import VaultModel

extension VaultClient {
    /// Stores a document, streamed: memory stays flat whatever its length.
    ///
    /// - Parameters:
    ///   - content: Pieces of any size; asked for as fast as the daemon takes them.
    ///   - progress: Told how many bytes have gone out so far.
    public func putDocument<Content: AsyncSequence & Sendable>(
        _ upload: DocumentUpload, content: Content, in code: CaseCode, idempotencyKey: String,
        progress: @escaping @Sendable (UInt64) -> Void = { _ in }
    ) async throws -> RecordItem where Content.Element == [UInt8] {
        try await ask(
            .post, RequestPath("cases", code.text, "documents"),
            headers: upload.headers(idempotencyKey: idempotencyKey),
            body: upload.body(content, progress: progress), type: upload.mediaType, patience: Self.documentPatience)
    }

    /// Adds a version to a document after `version`. Only its author may.
    public func replaceDocument<Content: AsyncSequence & Sendable>(
        _ id: String, after version: UInt64, _ upload: DocumentUpload, content: Content, idempotencyKey: String,
        progress: @escaping @Sendable (UInt64) -> Void = { _ in }
    ) async throws -> RecordItem where Content.Element == [UInt8] {
        try await ask(
            .put, RequestPath("records", id, "content"),
            headers: upload.headers(idempotencyKey: idempotencyKey) + [("If-Match", "\"\(version)\"")],
            body: upload.body(content, progress: progress), type: upload.mediaType, patience: Self.documentPatience)
    }

    /// Streams one version's bytes to `write` and checks their length and BLAKE2b-256 against what was stored.
    ///
    /// What `write` was given is not to be trusted before this returns.
    ///
    /// - Parameter version: As ``history(of:)`` lists it.
    /// - Throws: ``VaultClientError`` with `contentDiffers` where the bytes are not the stored ones; whatever
    ///   `write` throws.
    public func getDocument(
        _ id: String, version: VersionItem, write: ([UInt8]) async throws -> Void
    ) async throws {
        guard let document = version.document else {
            throw VaultClientError(.protocolViolation, "the record is not a document")
        }
        let path = RequestPath("records", id, "content").query([("version", "\(version.version)")])
        let response = try await send(.get, path, patience: Self.documentPatience)
        var hash = ContentHash()
        var length: UInt64 = 0
        var pieces = response.body.makeAsyncIterator()
        while true {
            let piece: [UInt8]
            do {
                guard let buffer = try await pieces.next() else { break }
                piece = Array(buffer.readableBytesView)
            } catch {
                throw Self.failure(error)
            }
            hash.update(piece)
            length += UInt64(piece.count)
            guard length <= document.length else { throw VaultClientError(.contentDiffers, "too long") }
            try await write(piece)
        }
        guard length == document.length else { throw VaultClientError(.connectionLost, "the document was cut off") }
        guard Hex.encode(hash.finalize()) == document.contentHash else { throw VaultClientError(.contentDiffers) }
    }

    /// The longest that one document may take either way.
    private static var documentPatience: TimeAmount { .hours(12) }
}

extension DocumentUpload {
    func headers(idempotencyKey: String) -> [(String, String)] {
        var headers = [
            ("Content-Disposition", ContentDisposition.value(fileName: name)),
            (HeaderName.idempotencyKey, idempotencyKey),
        ]
        if let kind { headers.append((HeaderName.kind, kind.rawValue)) }
        return headers
    }

    func body<Content: AsyncSequence & Sendable>(
        _ content: Content, progress: @escaping @Sendable (UInt64) -> Void
    ) -> HTTPClientRequest.Body where Content.Element == [UInt8] {
        let buffers = CountedBuffers(pieces: content, progress: progress)
        return .stream(buffers, length: length.map { .known(Int64($0)) } ?? .unknown)
    }
}

/// Pieces as the buffers that go out, counted on the way.
private struct CountedBuffers<Content: AsyncSequence & Sendable>: AsyncSequence, Sendable
where Content.Element == [UInt8] {
    typealias Element = ByteBuffer
    let pieces: Content
    let progress: @Sendable (UInt64) -> Void

    func makeAsyncIterator() -> Iterator { Iterator(pieces: pieces.makeAsyncIterator(), progress: progress) }

    struct Iterator: AsyncIteratorProtocol {
        var pieces: Content.AsyncIterator
        let progress: @Sendable (UInt64) -> Void
        var sent: UInt64 = 0

        mutating func next() async throws -> ByteBuffer? {
            guard let piece = try await pieces.next(isolation: #isolation) else { return nil }
            sent += UInt64(piece.count)
            progress(sent)
            return ByteBuffer(bytes: piece)
        }
    }
}
