import HummingbirdCore
package import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
package import VaultEngine

/// The HTTP server on its Unix socket: runs until it is told to stop, then lets requests finish.
package struct SocketServer: Service {
    private let vault: Vault
    private let settings: ServerSettings
    private let logger: Logger
    private let onListening: @Sendable () async -> Void

    /// A server in front of `vault`, which has to be open: its lock is what makes it safe to remove a stale
    /// socket. `onListening` is called when people can connect.
    package init(
        vault: Vault, settings: ServerSettings, logger: Logger,
        onListening: @escaping @Sendable () async -> Void = {}
    ) {
        self.vault = vault
        self.settings = settings
        self.logger = logger
        self.onListening = onListening
    }

    /// Listens until the service group stops.
    ///
    /// - Throws: ``SocketRefusal`` before anybody could connect.
    package func run() async throws {
        let file = SocketFile(path: settings.socketPath, group: settings.socketGroup)
        try file.prepare()
        defer { file.remove() }
        var quiet = logger
        // Hummingbird's own lines say nothing that ours do not.
        quiet.logLevel = max(.warning, logger.logLevel)
        let logger = logger
        let onListening = onListening
        let server = Server(
            childChannelSetup: VaultChannel(
                dispatcher: Dispatcher(vault: vault, requests: settings.requests, logger: logger), settings: settings),
            configuration: ServerConfiguration(
                address: .unixDomainSocket(path: settings.socketPath),
                availableConnectionsDelegate: MaximumAvailableConnections(settings.connections, logger: quiet)),
            onServerRunning: { channel in
                do {
                    try file.letPeopleIn()
                    await onListening()
                } catch {
                    logger.error("the socket cannot be opened to others", metadata: ["reason": "\(error)"])
                    try? await channel.close()
                }
            },
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
            logger: quiet)
        try await server.run()
    }
}
