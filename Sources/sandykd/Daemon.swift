import Logging
import ServiceLifecycle
import UnixSignals
import VaultEngine
import VaultServer

/// The daemon's life: open, serve, stop, close.
enum Daemon {
    /// Serves until SIGTERM or SIGINT, lets requests in flight finish, then closes the vault.
    ///
    /// - Throws: What ``StartFailure`` explains.
    static func run(_ keys: KeysFile, logger: Logger) async throws {
        // First what can be told without touching the vault: a start that fails leaves no event.
        try SocketFile(path: keys.server.socketPath, group: keys.server.socketGroup).checkFolder()
        let vault = try await Vault.open(keys.vault, version: Sandykd.version, logger: logger)
        let server = SocketServer(vault: vault, settings: keys.server, logger: logger) {
            logger.info("listening", metadata: ["version": "\(Sandykd.version)"])
        }
        // Told to stop in the opposite order: refuse the new, finish the running, end the housekeeping.
        var configuration = ServiceGroupConfiguration(
            services: [Maintenance(vault: vault), server, LastCall(vault: vault, logger: logger)],
            gracefulShutdownSignals: [.sigterm, .sigint], logger: quiet(logger))
        configuration.maximumGracefulShutdownDuration = .seconds(keys.server.stopSeconds)
        let outcome: Result<Void, any Error>
        do {
            outcome = .success(try await ServiceGroup(configuration: configuration).run())
        } catch {
            outcome = .failure(error)
        }
        try await vault.close()
        // Requests that outlasted the wait were cancelled: an end all the same.
        if case .failure(let error) = outcome, !(error is CancellationError) { throw error }
        logger.info("stopped")
    }

    /// Opens and closes the vault and looks at the socket's folder, without serving.
    ///
    /// - Throws: What ``StartFailure`` explains.
    static func check(_ keys: KeysFile, logger: Logger) async throws {
        try SocketFile(path: keys.server.socketPath, group: keys.server.socketGroup).checkFolder()
        let vault = try await Vault.open(keys.vault, version: Sandykd.version, logger: quiet(logger))
        try await vault.close()
    }

    private static func quiet(_ logger: Logger) -> Logger {
        var quiet = logger
        quiet.logLevel = .warning
        return quiet
    }
}

/// The vault's own long work: the pin, ended sessions, resealing.
private struct Maintenance: Service {
    let vault: Vault

    func run() async throws {
        try await cancelWhenGracefulShutdown { try await vault.runMaintenance() }
    }
}

/// Answers new requests with `stopping` from the moment that the daemon is told to stop.
private struct LastCall: Service {
    let vault: Vault
    let logger: Logger

    func run() async throws {
        try await gracefulShutdown()
        logger.info("stopping")
        await vault.beginStopping()
    }
}
