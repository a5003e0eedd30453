import HTTPTypes
import HummingbirdCore
import VaultEngine
import VaultModel

/// The house's own keys.
extension Operations {
    func rotateHouse(_ exchange: Exchange) async throws -> Response {
        let session = try exchange.session()
        let request = try await exchange.json(HouseRotateRequest.self)
        return try Answer.json(try await vault.rotateHouse(session, request))
    }
}
