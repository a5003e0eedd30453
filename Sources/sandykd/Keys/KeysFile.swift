import FoundationEssentials
import VaultEngine
import VaultModel
import VaultServer

/// What the operator's `Keys` file says, and nothing that it does not say.
struct KeysFile: Equatable {
    /// For the vault.
    var vault: VaultSettings
    /// For the socket.
    var server: ServerSettings

    /// Reads and checks the file at `path`.
    ///
    /// - Throws: ``KeysRefusal``.
    init(path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw KeysRefusal(path: path, line: nil, reason: "cannot be read")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw KeysRefusal(path: path, line: nil, reason: "is not UTF-8 text")
        }
        try self.init(text: text, path: path)
    }

    /// Checks a file's text; `path` is for its messages.
    ///
    /// - Throws: ``KeysRefusal``.
    init(text: String, path: String) throws {
        var lines = try KeysLines(text: text, path: path)
        vault = VaultSettings(
            dataFolder: try lines.path("data-folder"), rootKey: try Self.rootKey(&lines),
            keystore: try lines.path("keystore"), mirror: try lines.optionalPath("mirror"))
        server = ServerSettings(
            socketPath: try lines.path("socket"), socketGroup: try lines.optionalText("socket-group"))
        if let passes = try lines.number("passphrase-passes", in: 3...64) { vault.passes = UInt32(passes) }
        if let mebibytes = try lines.number("passphrase-memory-mib", in: 64...4096) {
            vault.memoryKiB = UInt32(mebibytes) * 1024
        }
        if let minutes = try lines.number("session-idle-minutes", in: 1...1440) { vault.idleSeconds = minutes * 60 }
        if let minutes = try lines.number("session-absolute-minutes", in: 1...10080) {
            vault.absoluteSeconds = minutes * 60
        }
        if let hours = try lines.number("invite-hours", in: 1...720) { vault.inviteHours = UInt32(hours) }
        if let days = try lines.number("key-max-age-days", in: 0...36500) { vault.keyMaxAgeDays = UInt32(days) }
        if let quorum = try lines.number("quorum", in: 1...2) { vault.quorum = UInt8(quorum) }
        if let days = try lines.number("disposal-wait-days", in: 0...3650) { vault.disposalWaitDays = UInt32(days) }
        if let prefix = try Self.casePrefix(&lines) { vault.casePrefix = prefix }
        try lines.refuseTheRest()
    }

    private static func rootKey(_ lines: inout KeysLines) throws -> RootKeySource {
        var source = try lines.section("root-key")
        let file = try source.optionalPath("file")
        let credential = try source.optionalText("credential")
        let passphrase = try source.optionalText("passphrase") { $0 == "true" ? nil : "is not `true`" }
        try source.refuseTheRest()
        switch (file, credential, passphrase) {
        case (let path?, nil, nil): return .file(path: path)
        case (nil, let name?, nil): return .credential(name: name)
        case (nil, nil, _?): return .passphrase
        default: throw source.refusal("needs one of `file`, `credential` and `passphrase`, and no more")
        }
    }

    private static func casePrefix(_ lines: inout KeysLines) throws -> String? {
        try lines.optionalText("case-prefix") { text in
            // A prefix is good if a code made with it is.
            (try? CaseCode(text + "-1")) == nil ? "is not letters and digits in groups joined by `-`" : nil
        }?.uppercased()
    }
}

/// Why a `Keys` file is refused: one line that names the place.
struct KeysRefusal: Error, Equatable, CustomStringConvertible {
    /// The file.
    let path: String
    /// Counted from 1, where it is one line's fault.
    let line: Int?
    /// What is wrong there.
    let reason: String

    /// `FILE:LINE: reason`.
    var description: String { line.map { "\(path):\($0): \(reason)" } ?? "\(path): \(reason)" }
}
