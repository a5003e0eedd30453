import Glibc
import Testing
import VaultStore

@Suite struct DataFolderTests {
    @Test func `a second daemon is refused until the first one ends`() throws {
        let temporary = try TemporaryFolder()
        var first: DataFolder? = try DataFolder(path: temporary.path)
        #expect(first?.path == temporary.path)
        #expect(throws: StoreError.secondDaemon(path: temporary.path)) { try DataFolder(path: temporary.path + "/") }
        first = nil
        _ = try DataFolder(path: temporary.path)
    }

    @Test func `a copy of the value keeps the lock`() throws {
        let temporary = try TemporaryFolder()
        var first: DataFolder? = try DataFolder(path: temporary.path)
        let copy = first
        first = nil
        #expect(throws: StoreError.secondDaemon(path: temporary.path)) { try DataFolder(path: temporary.path) }
        withExtendedLifetime(copy) {}
    }

    @Test(arguments: [0o750, 0o701, 0o755, 0o710] as [UInt32])
    func `a folder that is open to others is refused`(mode: UInt32) throws {
        let temporary = try TemporaryFolder()
        chmod(temporary.path, mode)
        #expect(throws: StoreError.folderReadableByOthers(path: temporary.path)) {
            try DataFolder(path: temporary.path)
        }
        #expect(temporary.names.isEmpty)
    }

    @Test func `a folder that is missing, a file or a link is refused`() throws {
        let temporary = try TemporaryFolder()
        try AtomicFile.write([], to: temporary.file("file"))
        symlink(temporary.path, temporary.file("link"))
        for path in [temporary.file("nothing"), temporary.file("file"), temporary.file("link")] {
            #expect(throws: StoreError.folderMissing(path: path)) { try DataFolder(path: path) }
        }
    }

    @Test(.enabled(if: geteuid() == 0, "only root can give a folder away"))
    func `another user's folder is refused`() throws {
        let temporary = try TemporaryFolder()
        chown(temporary.path, 1, 1)
        #expect(throws: StoreError.folderNotOwned(path: temporary.path)) { try DataFolder(path: temporary.path) }
    }

    @Test func `a new folder is its owner's alone`() throws {
        let temporary = try TemporaryFolder()
        let path = temporary.file("data")
        do {
            let folder = try DataFolder.create(path: path)
            try folder.writeAtomically([1, 2], to: "pin")
            #expect(try AtomicFile.read(folder.path(of: "pin")) == [1, 2])
        }
        #expect(temporary.mode("data") == 0o700)
        #expect(temporary.mode("data/pin") == 0o600)
        #expect(throws: StoreError.self) { try DataFolder.create(path: path) }
        for name in ["pin", "sandykd.lock"] { unlink(path + "/" + name) }
        rmdir(path)
    }
}

@Suite struct AtomicFileTests {
    @Test func `a file is replaced as a whole`() throws {
        let folder = try TemporaryFolder()
        try AtomicFile.write(Array(repeating: 1, count: 200_000), to: folder.file("keystore"))
        try AtomicFile.write([2], to: folder.file("keystore"))
        #expect(try AtomicFile.read(folder.file("keystore")) == [2])
        #expect(folder.mode("keystore") == 0o600)
        #expect(folder.names == ["keystore"])
    }

    @Test func `a failed rename leaves the old file and nothing beside it`() throws {
        let folder = try TemporaryFolder()
        try AtomicFile.write([1], to: folder.file("keystore"))
        #expect(throws: StoreError.self) {
            try AtomicFile.write([2], to: folder.file("keystore"), fault: .rename)
        }
        #expect(try AtomicFile.read(folder.file("keystore")) == [1])
        #expect(folder.names == ["keystore"])
    }

    @Test func `a mirror behind a linked folder is written`() throws {
        let folder = try TemporaryFolder()
        let other = try TemporaryFolder()
        symlink(other.path, folder.file("mirror"))
        try AtomicFile.write([1], to: folder.file("mirror/keystore"))
        #expect(try AtomicFile.read(other.file("keystore")) == [1])
    }

    @Test func `what a killed writer left does not stop the next one`() throws {
        let folder = try TemporaryFolder()
        try AtomicFile.write([9], to: folder.file("pin.new"), mode: 0o400)
        try AtomicFile.write([1], to: folder.file("pin"))
        #expect(try AtomicFile.read(folder.file("pin")) == [1])
        #expect(folder.names == ["pin"])
    }

    @Test func `a missing file is nil and a huge one is refused`() throws {
        let folder = try TemporaryFolder()
        #expect(try AtomicFile.read(folder.file("pin")) == nil)
        try AtomicFile.write([1, 2, 3], to: folder.file("pin"))
        #expect(throws: StoreError.self) { try AtomicFile.read(folder.file("pin"), limit: 2) }
    }
}
