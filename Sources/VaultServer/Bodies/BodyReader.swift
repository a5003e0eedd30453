import HummingbirdCore
import NIOCore
import VaultEngine
import VaultModel

/// Takes a request's body in, as it comes, up to a limit.
struct BodyReader {
    private var iterator: HummingbirdCore.RequestBody.AsyncIterator
    private let announced: UInt64?
    private let limit: UInt64
    private var received: UInt64 = 0

    /// - Throws: ``VaultError`` with `body-too-large` where more is announced than `limit`.
    init(_ request: Request, limit: UInt64) throws {
        announced = RequestHeaders(request.headers).contentLength()
        guard announced ?? 0 <= limit else { throw VaultError(.bodyTooLarge) }
        self.limit = limit
        iterator = request.body.makeAsyncIterator()
    }

    /// The next bytes; `nil` when all that was announced has come.
    ///
    /// - Throws: ``VaultError`` with `body-too-large`, `request-timeout`, or `length-mismatch` where the client
    ///   hung up.
    mutating func next() async throws -> ByteBuffer? {
        let bytes: ByteBuffer?
        do {
            bytes = try await iterator.next(isolation: #isolation)
        } catch BrokenRequest.tooSlow {
            throw VaultError(.requestTimeout)
        } catch {
            throw VaultError(.lengthMismatch)
        }
        guard let bytes else {
            guard announced ?? received == received else { throw VaultError(.lengthMismatch) }
            return nil
        }
        received += UInt64(bytes.readableBytes)
        guard received <= limit else { throw VaultError(.bodyTooLarge) }
        return bytes
    }

    /// The whole body.
    mutating func all() async throws -> [UInt8] {
        var whole: [UInt8] = []
        if let announced { whole.reserveCapacity(Int(announced)) }
        while let bytes = try await next() { whole.append(contentsOf: bytes.readableBytesView) }
        return whole
    }
}
