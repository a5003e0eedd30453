import Foundation
import Glibc
import Testing
import VaultModel

@testable import sandyk

@Suite struct RunFolderTests {
    @Test func `the folder is in the runtime directory, else in shared memory`() throws {
        let base = try TemporaryFolder()
        #expect(RunFolder.path(environment: ["XDG_RUNTIME_DIR": base.path], user: 7) == "\(base.path)/sandyk")
        #expect(RunFolder.path(environment: [:], user: 7) == "/dev/shm/sandyk-7")
        #expect(RunFolder.path(environment: ["XDG_RUNTIME_DIR": ""], user: 7) == "/dev/shm/sandyk-7")
        #expect(RunFolder.path(environment: ["XDG_RUNTIME_DIR": "/nonexistent"], user: 7) == "/dev/shm/sandyk-7")
    }

    @Test func `it is made for its owner only`() throws {
        let base = try TemporaryFolder(in: "/dev/shm")
        let folder = try RunFolder(environment: ["XDG_RUNTIME_DIR": base.path])
        let mode = try FileManager.default.attributesOfItem(atPath: folder.path)[.posixPermissions]
        #expect(mode as? Int == 0o700)
    }

    @Test func `a folder open to others is refused`() throws {
        let base = try TemporaryFolder(in: "/dev/shm")
        mkdir("\(base.path)/sandyk", 0o755)
        chmod("\(base.path)/sandyk", 0o755)
        #expect(throws: Failure.self) { try RunFolder(environment: ["XDG_RUNTIME_DIR": base.path]) }
    }

    @Test func `a link in its place is refused`() throws {
        let base = try TemporaryFolder(in: "/dev/shm")
        let other = try TemporaryFolder(in: "/dev/shm")
        symlink(other.path, "\(base.path)/sandyk")
        #expect(throws: Failure.self) { try RunFolder(environment: ["XDG_RUNTIME_DIR": base.path]) }
    }

    @Test(arguments: [("ext4", false), ("tmpfs", true), ("ramfs", true), ("overlay", false)])
    func `only memory counts as memory`(type: String, inMemory: Bool) {
        let mounts = """
            21 1 8:1 / / rw - ext4 /dev/sda1 rw
            36 21 0:33 / /dev/shm rw,nosuid - \(type) source rw
            """
        #expect(RunFolder.isInMemory(device: 0x21, mounts: mounts) == inMemory)
        #expect(!RunFolder.isInMemory(device: 0x99, mounts: mounts))
    }

    @Test func `two vaults have two sessions, each for its owner only`() throws {
        let base = try TemporaryFolder(in: "/dev/shm")
        let folder = try RunFolder(environment: ["XDG_RUNTIME_DIR": base.path])
        func session(_ name: String) -> SavedSession {
            SavedSession(
                SessionToken(
                    token: "t-\(name)", account: name, role: .lawyer, expiresAt: Timestamp(milliseconds: 0),
                    idleSeconds: 60))
        }
        try session("a").save(in: folder, socketPath: "/a.sock")
        try session("b").save(in: folder, socketPath: "/b.sock")
        #expect(SavedSession.load(from: folder, socketPath: "/a.sock")?.account == "a")
        #expect(SavedSession.load(from: folder, socketPath: "/b.sock")?.account == "b")
        let file = "\(folder.path)/\(SavedSession.fileName(socketPath: "/a.sock"))"
        #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o600)
        chmod(file, 0o644)
        #expect(SavedSession.load(from: folder, socketPath: "/a.sock") == nil)
        SavedSession.remove(from: folder, socketPath: "/b.sock")
        #expect(SavedSession.load(from: folder, socketPath: "/b.sock") == nil)
    }

    @Test func `an unsent text keeps its key, so that it is never stored twice`() throws {
        let base = try TemporaryFolder(in: "/dev/shm")
        let folder = try RunFolder(environment: ["XDG_RUNTIME_DIR": base.path])
        let unsent = try UnsentText.keep("Первая встреча", key: "abc123", in: folder)
        let read = try unsent.read()
        #expect(read.text == "Первая встреча")
        #expect(read.key == "abc123")
        #expect(UnsentText.all(in: folder).map(\.path) == [unsent.path])
        #expect(try FileManager.default.attributesOfItem(atPath: unsent.path)[.posixPermissions] as? Int == 0o600)
        unsent.remove()
        #expect(UnsentText.all(in: folder).isEmpty)
    }
}
