import Foundation
import Testing
import VaultEngine
import VaultModel
import VaultStore

/// If one of these fails, a sealed vault answers what it must not, or a passphrase that should open it does not.
@Suite struct SealTests {
    @Test func `a vault whose root key is a passphrase starts sealed, and opens by it alone`() async throws {
        let test = try await TestVault(passphrase: true)
        let admin = try await test.login("admin")
        _ = try await test.enrol("aizada", .caseworker, by: admin)
        #expect(!FileManager.default.fileExists(atPath: test.folder + "/root.key"))
        try await test.restart()
        #expect(test.vault.health().state == .sealed && test.vault.health().unseal == ["technician"])
        #expect(await refusal { try await test.login("admin") } == .sealed)
        #expect(await refusal { try await test.vault.doctor(nil) } == .sealed)
        #expect(await refusal { try await test.vault.loginParameters(name: "admin") } == .sealed)
        #expect(await refusal { try await test.unseal("root") } == .notFound)
        #expect(await refusal { try await test.unseal("director") } == .unsealRefused)
        #expect(await refusal { try await test.unseal("technician", "something else") } == .unsealRefused)
        #expect(test.vault.health().state == .sealed)
        try await test.unseal("technician")
        #expect(test.vault.health().state == .ready)
        #expect(await refusal { try await test.unseal("technician") } == .notSealed)
        let events = try await test.vault.ledger(
            test.login("admin"), LedgerFilter(), after: nil, limit: 9)
        #expect(events.items.contains { $0.kind == "unsealed" })
        #expect(events.items.first { $0.kind == "unseal-refused" }?.count == 2)
        #expect(try await test.vault.status(test.login("aizada")).account == "aizada")
    }

