import Foundation
import Testing
import VaultEngine
import VaultModel
import VaultStore

/// If one of these fails, a new root key locks everybody out, or an old one still opens the house.
@Suite struct RootKeyTests {
    private func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }

    /// A vault with a note in it, whose root key's rotation failed at its `after`th commit.
    private func cut(after: Int) async throws -> (staff: Staff, note: RecordItem) {
        let staff = try await Staff()
        let note = try await staff.vault.writeNote(
            staff.psychologist, code: staff.code, NoteDraft(text: "kept"), idempotencyKey: nil)
        staff.vault.inject(.once(after: after))
        let failed = await refusal { try await staff.vault.rotateHouse(staff.admin, HouseRotateRequest(root: true)) }
        #expect(failed == .ledgerUnavailable)
        return (staff, note)
    }

    private func expectWhole(_ test: TestVault, _ note: RecordItem) async throws {
        let session = try await test.login("cholpon")
        #expect(try await test.vault.readNote(session, id: note.id.hex, version: nil).text == "kept")
        let status = try await test.vault.houseStatus(session)
        #expect(status.slots.count == 1 && status.root.state == "current")
        #expect(!FileManager.default.fileExists(atPath: test.folder + "/root.key.new"))
        // The mirror is what the keystore is.
        try await test.restart(after: { _ in try FileManager.default.removeItem(atPath: test.settings.keystore) })
        _ = try await test.login("cholpon")
    }

    @Test func `yesterday's root key opens no keystore written after its rotation`() async throws {
        let staff = try await Staff()
        let test = staff.test
        let path = test.folder + "/root.key"
        let (oldKey, oldStore) = (try bytes(path), try bytes(test.settings.keystore))
        let status = try await staff.vault.rotateHouse(staff.admin, HouseRotateRequest(root: true))
        #expect(status.slots.map(\.id) == ["second-root"] && status.newRootKey == nil)
        let newKey = try bytes(path)
        #expect(newKey != oldKey)
        try await test.restart()
        _ = try await test.login("admin")
        await test.vault.beginStopping()
        try await test.vault.close()
        func put(_ data: Data, _ path: String) throws {
            try? FileManager.default.removeItem(atPath: path)
            try data.write(to: URL(fileURLWithPath: path))
            try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: path)
        }
        try put(oldKey, path)
        await #expect(throws: StartRefusal.rootKeyWrong) { try await TestVault.open(test.settings) }
        // A copy of the keystore from before opens with the root key of then, and is behind the pin.
        for store in [test.settings.keystore, test.folder + "/mirror"] { try put(oldStore, store) }
        let behind = try await TestVault.open(test.settings)
        #expect(behind.health().state == .behindPin)
        try await behind.close()
        try put(newKey, path)
        await #expect(throws: StartRefusal.rootKeyWrong) { try await TestVault.open(test.settings) }
    }

    @Test func `a second rotation goes back to the first slot`() async throws {
        let staff = try await Staff()
        for slot in ["second-root", "root", "second-root"] {
            let status = try await staff.vault.rotateHouse(staff.admin, HouseRotateRequest(root: true))
            #expect(status.slots.map(\.id) == [slot])
        }
    }

    @Test(arguments: [0, 1, 2])
    func `a rotation that is cut off is finished by the next start`(_ after: Int) async throws {
        let (staff, note) = try await cut(after: after)
        try await staff.test.restart()
        try await expectWhole(staff.test, note)
    }

    @Test func `a new key that was lost before it was used is taken back`() async throws {
        let (staff, note) = try await cut(after: 0)
        let old = try bytes(staff.test.folder + "/root.key")
        try await staff.test.restart(after: { _ in
            try FileManager.default.removeItem(atPath: staff.test.folder + "/root.key.new")
        })
        #expect(try bytes(staff.test.folder + "/root.key") == old)
        try await expectWhole(staff.test, note)
    }

    @Test(arguments: [true, false])
    func `a mirror that cannot be written stops a rotation, and nothing is lost`(_ restarts: Bool) async throws {
        let staff = try await Staff()
        let note = try await staff.vault.writeNote(
            staff.psychologist, code: staff.code, NoteDraft(text: "kept"), idempotencyKey: nil)
        let obstacle = staff.test.folder + "/mirror.new"
        try FileManager.default.createDirectory(atPath: obstacle, withIntermediateDirectories: false)
        for request in [HouseRotateRequest(root: true), HouseRotateRequest(meta: true)] {
            _ = await refusal { try await staff.vault.rotateHouse(staff.admin, request) }
            await staff.vault.advanceHouse()
        }
        #expect(try await staff.vault.houseStatus(staff.admin).meta.state == "asked")
        try FileManager.default.removeItem(atPath: obstacle)
        if restarts { try await staff.test.restart() }
        await staff.test.vault.advanceHouse()
        #expect(try await staff.test.vault.houseStatus(staff.test.login("admin")).meta.state == "current")
        try await expectWhole(staff.test, note)
    }

    @Test func `a new key that no keystore has goes`() async throws {
        let staff = try await Staff()
        let note = try await staff.vault.writeNote(
            staff.psychologist, code: staff.code, NoteDraft(text: "kept"), idempotencyKey: nil)
        try await staff.test.restart(after: { _ in
            try Data("half a li".utf8).write(to: URL(fileURLWithPath: staff.test.folder + "/root.key.new"))
        })
        try await expectWhole(staff.test, note)
    }

    @Test func `a credential is swapped by the operator and proved by a restart`() async throws {
        let staff = try await Staff()
        let test = staff.test
        let credentials = test.folder + "/credentials"
        try FileManager.default.createDirectory(atPath: credentials, withIntermediateDirectories: true)
        let credential = credentials + "/sandyk-root"
        setenv("CREDENTIALS_DIRECTORY", credentials, 1)
        try FileManager.default.moveItem(atPath: test.folder + "/root.key", toPath: credential)
        test.settings.rootKey = .credential(name: "sandyk-root")
        try await test.restart()
        let waiting = try await test.vault.rotateHouse(test.login("admin"), HouseRotateRequest(root: true))
        let new = try #require(waiting.newRootKey)
        #expect(waiting.root.state == "waiting" && waiting.slots.map(\.pending) == [false, true])
        let mode = try FileManager.default.attributesOfItem(atPath: new)[.posixPermissions] as? Int
        #expect(mode == 0o400)
        // A restart before the swap changes nothing.
        try await test.restart()
        #expect(try await test.vault.houseStatus(test.login("admin")).root.state == "waiting")
        #expect(
            await refusal { try await test.vault.rotateHouse(test.login("admin"), HouseRotateRequest(root: true)) }
                == .outOfOrder)
        let old = try bytes(credential)
        try await test.restart(after: { _ in
            try FileManager.default.removeItem(atPath: credential)
            try FileManager.default.copyItem(atPath: new, toPath: credential)
        })
        let status = try await test.vault.houseStatus(test.login("admin"))
        #expect(status.root.state == "current" && status.slots.map(\.id) == ["second-root"])
        #expect(!FileManager.default.fileExists(atPath: new))
        await #expect(throws: StartRefusal.rootKeyWrong) {
            try await test.restart(after: { _ in
                try FileManager.default.removeItem(atPath: credential)
                try old.write(to: URL(fileURLWithPath: credential))
                try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: credential)
            })
        }
    }

    @Test func `a disabled admin's root key and meta key go by themselves`() async throws {
        let staff = try await Staff()
        let second = try await staff.test.enrol("second", .admin, by: staff.admin)
        let old = try bytes(staff.test.folder + "/root.key")
        _ = try await staff.vault.disable(second, name: "admin", DisableRequest(confirm: "admin"))
        #expect(try await staff.vault.houseStatus(second).root.state == "due")
        #expect(try await staff.vault.doctor(second).items.contains { $0.id == "disabled-admin" })
        await staff.vault.advanceHouse()
        let status = try await staff.vault.houseStatus(second)
        #expect(status.root.state == "current" && status.meta.state == "current")
        #expect(try bytes(staff.test.folder + "/root.key") != old)
        #expect(try await !staff.vault.doctor(second).items.contains { $0.id == "disabled-admin" })
    }

    /// A root key has copies on paper, which the daemon cannot replace; so it asks.
    @Test func `house keys that are too old: a new meta key comes by itself, a new root key is asked for`() async throws
    {
        let clock = TestClock()
        let staff = try await Staff(clock: clock)
        func findings(_ admin: Session) async throws -> Set<String> {
            Set(try await staff.vault.doctor(admin).items.map(\.id)).intersection([
                "root-key-overdue", "meta-key-overdue",
            ])
        }
        #expect(try await findings(staff.admin).isEmpty)
        clock.advance(seconds: 366 * 86_400)
        let admin = try await staff.test.login("admin")
        #expect(try await findings(admin) == ["root-key-overdue", "meta-key-overdue"])
        #expect(try await staff.vault.status(admin).warnings.contains("keys-overdue"))
        let old = try bytes(staff.test.folder + "/root.key")
        await staff.vault.advanceHouse()
        var status = try await staff.vault.houseStatus(admin)
        #expect(!status.meta.overdue && status.meta.state == "current" && status.root.overdue)
        #expect(try await findings(admin) == ["root-key-overdue"])
        #expect(try bytes(staff.test.folder + "/root.key") == old)
        let asked = try await staff.vault.ledger(admin, LedgerFilter(kind: "meta-asked"), after: nil, limit: 9).items
        #expect(asked.count == 1 && asked.first?.reason == "older than the key age in Keys")
        _ = try await staff.vault.rotateHouse(admin, HouseRotateRequest(root: true))
        status = try await staff.vault.houseStatus(admin)
        #expect(!status.root.overdue)
        #expect(try await findings(admin).isEmpty)
    }

    @Test func `a rotation of the root key that was refused is not taken on by the next start`() async throws {
        let staff = try await Staff()
        let test = staff.test
        let old = try bytes(test.folder + "/root.key")
        let obstacle = test.folder + "/mirror.new"
        try FileManager.default.createDirectory(atPath: obstacle, withIntermediateDirectories: false)
        #expect(
            await refusal { try await staff.vault.rotateHouse(staff.admin, HouseRotateRequest(root: true)) }
                == .ledgerUnavailable)
        try await test.restart(after: { _ in try FileManager.default.removeItem(atPath: obstacle) })
        let status = try await test.vault.houseStatus(test.login("admin"))
        #expect(status.slots.map(\.id) == ["root"] && status.root.state == "current")
        #expect(try bytes(test.folder + "/root.key") == old)
        #expect(!FileManager.default.fileExists(atPath: test.folder + "/root.key.new"))
    }

    /// Else the new key is put in the place of the old one, and then its slot goes: nothing would open any more.
    @Test func `a rotation of the root key whose commit fails is not taken on by the same daemon either`() async throws
    {
        let staff = try await Staff()
        let test = staff.test
        let old = try bytes(test.folder + "/root.key")
        staff.vault.inject(.always)
        #expect(
            await refusal { try await staff.vault.rotateHouse(staff.admin, HouseRotateRequest(root: true)) }
                == .ledgerUnavailable)
        for _ in 0..<2 { await staff.vault.advanceHouse() }
        #expect(try bytes(test.folder + "/root.key") == old)
        staff.vault.inject(.none)
        await staff.vault.advanceHouse()
        let status = try await staff.vault.houseStatus(staff.admin)
        #expect(status.slots.map(\.id) == ["root"] && status.root.state == "current")
        try await test.restart()
        #expect(try bytes(test.folder + "/root.key") == old)
        _ = try await test.vault.rotateHouse(test.login("admin"), HouseRotateRequest(root: true))
        try await test.restart()
        _ = try await test.login("admin")
    }

    @Test func `a root key that cannot be written holds the meta key up no more`() async throws {
        let staff = try await Staff()
        let second = try await staff.test.enrol("second", .admin, by: staff.admin)
        // Root writes everywhere, so the way is barred by a folder.
        let obstacle = staff.test.folder + "/root.key.new.new"
        try FileManager.default.createDirectory(
            atPath: obstacle + "/full", withIntermediateDirectories: true)
        _ = try await staff.vault.disable(second, name: "admin", DisableRequest(confirm: "admin"))
        await staff.vault.advanceHouse()
        let status = try await staff.vault.houseStatus(second)
        #expect(status.root.state == "due" && status.meta.state == "current")
        let events = try await staff.vault.ledger(second, LedgerFilter(kind: "meta-rotated"), after: nil, limit: 9)
        #expect(events.items.count == 1)
    }

    @Test func `only admins rotate the house's keys`() async throws {
        let staff = try await Staff()
        for session in [staff.caseworker, staff.psychologist, staff.auditor] {
            for request in [HouseRotateRequest(root: true), HouseRotateRequest(meta: true)] {
                #expect(await refusal { try await staff.vault.rotateHouse(session, request) } == .roleMayNot)
            }
        }
        #expect(
            await refusal { try await staff.vault.rotateHouse(staff.admin, HouseRotateRequest()) } == .invalidValue)
    }
}
