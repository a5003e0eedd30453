import HTTPTypes
import HummingbirdCore
import VaultEngine
import VaultModel

/// Recovery ceremonies.
extension Operations {
    func beginRecovery(_ exchange: Exchange) async throws -> Response {
        let request = try await exchange.json(BeginRecoveryRequest.self)
        return try Answer.json(try await vault.beginRecovery(exchange.caller, request), status: .created)
    }

    func recovery(_ exchange: Exchange) async throws -> Response {
        try Answer.json(try await vault.recovery(exchange.caller, id: try exchange.id()))
    }

    func recoveryWords(_ exchange: Exchange) async throws -> Response {
        let id = try exchange.id()
        let request = try await exchange.json(RecoveryWordsRequest.self)
        return try Answer.json(try await vault.recoveryWords(exchange.caller, id: id, request))
    }

    func addCard(_ exchange: Exchange) async throws -> Response {
        let id = try exchange.id()
        let card = try await CardBody.read(exchange.request)
        return try Answer.json(try await vault.addCard(exchange.caller, id: id, card))
    }

    func cancelRecovery(_ exchange: Exchange) async throws -> Response {
        try done(try await vault.cancelRecovery(exchange.caller, id: try exchange.id()))
    }
}

extension Exchange {
    /// Who takes part in a ceremony: the session where there is a token, and the peer.
    var caller: CeremonyCaller { CeremonyCaller(loggedIn, uid: uid) }
}
