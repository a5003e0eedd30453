import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import VaultEngine
import VaultModel

/// Takes each request to its operation, and every error to a problem document.
struct Dispatcher: Sendable {
    private let vault: Vault
    private let operations: Operations
    private let routes = RouteTable()
    private let gate: RequestGate
    private let dates = DateHeader()
    private let logger: Logger

    init(vault: Vault, requests: Int, logger: Logger) {
        self.vault = vault
        operations = Operations(vault: vault)
        gate = RequestGate(limit: requests)
        self.logger = logger
    }

    /// Answers one request.
    ///
    /// - Throws: Only where the connection has to end without an answer, or in the middle of one.
    @concurrent
    func serve(_ request: Request, peer: PeerCredentials?, writer: consuming ResponseWriter) async throws {
        do {
            try gate.enter()
        } catch {
            try await send(ProblemAnswer.response(error), to: request, writer)
            return
        }
        defer { gate.leave() }
        let response: Response
        do {
            let (operation, exchange) = try receive(request, peer: peer)
            if request.headers[.expect]?.lowercased() == "100-continue" {
                try await writer.writeInformationalHead(HTTPResponse(status: .continue))
            }
            response = try await operations.answer(operation, exchange)
        } catch {
            response = problem(error)
        }
        try await send(response, to: request, writer)
    }

    private func receive(_ request: Request, peer: PeerCredentials?) throws -> (Operation, Exchange) {
        let target = try RequestTarget(request.head.path ?? "")
        switch routes.match(method: request.method.rawValue, segments: target.segments) {
        case .nothing:
            throw VaultError(.notFound)
        case .otherMethods(let methods):
            throw Refusal(
                error: VaultError(.methodNotAllowed), headers: [.allow: methods.joined(separator: ", ")])
        case .operation(let operation, let parameters):
            guard let peer else { throw VaultError(.internalError) }
            let exchange = Exchange(
                request: request, uid: peer.uid, parameters: parameters,
                query: try Query(target.query, for: operation),
                loggedIn: try session(for: operation, request, uid: peer.uid))
            return (operation, exchange)
        }
    }

    private func session(for operation: Operation, _ request: Request, uid: UInt32) throws -> Session? {
        guard operation.rule != nil else { return nil }
        let token = RequestHeaders(request.headers).bearerToken()
        // While the database is behind its pin nobody can log in, and `doctor` is what helps.
        if operation == .doctor, token == nil || vault.health().state == .behindPin { return nil }
        // Custodians need no account, and the last admin may have lost theirs: the engine says who may what then.
        if operation.worksAtTheConsole, token == nil { return nil }
        return try vault.session(token: token, uid: uid)
    }

    private func problem(_ error: any Error) -> Response {
        switch error {
        case let refusal as Refusal: return ProblemAnswer.response(refusal.error, headers: refusal.headers)
        case let error as VaultError: return ProblemAnswer.response(error)
        case let denial as PolicyDenial: return ProblemAnswer.response(VaultError(denial))
        case is CancellationError: return ProblemAnswer.response(VaultError(.stopping))
        default:
            // The type only: an error's text could hold what was asked.
            logger.error("unexpected error", metadata: ["type": "\(type(of: error))"])
            return ProblemAnswer.response(VaultError(.internalError))
        }
    }

    @concurrent
    private func send(_ response: Response, to request: Request, _ writer: consuming ResponseWriter) async throws {
        var head = response.head
        head.headerFields[.date] = dates.text()
        let body = request.method == .head ? ResponseBody() : response.body
        try await writer.write(response: head, body: body)
    }
}
