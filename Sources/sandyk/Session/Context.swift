import FoundationEssentials
import VaultClient
import VaultModel

/// What a command works with: the daemon, the run folder and who is logged in.
final class Context {
    /// Where the daemon listens.
    let socketPath: String
    /// Whether answers are printed as JSON.
    let json: Bool
    /// Speaks for whoever is logged in, or for nobody.
    private(set) var client: VaultClient
    /// Who is logged in.
    private(set) var session: SavedSession?
    /// Where tokens and unsent notes are.
    let runFolder: RunFolder

    init(_ options: GlobalOptions) throws {
        let environment = ProcessInfo.processInfo.environment
        socketPath = Self.absolute(options.socket ?? environment["SANDYK_SOCKET"] ?? Self.usualSocket)
        json = options.json
        runFolder = try RunFolder(environment: environment)
        session = SavedSession.load(from: runFolder, socketPath: socketPath)
        client = VaultClient(socketPath: socketPath, token: session?.token)
    }

    /// Where a packaged daemon listens.
    static let usualSocket = "/run/sandyk/sandykd.sock"

    private static func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    }

    /// Logs in and keeps the session.
    @discardableResult
    func login(
        as name: AccountName, passphrase: String, deviceKey: DeviceKeyFile? = nil
    ) async throws -> SessionToken {
        let token = try await client.authenticated(by: nil).login(
            as: name, passphrase: passphrase, deviceKey: deviceKey)
        try keep(SavedSession(token, deviceKey: deviceKey?.path))
        client = client.authenticated(by: token.token)
        return token
    }

    /// Remembers where the account's device key is, for the next login of this session.
    func remember(deviceKey: DeviceKeyFile?) throws {
        guard var saved = session else { return }
        saved.deviceKey = deviceKey?.path
        try keep(saved)
    }

    private func keep(_ saved: SavedSession) throws {
        try saved.save(in: runFolder, socketPath: socketPath)
        session = saved
    }

    /// Forgets the session.
    func forgetSession() {
        SavedSession.remove(from: runFolder, socketPath: socketPath)
        session = nil
        client = client.authenticated(by: nil)
    }

    /// Prints a value as JSON where that was asked for, otherwise as `human` does.
    func show<Value: Encodable>(_ value: Value, human: (Value) -> Void) throws {
        if json { try Output.json(value) } else { human(value) }
    }
}
