import HTTPTypes
import HummingbirdCore
import VaultEngine
import VaultModel

/// People who come, go, and change their passphrase.
extension Operations {
    func changePassphrase(_ exchange: Exchange) async throws -> Response {
        let session = try exchange.session()
        let cost = try UnlockCost(exchange.headers)
        let pair = try await UnlockKeyBody.readPair(exchange.request)
        return try done(
            try await vault.changePassphrase(
                session, old: pair.old, new: pair.new, salt: cost.salt, passes: cost.passes,
                memoryKiB: cost.memoryKiB))
    }
}
