import HTTPTypes
import HummingbirdCore
import VaultEngine
import VaultModel

/// Keys and the ledger.
extension Operations {
    func rotate(_ exchange: Exchange) async throws -> Response {
        let session = try exchange.session()
        let request = try await exchange.json(RotateRequest.self)
        return try Answer.json(try await vault.rotate(session, request))
    }

    func ledger(_ exchange: Exchange) async throws -> Response {
        let query = exchange.query
        return try Answer.json(
            try await vault.ledger(
                exchange.session(), try query.ledgerFilter(), after: try query.after(), limit: try query.limit()))
    }
}
