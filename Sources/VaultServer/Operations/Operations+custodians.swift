import HTTPTypes
import HummingbirdCore
import VaultEngine
import VaultModel

/// The custodians' key.
extension Operations {
    func setCustodians(_ exchange: Exchange) async throws -> Response {
        let session = try exchange.session()
        let request = try await exchange.json(SetCustodiansRequest.self)
        return try Answer.json(try await vault.setCustodians(session, request))
    }

    func confirmCustodians(_ exchange: Exchange) async throws -> Response {
        let session = try exchange.session()
        let request = try await exchange.json(ConfirmCustodiansRequest.self)
        return try Answer.json(try await vault.confirmCustodians(session, request))
    }
}
