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

    func removeLead(_ exchange: Exchange) async throws -> Response {
        let session = try exchange.session()
        let code = try exchange.code()
        let request = try await exchange.json(UnleadRequest.self)
        return try done(try await vault.removeLead(session, code: code, request))
    }

    func renew(_ exchange: Exchange) async throws -> Response {
        let session = try exchange.session()
        let name = try exchange.name()
        let request = try await exchange.json(whenEmpty: DisableRequest())
        return try Answer.json(try await vault.renew(session, name: name, request), status: .created)
    }

    func handOver(_ exchange: Exchange) async throws -> Response {
        let session = try exchange.session()
        let name = try exchange.name()
        let request = try await exchange.json(HandoverRequest.self)
        return try Answer.json(try await vault.handOver(session, name: name, request))
    }

    /// 202 where all of it waits for somebody's yes.
    func assigned(_ assigned: Assigned) throws -> Response {
        let waits = assigned.granted.isEmpty && assigned.unborn.isEmpty && !assigned.requests.isEmpty
        return try Answer.json(assigned, status: waits ? .accepted : .ok)
    }
}
