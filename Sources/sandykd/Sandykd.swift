import ArgumentParser
import Foundation
import Logging
import ServiceLifecycle
import VaultEngine
import VaultServer

/// The daemon's command.
@main
struct Sandykd: AsyncParsableCommand {
    /// Printed by `--version`, and what `health` says.
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "sandykd",
        abstract: "Keeps a Sandyk vault and answers on its Unix socket.",
        discussion: """
            Exit codes: 64 usage; 78 something in Keys, a mode or an owner has to be changed; 65 data is \
            damaged or not for this version; 69 not now (another daemon runs, or storage fails); 70 a fault.
            """,
        version: version)

    @Option(help: ArgumentHelp("The operator's Keys file; see Keys.example.", valueName: "file"))
    var keys: String

    @Flag(help: "Check Keys and everything that start checks, with the daemon stopped; then exit.")
    var check = false

    func run() async throws {
        let program = SameProgram()
        LoggingSystem.bootstrap(StreamLogHandler.standardError(label:))
        let logger = Logger(label: "sandykd")
        for failure in Hardening.apply() { logger.warning("\(failure)") }
        do {
            let keys = try KeysFile(path: keys)
            if check {
                try await Daemon.check(keys, logger: logger)
                print("everything is as it should be")
            } else {
                if try await Daemon.run(keys, logger: logger) { try program.executeAgain() }
            }
        } catch {
            let failure = StartFailure(error)
            // One line by itself, so that it is the last thing the operator sees.
            try? FileHandle.standardError.write(contentsOf: Data("sandykd: \(failure.sentence)\n".utf8))
            throw ExitCode(failure.exitCode)
        }
    }
}
