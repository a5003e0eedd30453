import ArgumentParser
import VaultClient
import VaultModel

/// `sandyk init`
struct Initialise: SandykCommand {
    static let configuration = CommandConfiguration(commandName: "init", abstract: Help.initialise)
    @OptionGroup var global: GlobalOptions
    @OptionGroup var passphrase: PassphraseOptions
    @OptionGroup var device: DeviceKeyOptions
    @Option(help: Help.firstAdmin) var account = "admin"
    @Option(help: Help.rootPassphraseFile) var rootPassphraseFile: String?

    func run(_ context: Context) async throws {
        let name = try AccountName(account)
        let cost = try await Self.cost(context, name)
        let isRootPassphrase = try await context.client.health().rootPassphrase == true
        let passphrase = try passphrase.new(for: name.text)
        let rootPassphrase =
            isRootPassphrase ? try Secrets.new(.slot(.technician), file: rootPassphraseFile) : nil
        let made = try await context.client.initialise(
            admin: name, passphrase: passphrase, deviceKey: try device.new(), rootPassphrase: rootPassphrase,
            passes: cost.passes, memoryKiB: cost.memoryKiB)
        try context.show(made) { Output.line(Message.initialised($0).text) }
    }

    /// What the operator's `Keys` say, where the daemon tells before there is a vault; else the usual.
    private static func cost(_ context: Context, _ name: AccountName) async throws -> (
        passes: UInt32, memoryKiB: UInt32
    ) {
        do {
            let published = try await context.client.loginParameters(of: name)
            return (published.passes, published.memoryKiB)
        } catch let error as VaultClientError where error.isProblem(.uninitialised) {
            return (3, 262_144)
        }
    }
}
