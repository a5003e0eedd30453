import Foundation
import Glibc

/// A vault with its daemon and five people in a temporary folder, worked with as people do: by `sandyk`.
final class TranscriptVault {
    /// What a command did.
    struct Outcome {
        var output: String
        var status: Int32
    }

    private let folder: String
    private let memory: String
    private let daemon = Process()
    private let rootPassphrase: String?
    /// Where the programs are.
    private static let programs = programFolder()

    /// - Parameter rootPassphrase: the technician's, in the place of a root key's file.
    init(rootPassphrase: String? = nil) throws {
        self.rootPassphrase = rootPassphrase
        let mark = String(UInt32.random(in: 0 ... .max), radix: 16)
        folder = "\(NSTemporaryDirectory())/st-\(mark)"
        memory = "/dev/shm/sandyk-transcript-\(mark)"
        for path in [folder, memory] + ["vault", "keys", "run"].map({ "\(folder)/\($0)" }) {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
        let keys = """
            data-folder: \(folder)/vault
            socket: \(folder)/run/s
            root-key:
              \(rootPassphrase == nil ? "file: \(folder)/root.key" : "passphrase: true")
            keystore: \(folder)/keys/keystore
            passphrase-passes: 3
            passphrase-memory-mib: 64
            disposal-wait-days: 0
            """
        try Data((keys + "\n").utf8).write(to: URL(filePath: "\(folder)/Keys"))
        daemon.executableURL = URL(filePath: "\(Self.programs)/sandykd")
        daemon.arguments = ["--keys", "\(folder)/Keys"]
        daemon.standardOutput = FileHandle.nullDevice
        daemon.standardError = FileHandle.nullDevice
        try daemon.run()
    }

    deinit {
        daemon.terminate()
        daemon.waitUntilExit()
        for path in [folder, memory] { try? FileManager.default.removeItem(atPath: path) }
    }

    /// Makes the vault and enrols a case worker, a lawyer, a psychologist and an auditor beside the admin.
    ///
    /// - Returns: Each person's key words.
    func populate() throws -> [String: String] {
        for _ in 0..<100 {
            if try run("admin", ["status"]).status == 0 { break }
            usleep(100_000)
        }
        var words: [String: String] = [:]
        let passphrase = "пять слов для йода и ёлки\n"
        if let rootPassphrase {
            _ = try must(
                "admin", ["init", "--passphrase-file", "-", "--root-passphrase-file", "-"],
                passphrase + rootPassphrase + "\n")
        } else {
            _ = try must("admin", ["init", "--passphrase-file", "-"], passphrase)
        }
        for name in ["admin", "caseworker", "lawyer", "psychologist", "auditor"] {
            if name != "admin" {
                let invited = try must("admin", ["account", "invite", name, "--role", name], "")
                let code = invited.prefix { $0 != "\n" }
                let arguments = ["account", "enrol", name, "--code-file", "-", "--passphrase-file", "-"]
                let enrolled = try must(name, arguments, code + "\n" + passphrase)
                words[name] = enrolled.firstMatch(of: /key words: +(.+)/).map { String($0.1) }
            }
            _ = try must(name, ["login", name, "--passphrase-file", "-"], passphrase)
        }
        return words
    }

    /// Runs `sandyk` as somebody in their own folder for files; output and errors come together.
    func run(_ person: String, _ arguments: [String], input: String = "") throws -> Outcome {
        let files = try makeFolders(for: person)
        let process = Process()
        process.executableURL = URL(filePath: "\(Self.programs)/sandyk")
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: files)
        process.environment = environment(of: person)
        let (standardInput, output) = (Pipe(), Pipe())
        process.standardInput = standardInput
        process.standardOutput = output
        process.standardError = output
        try process.run()
        try standardInput.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try standardInput.fileHandleForWriting.close()
        let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return Outcome(output: String(decoding: bytes, as: UTF8.self), status: process.terminationStatus)
    }

    /// Begins a command of `sandyk` as somebody at a terminal.
    func terminal(_ person: String, _ arguments: String) throws -> TerminalSession {
        try TerminalSession(
            command: "\(Self.programs)/sandyk \(arguments)", folder: try makeFolders(for: person),
            environment: environment(of: person))
    }

    private func makeFolders(for person: String) throws -> String {
        let files = "\(folder)/files-\(person)"
        for path in [files, "\(memory)/\(person)"] {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
        return files
    }

    private func environment(of person: String) -> [String: String] {
        [
            "SANDYK_SOCKET": "\(folder)/run/s", "XDG_RUNTIME_DIR": "\(memory)/\(person)", "TZ": "Asia/Bishkek",
            "PATH": "/usr/bin:/bin",
        ]
    }

    /// Puts a file where the person's commands run.
    func put(_ name: String, _ text: String, for person: String) throws {
        _ = try run(person, ["--version"])
        try Data(text.utf8).write(to: URL(filePath: "\(folder)/files-\(person)/\(name)"))
    }

    /// The names of what is in the person's folder for files and in their run folder, the session apart.
    func names(_ person: String) throws -> [String] {
        let manager = FileManager.default
        let files = try manager.contentsOfDirectory(atPath: "\(folder)/files-\(person)")
        let kept = (try? manager.contentsOfDirectory(atPath: "\(memory)/\(person)/sandyk")) ?? []
        return (files + kept.filter { !$0.hasPrefix("session-") }.map { "run/\($0)" }).sorted()
    }

    /// What is in a file where the person's commands run.
    func text(_ name: String, of person: String) throws -> String {
        try String(contentsOfFile: "\(folder)/files-\(person)/\(name)", encoding: .utf8)
    }

    /// Why a transcript could not begin.
    struct NotPrepared: Error { var output: String }

    private func must(_ person: String, _ arguments: [String], _ input: String) throws -> String {
        let outcome = try run(person, arguments, input: input)
        guard outcome.status == 0 else { throw NotPrepared(output: outcome.output) }
        return outcome.output
    }

    private static func programFolder() -> String {
        let bundle = CommandLine.arguments.first { $0.contains(".xctest") }
        if let bundle {
            return URL(filePath: bundle).deletingLastPathComponent().path.components(
                separatedBy: "/sandykPackageTests")[0]
        }
        return URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../.build/debug").path
    }
}
