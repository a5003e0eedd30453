import HTTPTypes
import HummingbirdCore
import VaultEngine
import VaultModel

/// One request, after it was matched with a route and its sender is known.
struct Exchange: Sendable {
    /// As it came.
    let request: Request
    /// The peer's user id.
    let uid: UInt32
    /// The path's parameters, not yet checked.
    let parameters: [String: String]
    /// The query, checked against the operation.
    let query: Query
    /// Who asks, where the operation needs a login.
    let loggedIn: Session?

    /// The request's headers.
    var headers: RequestHeaders { RequestHeaders(request.headers) }

    /// - Throws: ``VaultError`` with `not-logged-in`.
    func session() throws -> Session {
        guard let loggedIn else { throw VaultError(.notLoggedIn) }
        return loggedIn
    }

    /// The path's `{name}`.
    func name() throws -> String { try PathName.account(parameters["name"] ?? "") }

    /// The path's `{code}`.
    func code() throws -> String { try PathName.code(parameters["code"] ?? "") }

    /// The path's `{id}`, or a prefix of it.
    func id() throws -> String { try PathName.idPrefix(parameters["id"] ?? "") }

    /// The version that an amendment follows.
    func ifMatch() throws -> UInt64 { try EntityTag.ifMatch(headers.single(.ifMatch)) }

    /// The JSON body. `whenEmpty` stands for an empty one.
    func json<Body: VaultModel.RequestBody>(
        _ type: Body.Type = Body.self, whenEmpty: Body? = nil
    ) async throws -> Body {
        var reader = try BodyReader(request, limit: UInt64(Limits.jsonBytes))
        if let whenEmpty {
            let bytes = try await reader.all()
            if bytes.isEmpty { return whenEmpty }
            try MediaType.require("application/json", headers.single(.contentType))
            return try Body.strict(from: bytes)
        }
        try MediaType.require("application/json", headers.single(.contentType))
        return try Body.strict(from: try await reader.all())
    }
}
