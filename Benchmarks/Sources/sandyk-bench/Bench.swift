import ArgumentParser
import Foundation

/// Measures a release `sandykd` over its socket, beside floors and peers in the same run (docs/benchmarks.md).
@main
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sandyk-bench", abstract: "Measures sandykd beside a bare route, age and the floor.")

    @Option(help: "The sandykd to measure.")
    var daemon: String

    @Option(help: "Seconds for each figure of requests.")
    var seconds = 4.0

    @Option(help: "The document's length.")
    var mebibytes = 256

    @Flag(help: "Print JSON.")
    var json = false

    @Option(help: "Cases whose outer keys rotate, with four grants each.")
    var cases = 10_000

    @Option(help: "Record versions of the case whose inner key rotates.")
    var versions = 100_000

    @Option(help: "Only `documents`, only `notes`, or only `rotation`, which is not measured otherwise.")
    var only: Part?

    enum Part: String, ExpressibleByArgument { case documents, notes, rotation }

    func run() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let daemon = try Daemon(executable: daemon, folder: folder)
        defer { daemon.stop() }
        let vault = try await SampleVault.make(daemon)
        var report = Report()
        // Documents first: the peak above idle is that of a daemon which has done nothing else.
        if only == .rotation {
            let run = RotationRun(daemon: daemon, vault: vault, folder: folder, cases: cases, versions: versions)
            report.rotation = try await run.figures()
            return print(json ? try report.json() : report.table())
        }
        if only != .notes {
            let file = try SampleFile(folder.path("document"), byteCount: mebibytes << 20)
            report.documents = try DocumentRun(file: file, folder: folder, daemon: daemon, vault: vault).figures()
        }
        if only != .documents {
            report.requests = try RequestRun(daemon: daemon, vault: vault, seconds: seconds).figures()
        }
        print(json ? try report.json() : report.table())
    }
}

/// Something that is not as a measurement needs it.
struct BenchFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
