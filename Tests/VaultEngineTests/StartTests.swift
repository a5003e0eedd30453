import Foundation
import Testing
import VaultEngine
import VaultModel

/// If one of these fails, the daemon serves what it must not, or starts where it must not.
@Suite struct StartTests {
    private func refusalToStart(_ test: TestVault, _ change: (String) throws -> Void) async throws -> StartRefusal? {
        do {
            try await test.restart(after: change)
            return nil
        } catch {
            return error as? StartRefusal
        }
    }

    @Test func `a data folder that others can read is refused`() async throws {
        let test = try await TestVault()
        let refusal = try await refusalToStart(test) {
            try FileManager.default.setAttributes([.posixPermissions: 0o750], ofItemAtPath: $0)
        }
        #expect(refusal == .dataFolderOpenToOthers(path: test.settings.dataFolder))
    }

    @Test func `a root key that others can read is refused`() async throws {
        let test = try await TestVault()
        let path = test.folder + "/root.key"
        let refusal = try await refusalToStart(test) { _ in
            try FileManager.default.setAttributes([.posixPermissions: 0o440], ofItemAtPath: path)
        }
        #expect(refusal == .rootKeyOpenToOthers(path: path))
    }

    @Test func `another vault's root key is refused`() async throws {
        let (test, other) = (try await TestVault(), try await TestVault())
        let refusal = try await refusalToStart(test) { _ in
            try FileManager.default.removeItem(atPath: test.folder + "/root.key")
            try FileManager.default.copyItem(atPath: other.folder + "/root.key", toPath: test.folder + "/root.key")
        }
        #expect(refusal == .rootKeyWrong)
    }

    @Test func `a root key that was cut off while it was written keeps nobody from making the vault`() async throws {
        let folder = FileManager.default.temporaryDirectory.path + "/sandyk-start-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(
            atPath: folder + "/data", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try Data("sandyk-ro".utf8).write(to: URL(fileURLWithPath: folder + "/root.key.new"))
        var settings = VaultSettings(
            dataFolder: folder + "/data", rootKey: .file(path: folder + "/root.key"), keystore: folder + "/keystore")
        settings.memoryKiB = 65_536
        let vault = try await TestVault.open(settings)
        let key = try [UInt8](repeating: 1, count: 32).withUnsafeBytes { try PresentedUnlockKey($0) }
        _ = try await vault.initialise(
            account: "admin", key: key, salt: TestVault.salt, passes: 3, memoryKiB: 65_536, uid: TestVault.uid)
        #expect(vault.health().state == .ready)
        #expect(!FileManager.default.fileExists(atPath: folder + "/root.key.new"))
        await vault.beginStopping()
        try await vault.close()
    }

    @Test func `a second daemon is refused`() async throws {
        let test = try await TestVault()
        await #expect(throws: StartRefusal.secondDaemon(path: test.settings.dataFolder)) {
            try await TestVault.open(test.settings)
        }
    }

    @Test func `an older database serves health and doctor only`() async throws {
        let test = try await TestVault()
        try await test.restart(after: { folder in
            try FileManager.default.copyItem(atPath: folder + "/vault.db", toPath: test.folder + "/old.db")
        })
        let admin = try await test.login("admin")
        _ = try await test.enrol("aizada", .caseworker, by: admin)
        try await test.restart(after: { folder in
            try FileManager.default.removeItem(atPath: folder + "/vault.db")
            try FileManager.default.copyItem(atPath: test.folder + "/old.db", toPath: folder + "/vault.db")
        })
        #expect(test.vault.health().state == .behindPin)
        #expect(try await test.vault.doctor(nil).items.map(\.id) == ["behind-pin"])
        #expect(await refusal { try await test.login("admin") } == .behindPin)
    }

    @Test func `the mirror is enough when the keystore is lost`() async throws {
        let test = try await TestVault()
        try await test.restart(after: { _ in try FileManager.default.removeItem(atPath: test.settings.keystore) })
        #expect(try await test.vault.status(test.login("admin")).account == "admin")
    }

    @Test func `rows that the ledger does not know stop the start`() async throws {
        let staff = try await Staff()
        let refusal = try await refusalToStart(staff.test) { folder in
            try run(
                "/usr/bin/sqlite3", folder + "/vault.db",
                "DELETE FROM compartment_grant WHERE id IN "
                    + "(SELECT id FROM compartment_grant LIMIT 1)")
        }
        #expect(refusal == .tablesDiffer(table: "compartment_grant"))
    }

    @Test(arguments: [
        (
            "compartment_grant",
            "INSERT INTO compartment_grant SELECT randomblob(16), epoch, sealed FROM "
                + "compartment_grant LIMIT 1"
        ),
        ("account", "INSERT INTO account SELECT randomblob(32), sealed FROM account LIMIT 1"),
    ])
    func `a row that was added stops the start`(_ table: String, _ statement: String) async throws {
        let staff = try await Staff()
        let refusal = try await refusalToStart(staff.test) { folder in
            try run("/usr/bin/sqlite3", folder + "/vault.db", statement)
        }
        #expect(refusal == .tablesDiffer(table: table))
    }

    @Test func `an older keystore is behind the pin`() async throws {
        let staff = try await Staff()
        let (keystore, mirror) = (staff.test.settings.keystore, staff.test.folder + "/mirror")
        let old = try Data(contentsOf: URL(fileURLWithPath: keystore))
        _ = try await staff.vault.rotate(staff.admin, RotateRequest(all: true))
        try await staff.test.restart(after: { _ in
            for path in [keystore, mirror] { try old.write(to: URL(fileURLWithPath: path)) }
        })
        #expect(staff.vault.health().state == .behindPin)
    }

    @Test(arguments: ["leaf", "sealed"])
    func `a flipped bit in the ledger stops the start`(_ column: String) async throws {
        let staff = try await Staff()
        let refusal = try await refusalToStart(staff.test) { folder in
            let file = folder + "/vault.db"
            try run(
                "/usr/bin/sqlite3", file,
                "UPDATE ledger SET \(column) = CAST(substr(\(column), 1, 20) || x'00' || substr(\(column), 22) AS BLOB) WHERE seq = 3"
            )
        }
        #expect(refusal == .ledgerDamaged(sequence: 3))
    }

    @Test func `a flipped bit in a record is refused as integrity, and others go on working`() async throws {
        let staff = try await Staff()
        let first = try await staff.vault.writeNote(
            staff.psychologist, code: staff.code, NoteDraft(text: "one"), idempotencyKey: nil)
        let second = try await staff.vault.writeNote(
            staff.psychologist, code: staff.code, NoteDraft(text: "two"), idempotencyKey: nil)
        try await staff.test.restart(after: { folder in
            try run(
                "/usr/bin/sqlite3", folder + "/vault.db",
                "UPDATE record_version SET body = CAST(substr(body, 1, 60) || x'00' || substr(body, 62) AS BLOB) "
                    + "WHERE hex(record) = '\(first.id.hex.uppercased())'")
        })
        let psychologist = try await staff.test.login("cholpon")
        #expect(
            await refusal {
                try await staff.vault.readNote(psychologist, id: first.id.hex, version: nil)
            } == .integrity)
        #expect(try await staff.vault.readNote(psychologist, id: second.id.hex, version: nil).text == "two")
        let event = try await staff.vault.ledger(
            staff.test.login("director"), LedgerFilter(kind: "integrity-failed"), after: nil, limit: 1
        ).items.first
        #expect(event?.record == first.id)
    }
}

func run(_ path: String, _ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
}
