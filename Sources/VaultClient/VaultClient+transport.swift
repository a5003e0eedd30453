internal import AsyncHTTPClient
internal import FoundationEssentials
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import VaultModel

extension VaultClient {
    /// Asks and decodes the JSON that comes back.
    func ask<Answer: Decodable>(
        _ method: Method, _ path: RequestPath, headers: [(String, String)] = [], body: HTTPClientRequest.Body? = nil,
        type: String = "application/json", patience: TimeAmount = .minutes(5), as answer: Answer.Type = Answer.self
    ) async throws -> Answer {
        let response = try await send(method, path, headers: headers, body: body, type: type, patience: patience)
        return try Self.decode(try await Self.collect(response))
    }

    /// Sends a JSON body and decodes the JSON that comes back.
    func ask<Body: Encodable, Answer: Decodable>(
        _ method: Method, _ path: RequestPath, headers: [(String, String)] = [], json: Body,
        as answer: Answer.Type = Answer.self
    ) async throws -> Answer {
        let bytes = try JSONEncoder().encode(json)
        return try await ask(method, path, headers: headers, body: .bytes(ByteBuffer(bytes: bytes)))
    }

    /// Asks; any status from 400 on is thrown as its problem document.
    func send(
        _ method: Method, _ path: RequestPath, headers: [(String, String)] = [], body: HTTPClientRequest.Body? = nil,
        type: String = "application/json", patience: TimeAmount = .minutes(5)
    ) async throws -> HTTPClientResponse {
        var request = HTTPClientRequest(url: "http+unix://\(RequestPath.encode(socketPath))\(path.text)")
        request.method = HTTPMethod(rawValue: method.rawValue)
        if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
        if let body {
            request.headers.add(name: "Content-Type", value: type)
            request.body = body
        }
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        let response: HTTPClientResponse
        do {
            response = try await http.execute(request, timeout: patience)
        } catch {
            let failure = Self.failure(error)
            guard let client = failure as? VaultClientError, client.code == .unreachable else { throw failure }
            throw VaultClientError(.unreachable, "\(socketPath): \(client.detail)")
        }
        guard (200..<300).contains(response.status.code) else {
            let bytes = try await Self.collect(response)
            guard let problem = try? JSONDecoder().decode(Problem.self, from: Data(bytes.readableBytesView)) else {
                throw VaultClientError(.protocolViolation, "status \(response.status.code) without a problem document")
            }
            throw VaultClientError(problem)
        }
        return response
    }

    private static func collect(_ response: HTTPClientResponse) async throws -> ByteBuffer {
        do {
            // A page of listings, or a note with every letter escaped.
            return try await response.body.collect(upTo: 4 * Limits.jsonBytes)
        } catch is NIOTooManyBytesError {
            throw VaultClientError(.protocolViolation, "the answer is longer than any that the protocol has")
        } catch {
            throw failure(error)
        }
    }

    private static func decode<Answer: Decodable>(_ bytes: ByteBuffer) throws -> Answer {
        do {
            return try JSONDecoder().decode(Answer.self, from: Data(bytes.readableBytesView))
        } catch {
            throw VaultClientError(.protocolViolation, "the answer is not a \(Answer.self)")
        }
    }

    /// What a failure of the connection means to the caller.
    static func failure(_ error: any Error) -> any Error {
        switch error {
        case let error as VaultClientError: error
        case is CancellationError: error
        case let error as NIOConnectionError:
            error.connectionErrors.first.map { failure($0.error) } ?? VaultClientError(.unreachable, "\(error)")
        case let error as HTTPClientError where error == .connectTimeout || error == .getConnectionFromPoolTimeout:
            VaultClientError(.unreachable, "\(error)")
        case let error as HTTPClientError where error == .bodyLengthMismatch:
            VaultClientError(.sourceFailed, "the length changed while it was sent")
        case let error as HTTPClientError:
            VaultClientError(.connectionLost, "\(error)")
        case let error as IOError where Self.refusals.contains(error.errnoCode):
            VaultClientError(.unreachable, systemWords(error.errnoCode))
        case let error as IOError:
            VaultClientError(.connectionLost, systemWords(error.errnoCode))
        case let error as ChannelError:
            VaultClientError(.connectionLost, "\(error)")
        default:
            VaultClientError(.connectionLost, "\(type(of: error))")
        }
    }
}
