import HTTPTypes
import HummingbirdCore
import VaultEngine
import VaultModel

/// Two people, withdrawal, legal hold, disposal.
extension Operations {
    /// 202 where something was only proposed.
    private func proposed(_ proposed: Proposed) throws -> Response {
        try Answer.json(proposed, status: proposed.proposal == nil ? .ok : .accepted)
    }

    func changeRole(_ exchange: Exchange) async throws -> Response {
        let session = try exchange.session()
        let name = try exchange.name()
        let request = try await exchange.json(RoleRequest.self)
        let code = try await vault.changeRole(session, name: name, request)
        return try Answer.json(code, status: code.proposal == nil ? .created : .accepted)
    }

    func proposal(_ exchange: Exchange) async throws -> Response {
        try Answer.json(try await vault.proposal(exchange.session(), id: exchange.id()))
    }

    func agree(_ exchange: Exchange) async throws -> Response {
        let session = try exchange.session()
        let id = try exchange.id()
        let request = try await exchange.json(AgreeRequest.self)
        return try proposed(try await vault.agree(session, id: id, request))
    }

    func withdrawProposal(_ exchange: Exchange) async throws -> Response {
        try done(try await vault.withdrawProposal(exchange.session(), id: exchange.id()))
    }

    func proposeLimits(_ exchange: Exchange) async throws -> Response {
        try proposed(try await vault.proposeLimits(exchange.session()))
    }

    func withdrawRecord(_ exchange: Exchange) async throws -> Response {
        let session = try exchange.session()
        let id = try exchange.id()
        let request = try await exchange.json(WithdrawRequest.self)
        return try done(try await vault.withdrawRecord(session, id: id, request))
    }

    func destroyRecord(_ exchange: Exchange) async throws -> Response {
        try proposed(try await vault.proposeDestruction(exchange.session(), id: exchange.id()))
    }

    func hold(_ exchange: Exchange) async throws -> Response {
        let session = try exchange.session()
        let code = try exchange.code()
        let request = try await exchange.json(HoldRequest.self)
        return try done(try await vault.hold(session, code: code, request))
    }

    func unhold(_ exchange: Exchange) async throws -> Response {
        try done(try await vault.unhold(exchange.session(), code: exchange.code()))
    }

    func dispose(_ exchange: Exchange) async throws -> Response {
        try proposed(try await vault.dispose(exchange.session(), code: exchange.code()))
    }

    func certificate(_ exchange: Exchange) async throws -> Response {
        try Answer.json(try await vault.certificate(exchange.session(), code: exchange.code()))
    }

    func registerKeyCopy(_ exchange: Exchange) async throws -> Response {
        let session = try exchange.session()
        let request = try await exchange.json(KeyCopyRequest.self)
        return try Answer.json(try await vault.registerKeyCopy(session, request), status: .created)
    }
}