    @Test func `failures to unseal are delayed, more each time`() async throws {
        let clock = TestClock()
        let test = try await TestVault(clock: clock, passphrase: true)
        try await test.restart()
        for _ in 0..<4 { #expect(await refusal { try await test.unseal("technician", "no") } == .unsealRefused) }
        #expect(await refusal { try await test.unseal("technician") } == .loginDelayed)
        clock.advance(seconds: 31)
        try await test.unseal("technician")
    }

    @Test func `the director's passphrase opens as the technician's does, until it is removed`() async throws {
        let test = try await TestVault(passphrase: true)
        let admin = try await test.login("admin")
        #expect(await refusal { try await test.vault.removeSlot(admin, name: "technician") } == .lastSlot)
        try await test.setSlot("director", "director", by: admin)
        try await test.restart()
        #expect(test.vault.health().unseal == ["technician", "director"])
        try await test.unseal("director")
        let again = try await test.login("admin")
        // A new passphrase in the place of the old one.
        try await test.setSlot("technician", "a new one", by: again)
        _ = try await test.vault.removeSlot(again, name: "director")
        #expect(try await test.vault.houseStatus(again).slots.map(\.id) == ["technician"])
        try await test.restart()
        #expect(await refusal { try await test.unseal("technician") } == .unsealRefused)
        #expect(await refusal { try await test.unseal("director") } == .unsealRefused)
        try await test.unseal("technician", "a new one")
    }

    @Test func `anybody logged in seals, and it stays sealed until the operator opens it`() async throws {
        let staff = try await Staff()
        let test = staff.test
        let note = try await staff.vault.writeNote(
            staff.psychologist, code: staff.code, NoteDraft(text: "kept"), idempotencyKey: nil)
        _ = try await staff.vault.seal(staff.lawyer)
        #expect(await refusal { try await staff.vault.status(staff.admin) } == .sessionExpired)
        // As the daemon does: it begins again, and again after a power cut.
        for _ in 0..<2 {
            try await test.restart()
            #expect(test.vault.health().state == .sealed && test.vault.health().unseal == ["root"])
            #expect(await refusal { try await test.login("admin") } == .sealed)
        }
        #expect(await refusal { try await test.unseal("root", uid: 4_242) } == .notTheOperator)
        try await test.unseal("root")
        let session = try await test.login("cholpon")
        #expect(try await test.vault.readNote(session, id: note.id.hex, version: nil).text == "kept")
        let events = try await test.vault.ledger(
            test.login("admin"), LedgerFilter(kind: "sealed"), after: nil, limit: 9)
        #expect(events.items.map(\.actor) == ["bakyt"])
        try await test.restart()
        #expect(test.vault.health().state == .ready)
    }

    @Test func `a passphrase is a spare way in when the root key's file is lost`() async throws {
        let staff = try await Staff()
        let test = staff.test
        try await test.setSlot("director", "director", by: staff.admin)
        try await test.restart()
        #expect(test.vault.health().state == .ready)
        try await test.restart(after: { _ in
            try FileManager.default.removeItem(atPath: test.folder + "/root.key")
        })
        #expect(test.vault.health().state == .sealed)
        try await test.unseal("director")
        // A new root key in the place of the lost one.
        let status = try await test.vault.rotateHouse(test.login("admin"), HouseRotateRequest(root: true))
        #expect(status.slots.map(\.id) == ["director", "second-root"])
        try await test.restart()
        #expect(test.vault.health().state == .ready)
    }

    @Test func `a slot that a stop kept in the keystore goes at the next start`() async throws {
        let test = try await TestVault(passphrase: true)
        let admin = try await test.login("admin")
        try await test.setSlot("director", "director", by: admin)
        // The event is durable; the mirror cannot be written after it.
        let obstacle = test.folder + "/mirror.new"
        try FileManager.default.createDirectory(atPath: obstacle, withIntermediateDirectories: false)
        let status = try await test.vault.removeSlot(admin, name: "director")
        #expect(status.slots.map(\.id) == ["technician", "director"])
        try await test.restart(after: { _ in
            try FileManager.default.removeItem(atPath: obstacle)
            try FileManager.default.removeItem(atPath: test.settings.keystore)
        })
        try await test.unseal("technician")
        #expect(try await test.vault.houseStatus(test.login("admin")).slots.map(\.id) == ["technician"])
    }

    /// Somebody who may write to the keystore could put a way in there that outlives their own leaving.
    @Test func `a slot that the ledger does not know goes, and a passphrase that was not set changes nothing`()
        async throws
    {
        let test = try await TestVault(passphrase: true)
        let admin = try await test.login("admin")
        for slot in ["technician", "director"] {
            test.vault.inject(.once(after: 0))
            #expect(await refusal { try await test.setSlot(slot, "never set", by: admin) } == .ledgerUnavailable)
            test.vault.inject(.none)
        }
        #expect(try await test.vault.houseStatus(admin).slots.count == 3)
        try await test.restart()
        try await test.unseal("technician")
        let again = try await test.login("admin")
        #expect(try await test.vault.houseStatus(again).slots.map(\.id) == ["technician"])
        try await test.restart()
        #expect(await refusal { try await test.unseal("technician", "never set") } == .unsealRefused)
        #expect(await refusal { try await test.unseal("director", "never set") } == .unsealRefused)
    }

    @Test func `a passphrase that is set again with the same salt stays one slot`() async throws {
        let test = try await TestVault(passphrase: true)
        let admin = try await test.login("admin")
        for _ in 1...2 { try await test.setSlot("director", "director", by: admin) }
        #expect(try await test.vault.houseStatus(admin).slots.map(\.id) == ["technician", "director"])
        try await test.restart()
        try await test.unseal("director")
    }

    @Test func `a passphrase that a disabled admin may know is due, also beside a root key`() async throws {
        let staff = try await Staff()
        let second = try await staff.test.enrol("second", .admin, by: staff.admin)
        try await staff.test.setSlot("technician", "known to both", by: staff.admin)
        try await staff.test.setSlot("director", "known to both", by: staff.admin)
        _ = try await staff.vault.disable(second, name: "admin", DisableRequest(confirm: "admin"))
        await staff.vault.advanceHouse()
        try await staff.test.setSlot("technician", "new", by: second)
        let slots = try await staff.vault.houseStatus(second).slots
        #expect(slots.filter(\.due).map(\.id) == ["director"])
        let finding = try await staff.vault.doctor(second).items.first { $0.id == "disabled-admin" }
        #expect(finding?.advice?.contains("slot set director") == true)
        _ = try await staff.vault.removeSlot(second, name: "director")
        #expect(try await !staff.vault.doctor(second).items.contains { $0.id == "disabled-admin" })
    }

    @Test func `a sealed vault whose files were changed does not open`() async throws {
        let test = try await TestVault(passphrase: true)
        let admin = try await test.login("admin")
        _ = try await test.enrol("aizada", .caseworker, by: admin)
        try await test.restart(after: { folder in
            try run(
                "/usr/bin/sqlite3", folder + "/vault.db",
                "DELETE FROM account WHERE key_id IN (SELECT key_id FROM account LIMIT 1)")
        })
        #expect(await refusal { try await test.unseal("technician") } == .ledgerUnavailable)
        #expect(test.vault.health().state == .sealed)
    }

    @Test func `a meta key rotation goes on after the vault was sealed in the middle of it`() async throws {
        let test = try await TestVault(passphrase: true)
        let admin = try await test.login("admin")
        _ = try await test.vault.rotateHouse(admin, HouseRotateRequest(meta: true))
        test.vault.inject(.once(after: 2))
        await test.vault.advanceHouse()
        test.vault.inject(.none)
        try await test.restart()
        try await test.unseal("technician")
        await test.vault.advanceHouse()
        #expect(try await test.vault.houseStatus(test.login("admin")).meta.state == "current")
        #expect(
            await refusal { try await test.vault.rotateHouse(test.login("admin"), HouseRotateRequest(root: true)) }
                == .invalidValue)
    }
}
