internal import AsyncHTTPClient
internal import NIOCore
internal import NIOPosix
internal import VaultCrypto
internal import VaultModel

/// A vault behind its Unix socket: one method for each operation of the protocol.
///
/// A value that many tasks may share. It holds no keys and no passphrase; the session token is the only secret in
/// it, and ``shutdown()`` has to be called on the one that was made with ``init(socketPath:token:)``.
public struct VaultClient: Sendable {
    /// Where the daemon listens.
    public let socketPath: String
    /// Follows `Bearer` in each request; `nil` before a login.
    let token: String?
    let http: HTTPClient

    /// A client of the daemon at `socketPath`; connects when first used.
    public init(socketPath: String, token: String? = nil) {
        self.socketPath = socketPath
        self.token = token
        var settings = HTTPClient.Configuration(redirectConfiguration: .disallow)
        settings.timeout.connect = .seconds(5)
        settings.timeout.read = .seconds(120)
        settings.connectionPool.retryConnectionEstablishment = false
        settings.httpVersion = .http1Only
        http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: settings)
    }

    private init(socketPath: String, token: String?, http: HTTPClient) {
        self.socketPath = socketPath
        self.token = token
        self.http = http
    }

    /// The same connections, for somebody who has logged in.
    public func authenticated(by token: String?) -> VaultClient {
        VaultClient(socketPath: socketPath, token: token, http: http)
    }

    /// Ends all connections.
    public func shutdown() async {
        // Nothing can be done about a connection that does not close, and nothing depends on it.
        try? await http.shutdown()
    }

    /// A new key for `Idempotency-Key`: 32 hexadecimal digits. Keep it to send the same write again.
    public static func newIdempotencyKey() -> String { Hex.encode(Random.bytes(16)) }
}
