import ArgumentParser
import VaultClient
import VaultModel

/// `sandyk account passphrase`
struct AccountPassphrase: SandykCommand {
    static let configuration = CommandConfiguration(
        commandName: "passphrase", abstract: Help.accountPassphrase, discussion: Help.accountPassphraseMore)
    @OptionGroup var global: GlobalOptions
    @Option(name: .customLong("old-passphrase-file"), help: Help.oldPassphraseFile) var oldFile: String?
    @OptionGroup var passphrase: PassphraseOptions
    @OptionGroup var device: DeviceKeyOptions
    @Option(name: .customLong("old-device-key"), help: Help.oldDeviceKey) var oldDevice: String?
    @Flag(name: .customLong("no-device-key"), help: Help.noDeviceKey) var noDevice = false

    func validate() throws {
        if noDevice, device.file != nil { throw ValidationError(Help.deviceKeyOrNone) }
    }

    func run(_ context: Context) async throws {
        // Somebody who is not logged in any more is told so before they type anything.
        let name = try AccountName(try await context.client.status().account)
        let oldKey = try (oldDevice.map(DeviceKeyOptions.absolute) ?? context.session?.deviceKey).map {
            try DeviceKeyFile(reading: $0)
        }
        let old = try oldFile.map { try Secrets.line(from: $0) } ?? Prompt.secret(.askOldPassphrase(name.text))
        let new = try passphrase.new(for: name.text)
        let newKey = noDevice ? nil : try device.new() ?? oldKey
        let done = try await context.client.changePassphrase(
            of: name, from: old, oldDeviceKey: oldKey, to: new, newDeviceKey: newKey)
        try context.remember(deviceKey: newKey)
        try context.show(done) { _ in Output.line(Message.passphraseChanged(deviceKey: newKey?.path).text) }
    }
}
