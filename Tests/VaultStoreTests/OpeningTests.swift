import GRDB
import Testing
import VaultStore

@Suite struct OpeningTests {
    /// Changes a file behind the store's back.
    private func meddle(_ path: String, _ sql: String) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
        try queue.close()
    }

    @Test func `a file of a later release is refused`() throws {
        let folder = try TemporaryFolder()
        try VaultDatabase(path: folder.file("vault.db")).close()
        try meddle(folder.file("vault.db"), "PRAGMA user_version = 2")
        #expect(throws: StoreError.newerVersion(found: 2, supported: 1)) {
            try VaultDatabase(path: folder.file("vault.db"))
        }
    }

    @Test func `another application's file is refused and left as it was`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("vault.db")
        try meddle(path, "CREATE TABLE contact (name TEXT)")
        let before = try AtomicFile.read(path)
        #expect(throws: StoreError.notAVault(path: path)) { try VaultDatabase(path: path) }
        #expect(throws: StoreError.notAVault(path: path)) { try BlobDatabase(path: path) }
        #expect(try AtomicFile.read(path) == before)
        #expect(folder.names == ["vault.db"])
    }

    @Test func `the two databases cannot be taken for each other`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("blobs.db")
        try BlobDatabase(path: path).close()
        #expect(throws: StoreError.notAVault(path: path)) { try VaultDatabase(path: path) }
    }

    @Test func `a file that is not SQLite is damaged`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("vault.db")
        try AtomicFile.write(Array(repeating: 0x41, count: 8192), to: path)
        do {
            _ = try VaultDatabase(path: path)
            Issue.record("opened 8192 times the letter A")
        } catch StoreError.corrupt {}
    }

    @Test func `damage inside a file is found`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("vault.db")
        try VaultDatabase(path: path).close()
        var bytes = try #require(try AtomicFile.read(path))
        // The second page and those after it; the first has the header.
        for index in 4096..<(bytes.count - 4096) { bytes[index] = 0x55 }
        try AtomicFile.write(bytes, to: path)
        let problems: [String]
        do {
            problems = try await VaultDatabase(path: path).quickCheck()
        } catch StoreError.corrupt(let problem) {
            problems = [problem]
        }
        #expect(!problems.isEmpty)
    }

    @Test func `all files are for their owner alone`() async throws {
        let fixture = try Fixture()
        try await fixture.queue.commit { transaction, _ in try transaction.append(Sample.ledger(1)) }
        #expect(fixture.folder.names == ["vault.db", "vault.db-shm", "vault.db-wal"])
        let blobs = try BlobDatabase(path: fixture.folder.file("blobs.db"))
        _ = try await blobs.beginStream(day: 1)
        #expect(fixture.folder.names.contains("blobs.db-journal"))
        for name in fixture.folder.names { #expect(fixture.folder.mode(name) == 0o600, "\(name)") }
    }

    @Test func `a file that others could read is closed to them`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("vault.db")
        try AtomicFile.write([], to: path, mode: 0o644)
        let database = try VaultDatabase(path: path)
        for name in folder.names { #expect(folder.mode(name) == 0o600, "\(name)") }
        try database.close()
    }

    @Test func `commits are synchronised and deleted content is overwritten`() async throws {
        let fixture = try Fixture()
        let blobs = try BlobDatabase(path: fixture.folder.file("blobs.db"))
        for settings in [try await fixture.database.settings(), try await blobs.settings()] {
            #expect(settings["synchronous"] == 2)
            #expect(settings["secure_delete"] == 1)
            #expect(settings["temp_store"] == 2)
            #expect(settings["foreign_keys"] == 1)
            #expect(settings["trusted_schema"] == 0)
            #expect(settings["user_version"] == 1)
        }
        #expect(try await fixture.database.settings()["application_id"] == 0x5344_4B31)
        #expect(try await blobs.settings()["application_id"] == 0x5344_4B32)
        #expect(try await blobs.settings()["page_size"] == 65_536)
    }

    @Test func `a file opens again with what was in it`() async throws {
        let fixture = try Fixture()
        try await fixture.queue.commit { transaction, _ in try transaction.append(Sample.ledger(1)) }
        try fixture.database.close()
        let database = try VaultDatabase(path: fixture.folder.file("vault.db"))
        #expect(try await database.read { try $0.counts().ledger } == 1)
        #expect(try await database.quickCheck().isEmpty)
    }
}
