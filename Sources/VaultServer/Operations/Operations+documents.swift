import HTTPTypes
import HummingbirdCore
import NIOCore
import VaultEngine
import VaultModel

/// Documents, streamed both ways.
extension Operations {
    func putDocument(_ exchange: Exchange) async throws -> Response {
        let session = try exchange.session()
        let code = try exchange.code()
        let key = try exchange.headers.idempotencyKey()
        let draft = try documentDraft(exchange)
        var reader = try BodyReader(exchange.request, limit: Limits.documentBytes)
        return try written(
            try await vault.putDocument(session, code: code, draft, idempotencyKey: key) {
                try await reader.next().map { Array($0.readableBytesView) }
            })
    }

    func replaceDocument(_ exchange: Exchange) async throws -> Response {
        let session = try exchange.session()
        let id = try exchange.id()
        let version = try exchange.ifMatch()
        let key = try exchange.headers.idempotencyKey()
        let draft = try documentDraft(exchange)
        var reader = try BodyReader(exchange.request, limit: Limits.documentBytes)
        return try written(
            try await vault.replaceDocument(session, id: id, draft, ifMatch: version, idempotencyKey: key) {
                try await reader.next().map { Array($0.readableBytesView) }
            })
    }

    func document(_ exchange: Exchange) async throws -> Response {
        let reader = try await vault.document(
            exchange.session(), id: exchange.id(), version: try exchange.query.version())
        let length = reader.length
        let tag = EntityTag.text(reader.item.version)
        var headers = documentHeaders(reader.item, tag: tag)
        switch try range(exchange, tag: tag, length: length) {
        case .everything:
            return Response(status: .ok, headers: headers, body: stream(reader, 0..<length))
        case .part(let range):
            headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(length)"
            return Response(status: .partialContent, headers: headers, body: stream(reader, range))
        case .unsatisfiable:
            throw Refusal(
                error: VaultError(.rangeNotSatisfiable), headers: [.contentRange: "bytes */\(length)"])
        }
    }

    private func documentDraft(_ exchange: Exchange) throws -> DocumentDraft {
        let headers = exchange.headers
        return DocumentDraft(
            name: try FileNameHeader.name(try headers.single(.contentDisposition)),
            mediaType: try MediaType.document(try headers.single(.contentType)),
            kind: try headers.kind(), length: headers.contentLength())
    }

    /// A range counts only for the version that `If-Range` names, where it names one (RFC 9110 §13.1.5).
    private func range(_ exchange: Exchange, tag: String, length: UInt64) throws -> ByteRange {
        if let condition = try exchange.headers.single(.ifRange), condition != tag { return .everything }
        return ByteRange.parse(try exchange.headers.single(.range), length: length)
    }

    private func documentHeaders(_ item: RecordItem, tag: String) -> HTTPFields {
        [
            .contentType: item.document?.mediaType ?? "application/octet-stream",
            .contentDisposition: FileNameHeader.attachment(item.document?.name ?? "document"),
            .eTag: tag,
            .acceptRanges: "bytes",
            .cacheControl: "no-store",
            .xContentTypeOptions: "nosniff",
        ]
    }

    /// What throws here cuts the connection: a client never takes a part for the whole.
    private func stream(_ reader: DocumentReader, _ range: Range<UInt64>) -> ResponseBody {
        ResponseBody(contentLength: Int(range.count)) { writer in
            var sent: UInt64 = 0
            // The reader writes one chunk at a time and waits for each, so that nothing is used by two.
            nonisolated(unsafe) var sink = writer
            try await reader.read(range) { bytes in
                sent += UInt64(bytes.count)
                try await sink.write(ByteBuffer(bytes: bytes))
            }
            guard sent == UInt64(range.count) else { throw VaultError(.internalError) }
            try await writer.finish(nil)
        }
    }
}
