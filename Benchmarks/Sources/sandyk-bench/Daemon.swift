import Foundation

/// A `sandykd` of this run's own.
final class Daemon {
    let socket: String
    private let process = Process()

    /// Starts it on an empty data folder and waits until its socket is there.
    init(executable: String, folder: TemporaryFolder) throws {
        for name in ["data", "keys", "run"] { try folder.makeFolder(name) }
        socket = folder.path("run/s.sock")
        let keys = """
            data-folder: \(folder.path("data"))
            socket: \(socket)
            root-key:
              file: \(folder.path("keys/root.key"))
            keystore: \(folder.path("keys/keystore"))
            passphrase-memory-mib: 64

            """
        try Data(keys.utf8).write(to: URL(filePath: folder.path("Keys")))
        process.executableURL = URL(filePath: executable)
        process.arguments = ["--keys", folder.path("Keys")]
        process.standardOutput = FileHandle.nullDevice
        // What the daemon says matters only where it fails.
        try Data().write(to: URL(filePath: folder.path("log")))
        process.standardError = try FileHandle(forWritingTo: URL(filePath: folder.path("log")))
        try process.run()
        for _ in 0..<200 where access(socket, R_OK) != 0 { usleep(50_000) }
        guard access(socket, R_OK) == 0, process.isRunning else {
            let log = (try? String(contentsOfFile: folder.path("log"), encoding: .utf8)) ?? ""
            throw BenchFailure("sandykd did not start: \(log)")
        }
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
    }

    /// Makes the peak begin again from what is resident now (proc(5), `clear_refs`).
    ///
    /// - Throws: where this user may not, because the daemon closes its memory to all but root.
    func resetPeak() throws {
        let handle = try FileHandle(forWritingTo: URL(filePath: "/proc/\(process.processIdentifier)/clear_refs"))
        try handle.write(contentsOf: Data("5".utf8))
        try handle.close()
    }

    /// Resident memory in bytes: now, and the most since the peak was reset.
    func memory() throws -> (now: Int, peak: Int) {
        let status = try String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
        func kibibytes(_ name: String) throws -> Int {
            guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix(name) }),
                let number = Int(line.filter(\.isNumber))
            else { throw BenchFailure("/proc has no \(name)") }
            return number * 1024
        }
        return (try kibibytes("VmRSS:"), try kibibytes("VmHWM:"))
    }
}
