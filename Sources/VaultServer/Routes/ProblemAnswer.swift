import HTTPTypes
import HummingbirdCore
import NIOCore
import VaultEngine
import VaultModel

/// A refusal that has more to say than its problem document: headers.
struct Refusal: Error {
    /// What is wrong.
    let error: VaultError
    /// What goes with it, e.g. `Allow`.
    let headers: HTTPFields
}

/// Problem documents (RFC 9457) as answers.
enum ProblemAnswer {
    /// The answer to an error.
    static func response(_ error: VaultError, headers: HTTPFields = [:]) -> Response {
        let problem = error.problem
        var headers = headers
        headers[.contentType] = "application/problem+json"
        headers[.cacheControl] = "no-store"
        if problem.status == 401 { headers[.wwwAuthenticate] = challenge(error.code) }
        if let seconds = problem.retryAfterSeconds ?? usualRetry(error.code) { headers[.retryAfter] = "\(seconds)" }
        // Encoding a problem document cannot fail; the empty body is only for the type checker.
        let body = (try? Answer.encode(problem)) ?? ByteBuffer()
        return Response(
            status: .init(code: problem.status), headers: headers, body: ResponseBody(byteBuffer: body))
    }

    /// The answer to what is not HTTP, or has too many or too long headers.
    static func notHTTP() -> (HTTPResponse, ByteBuffer) {
        let error = VaultError(.invalidValue, "This is not an HTTP/1.1 request that this server takes.")
        let body = (try? Answer.encode(error.problem)) ?? ByteBuffer()
        var head = response(error, headers: [.connection: "close"]).head
        head.headerFields[.contentLength] = "\(body.readableBytes)"
        return (head, body)
    }

    private static func challenge(_ code: ProblemCode) -> String {
        code == .sessionExpired ? "Bearer error=\"invalid_token\"" : "Bearer"
    }

    private static func usualRetry(_ code: ProblemCode) -> Int? {
        switch code {
        case .tooBusy: 1
        case .stopping: 5
        default: nil
        }
    }
}
