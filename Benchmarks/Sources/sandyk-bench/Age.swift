import Foundation

/// `age` over the same file: a peer without a database, a ledger or a daemon.
struct Age {
    private let folder: TemporaryFolder
    private let recipient: String

    init(folder: TemporaryFolder) throws {
        self.folder = folder
        try Self.run("age-keygen", ["-o", folder.path("age-key")])
        let lines = try String(contentsOfFile: folder.path("age-key"), encoding: .utf8).split(separator: "\n")
        guard let line = lines.first(where: { $0.hasPrefix("# public key: ") }) else {
            throw BenchFailure("age-keygen made no key")
        }
        recipient = String(line.dropFirst("# public key: ".count))
    }

    /// Encrypts into a file and makes it durable, as a put is.
    func encrypt(_ file: String) throws {
        let output = folder.path("document.age")
        try Self.run("age", ["-r", recipient, "-o", output, file])
        try FileHandle(forUpdating: URL(filePath: output)).synchronize()
    }

    /// Decrypts what was encrypted, to nowhere.
    func decrypt() throws { try Self.run("age", ["-d", "-i", folder.path("age-key"), folder.path("document.age")]) }

    private static func run(_ command: String, _ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [command] + arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw BenchFailure("\(command) failed") }
    }
}
