import Foundation
import Testing
import VaultServer

@Suite struct SocketFileTests {
    @Test func `a folder that others can write to is refused`() throws {
        try withFolder { folder in
            let file = SocketFile(path: folder + "/s.sock")
            try file.checkFolder()
            chmod(folder, 0o770)
            #expect(throws: SocketRefusal.folderOpenToOthers(path: folder)) { try file.checkFolder() }
            chmod(folder, 0o703)
            #expect(throws: SocketRefusal.folderOpenToOthers(path: folder)) { try file.checkFolder() }
        }
    }

    @Test func `a folder that is not there is named`() {
        #expect(throws: SocketRefusal.folderMissing(path: "/nowhere/at/all")) {
            try SocketFile(path: "/nowhere/at/all/s.sock").prepare()
        }
    }

    @Test func `a path that the kernel cannot take is refused`() {
        let path = "/tmp/" + String(repeating: "x", count: 110)
        #expect(throws: SocketRefusal.pathTooLong(path: path)) { try SocketFile(path: path).prepare() }
    }

    @Test func `a file that is no socket stays where it is`() throws {
        try withFolder { folder in
            let path = folder + "/s.sock"
            try Data("mine".utf8).write(to: URL(filePath: path))
            #expect(throws: SocketRefusal.inTheWay(path: path)) { try SocketFile(path: path).prepare() }
            #expect(FileManager.default.fileExists(atPath: path))
        }
    }

    @Test func `a group that is not there is named`() throws {
        try withFolder { folder in
            let file = SocketFile(path: folder + "/s.sock", group: "no-such-group-here")
            #expect(throws: SocketRefusal.noSuchGroup(name: "no-such-group-here")) { try file.prepare() }
        }
    }

    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.path + "/sandyk-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }
}
