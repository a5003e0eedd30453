import HTTPTypes
import HummingbirdCore
import VaultEngine
import VaultModel

/// Lists of records, notes and their versions.
extension Operations {
    func records(_ exchange: Exchange) async throws -> Response {
        let query = exchange.query
        return try Answer.json(
            try await vault.records(
                exchange.session(), code: exchange.code(), form: try query.form(), after: try query.after(),
                limit: try query.limit()))
    }

    func writeNote(_ exchange: Exchange) async throws -> Response {
        let session = try exchange.session()
        let code = try exchange.code()
        let key = try exchange.headers.idempotencyKey()
        let draft = try await exchange.json(NoteDraft.self)
        return try written(try await vault.writeNote(session, code: code, draft, idempotencyKey: key))
    }

    func readNote(_ exchange: Exchange) async throws -> Response {
        let note = try await vault.readNote(
            exchange.session(), id: exchange.id(), version: try exchange.query.version())
        return try Answer.json(note, headers: [.eTag: EntityTag.text(note.record.version)])
    }

    func amendNote(_ exchange: Exchange) async throws -> Response {
        let session = try exchange.session()
        let id = try exchange.id()
        let version = try exchange.ifMatch()
        let key = try exchange.headers.idempotencyKey()
        let draft = try await exchange.json(NoteDraft.self)
        return try written(
            try await vault.amendNote(session, id: id, draft, ifMatch: version, idempotencyKey: key))
    }

    func history(_ exchange: Exchange) async throws -> Response {
        try Answer.json(try await vault.history(exchange.session(), id: exchange.id()))
    }

    /// A new record or version: 201, and the tag that the next amendment follows.
    func written(_ item: RecordItem) throws -> Response {
        try Answer.json(item, status: .created, headers: [.eTag: EntityTag.text(item.version)])
    }
}
