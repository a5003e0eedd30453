import Glibc
import Testing
import VaultModel
import VaultStore

/// A folder of mode 0700 that goes with the value, and what is in it.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        var template = Array("/tmp/sandyk-store-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else {
            throw StoreError.system(call: "mkdtemp", path: "/tmp", code: errno)
        }
        path = String(cString: made)
    }

    deinit {
        for name in names { unlink(path + "/" + name) }
        rmdir(path)
    }

    /// The files in it, without subfolders' contents.
    var names: [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    func file(_ name: String) -> String { path + "/" + name }

    /// The nine permission bits.
    func mode(_ name: String) -> UInt32 {
        var status = stat()
        return stat(file(name), &status) == 0 ? status.st_mode & 0o777 : 0
    }
}

/// Rows that differ in one byte and are as long as the schema wants them.
enum Sample {
    static func seal(_ byte: UInt8, count: Int = 80) -> [UInt8] { Array(repeating: byte, count: count) }

    static func id<Kind>(_ byte: UInt8) throws -> Identifier<Kind> {
        try #require(Identifier(bytes: Array(repeating: byte, count: Kind.byteCount)))
    }

    static func ledger(_ sequence: UInt64) -> LedgerRow {
        let byte = UInt8(truncatingIfNeeded: sequence)
        return LedgerRow(sequence: sequence, leaf: seal(byte, count: 32), sealed: seal(byte))
    }

    static func record(_ byte: UInt8, shelf: UInt8 = 1, sequence: UInt64) throws -> RecordRow {
        RecordRow(id: try id(byte), shelf: try id(shelf), sequence: sequence, current: 1, sealed: seal(byte))
    }

    static func note(_ record: UInt8, version: UInt64 = 1) throws -> RecordVersionRow {
        RecordVersionRow(
            record: try id(record), version: version, header: seal(1), body: seal(2), stream: nil,
            sealed: seal(UInt8(truncatingIfNeeded: version)))
    }
}

/// An open vault database with a queue whose state is a count.
struct Fixture {
    let folder: TemporaryFolder
    let database: VaultDatabase
    let queue: CommitQueue<Int>
    let batches: Tally

    init() throws {
        let batches = Tally()
        folder = try TemporaryFolder()
        database = try VaultDatabase(path: folder.file("vault.db"))
        queue = CommitQueue(database: database, state: 0) { before, published in batches.add(before, published) }
        self.batches = batches
    }
}
