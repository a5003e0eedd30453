import Logging
import ServiceLifecycle
import Synchronization
import UnixSignals
import VaultEngine
import VaultServer

/// The daemon's life: open, serve, stop, close.
enum Daemon {
    /// Serves until SIGTERM or SIGINT or until somebody seals the vault, lets requests in flight finish, then closes
    /// the vault.
    ///
    /// - Returns: whether to begin again in a new process, because somebody sealed the vault.
    /// - Throws: What ``StartFailure`` explains.
    static func run(_ keys: KeysFile, logger: Logger) async throws -> Bool {
        // First what can be told without touching the vault: a start that fails leaves no event.
        try SocketFile(path: keys.server.socketPath, group: keys.server.socketGroup).checkFolder()
        let vault = try await Vault.open(keys.vault, version: Sandykd.version, logger: logger)
        let server = SocketServer(vault: vault, settings: keys.server, logger: logger) {
            logger.info("listening", metadata: ["version": "\(Sandykd.version)"])
        }
        let sealing = Sealing(vault: vault)
        // Told to stop in the opposite order: refuse the new, finish the running, end the housekeeping.
        var configuration = ServiceGroupConfiguration(
            services: [
                .init(service: Maintenance(vault: vault)), .init(service: server),
                .init(service: LastCall(vault: vault, logger: logger)),
                .init(service: sealing, successTerminationBehavior: .gracefullyShutdownGroup),
            ],
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
        return sealing.isAsked
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

/// Ends, and with it the daemon, when somebody seals the vault.
private struct Sealing: Service {
    let vault: Vault
    private let asked = Asked()

    /// Whether somebody did, and it was not another end.
    var isAsked: Bool { asked.value.load(ordering: .acquiring) }

    init(vault: Vault) { self.vault = vault }

    func run() async throws {
        let isSealed = await cancelWhenGracefulShutdown { await vault.untilSealed() }
        asked.value.store(isSealed, ordering: .releasing)
    }

    private final class Asked: Sendable {
        let value = Atomic(false)
    }
}
