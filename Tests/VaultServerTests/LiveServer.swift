import Foundation
import Logging
import ServiceLifecycle
import VaultEngine
import VaultServer

/// A real server on a real Unix socket in a folder of its own, in front of a real vault that has not been
/// initialised.
struct LiveServer {
    /// Where it listens.
    let socket: String
    /// The folder that the socket and the vault are in.
    let folder: String
    private let group: ServiceGroup

    /// Serves while `body` runs; stops gracefully after it.
    static func run(
        change: (inout ServerSettings) -> Void = { _ in },
        _ body: @Sendable @escaping (LiveServer) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.path + "/sandyk-\(UUID().uuidString.prefix(8))"
        for path in [folder, folder + "/data"] {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        var vaultSettings = VaultSettings(
            dataFolder: folder + "/data", rootKey: .file(path: folder + "/root.key"), keystore: folder + "/keystore")
        vaultSettings.disposalWaitDays = 0
        let vault = try await Vault.open(vaultSettings, version: "test", logger: logger)
        var settings = ServerSettings(socketPath: folder + "/s.sock")
        change(&settings)
        let (listening, signal) = AsyncStream<Void>.makeStream()
        let server = SocketServer(vault: vault, settings: settings, logger: logger) { signal.finish() }
        let group = ServiceGroup(services: [server], logger: logger)
        let live = LiveServer(socket: settings.socketPath, folder: folder, group: group)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                defer { signal.finish() }
                try await group.run()
            }
            for await _ in listening {}
            do {
                try await body(live)
            } catch {
                await group.triggerGracefulShutdown()
                throw error
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
        try await vault.close()
    }

    /// Sends text as it is and returns everything that came back until the server closed.
    func exchange(_ text: String, then ending: RawConnection.Ending = .wait) async throws -> String {
        try await RawConnection.exchange(Array(text.utf8), socket: socket, then: ending)
    }

    /// Tells the server to stop and returns at once.
    func stop() async { await group.triggerGracefulShutdown() }

    /// Sends one request on a connection of its own.
    func send(
        _ method: String, _ path: String, headers: [String: String] = [:], body: String? = nil
    ) async throws -> RawAnswer {
        var text = "\(method) \(path) HTTP/1.1\r\nHost: sandyk\r\nConnection: close\r\n"
        for (name, value) in headers { text += "\(name): \(value)\r\n" }
        if let body { text += "Content-Length: \(body.utf8.count)\r\n" }
        return try RawAnswer(try await exchange(text + "\r\n" + (body ?? "")))
    }
}
