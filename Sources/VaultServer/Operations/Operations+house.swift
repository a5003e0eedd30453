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

    func setSlot(_ exchange: Exchange) async throws -> Response {
        let session = try exchange.session()
        let name = try exchange.name()
        let cost = try UnlockCost(exchange.headers)
        let secret = try await UnlockKeyBody.readSlotSecret(exchange.request)
        return try Answer.json(
            try await vault.setSlot(
                session, name: name, secret: secret, salt: cost.salt, passes: cost.passes,
                memoryKiB: cost.memoryKiB))
    }

    /// The operator's way, `root`, has no body.
    func unseal(_ exchange: Exchange) async throws -> Response {
        let name = try exchange.name()
        // A vault that is open, or has no such slot, says so whatever was sent.
        if PassphraseSlot(rawValue: name) != nil { _ = try vault.unsealParameters(slot: name) }
        let secret =
            PassphraseSlot(rawValue: name) == nil ? nil : try await UnlockKeyBody.readSlotSecret(exchange.request)
        return try Answer.json(try await vault.unseal(slot: name, secret: secret, uid: exchange.uid))
    }
}
