import ArgumentParser
import FoundationEssentials
import VaultClient

/// The optional second secret of this machine.
struct DeviceKeyOptions: ParsableArguments {
    @Option(name: .customLong("device-key"), help: Help.deviceKey)
    var file: String?

    /// The one that is there; `nil` where none was named.
    func existing() throws -> DeviceKeyFile? {
        try file.map { try DeviceKeyFile(reading: Self.absolute($0)) }
    }

    /// The one that is there, or a new one, of which the person is told.
    func new() throws -> DeviceKeyFile? {
        guard let file else { return nil }
        let key = try DeviceKeyFile(readingOrMaking: Self.absolute(file))
        if key.isNew { Output.note(.deviceKeyMade(key.path)) }
        return key
    }

    /// A path that stays right wherever the next command is run.
    static func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    }
}
