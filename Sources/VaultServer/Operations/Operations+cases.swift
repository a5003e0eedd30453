import HTTPTypes
import HummingbirdCore
import VaultEngine
import VaultModel

/// Cases, who is on them and what waits for a yes.
extension Operations {
    func cases(_ exchange: Exchange) async throws -> Response {
        let query = exchange.query
        return try Answer.json(
            try await vault.cases(exchange.session(), after: try query.after(), limit: try query.limit()))
    }

    func openCase(_ exchange: Exchange) async throws -> Response {
        let session = try exchange.session()
        let request = try await exchange.json(OpenCaseRequest.self)
        return try Answer.json(try await vault.openCase(session, request), status: .created)
    }

    func showCase(_ exchange: Exchange) async throws -> Response {
        try Answer.json(try await vault.showCase(exchange.session(), code: exchange.code()))
    }

    func closeCase(_ exchange: Exchange) async throws -> Response {
        try done(try await vault.closeCase(exchange.session(), code: exchange.code()))
    }

    func reopenCase(_ exchange: Exchange) async throws -> Response {
        try done(try await vault.reopenCase(exchange.session(), code: exchange.code()))
    }

    func assign(_ exchange: Exchange) async throws -> Response {
        let session = try exchange.session()
        let code = try exchange.code()
        let request = try await exchange.json(AssignRequest.self)
        return try assigned(try await vault.assign(session, code: code, request))
    }

    func unassign(_ exchange: Exchange) async throws -> Response {
        let session = try exchange.session()
        let code = try exchange.code()
        let request = try await exchange.json(UnassignRequest.self)
        return try done(try await vault.unassign(session, code: code, request))
    }

    func makeLead(_ exchange: Exchange) async throws -> Response {
        let session = try exchange.session()
        let code = try exchange.code()
        let request = try await exchange.json(LeadRequest.self)
        return try assigned(try await vault.makeLead(session, code: code, request))
    }

    func caseRequests(_ exchange: Exchange) async throws -> Response {
        try Answer.json(try await vault.requests(exchange.session(), code: exchange.code()))
    }

    func who(_ exchange: Exchange) async throws -> Response {
        try Answer.json(try await vault.who(exchange.session(), code: exchange.code()))
    }

    func approve(_ exchange: Exchange) async throws -> Response {
        let session = try exchange.session()
        let id = try exchange.id()
        let request = try await exchange.json(whenEmpty: ApproveRequest())
        return try Answer.json(try await vault.approve(session, id: id, request))
    }

    func search(_ exchange: Exchange) async throws -> Response {
        let session = try exchange.session()
        let request = try await exchange.json(SearchRequest.self)
        return try Answer.json(try await vault.search(session, request))
    }
}
