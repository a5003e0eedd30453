import Foundation

/// A folder of this run's own, on the disk that is measured: `TMPDIR`, else `/var/tmp`, which is never in memory.
struct TemporaryFolder {
    private let root: String

    init() throws {
        let parent = ProcessInfo.processInfo.environment["TMPDIR"] ?? "/var/tmp"
        root = parent + "/sandyk-bench-\(getpid())"
        try makeFolder("")
    }

    func path(_ name: String) -> String { root + "/" + name }

    func makeFolder(_ name: String) throws {
        try FileManager.default.createDirectory(
            atPath: path(name), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    func remove() { try? FileManager.default.removeItem(atPath: root) }
}

/// Random bytes in a file, and in memory to compare with.
struct SampleFile {
    let path: String
    let bytes: [UInt8]

    init(_ path: String, byteCount: Int) throws {
        self.path = path
        bytes = [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, count in
            Floor.fillRandomly(UnsafeMutableRawBufferPointer(buffer))
            count = byteCount
        }
        guard FileManager.default.createFile(atPath: path, contents: Data(bytes)) else {
            throw BenchFailure("\(path) cannot be written")
        }
    }
}
