internal import AsyncHTTPClient
internal import FoundationEssentials
public import VaultModel

extension VaultClient {
    /// One page of a case's records that this person can open, of one form or both.
    public func records(
        of code: CaseCode, form: RecordForm? = nil, after: String? = nil, limit: Int? = nil
    ) async throws -> Page<RecordItem> {
        let path = RequestPath("cases", code.text, "records")
        let pairs = [("form", form?.name), ("after", after), ("limit", limit.map { "\($0)" })]
        return try await ask(.get, path.query(pairs))
    }

    /// Stores a note. The same key stores it once, however often it is sent.
    public func writeNote(_ draft: NoteDraft, in code: CaseCode, idempotencyKey: String) async throws -> RecordItem {
        try await ask(
            .post, RequestPath("cases", code.text, "records"), headers: [(HeaderName.idempotencyKey, idempotencyKey)],
            json: draft)
    }

    /// A note's newest version, or the one asked for. `id` may be any unique prefix.
    public func readNote(_ id: String, version: UInt64? = nil) async throws -> Note {
        try await ask(.get, RequestPath("records", id).query([("version", version.map { "\($0)" })]))
    }

    /// Adds a version after `version`. Only the note's author may.
    ///
    /// - Throws: ``VaultClientError``: the problem `version-conflict` where there is a newer one.
    public func amendNote(
        _ id: String, _ draft: NoteDraft, after version: UInt64, idempotencyKey: String
    ) async throws -> RecordItem {
        try await ask(
            .post, RequestPath("records", id, "versions"),
            headers: [(HeaderName.idempotencyKey, idempotencyKey), ("If-Match", "\"\(version)\"")], json: draft)
    }

    /// A record's versions.
    public func history(of id: String) async throws -> Page<VersionItem> {
        try await ask(.get, RequestPath("records", id, "versions"))
    }
}
