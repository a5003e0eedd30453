import HTTPTypes
import HummingbirdCore
import VaultEngine
import VaultModel

/// The custodians' key.
extension Operations {
    func setCustodians(_ exchange: Exchange) async throws -> Response {
        let session = try exchange.session()
        let request = try await exchange.json(SetCustodiansRequest.self)
        let answer = try await vault.setCustodians(session, request)
        return try Answer.json(answer, status: answer.proposal == nil ? .ok : .accepted)
    }

    func confirmCustodians(_ exchange: Exchange) async throws -> Response {
        let session = try exchange.session()
        let request = try await exchange.json(ConfirmCustodiansRequest.self)
        return try Answer.json(try await vault.confirmCustodians(session, request))
    }
}
