import Foundation
import Testing
import VaultEngine
import VaultModel
import VaultStore

/// If one of these fails, a new meta key loses rows, or the old one still opens some.
@Suite struct MetaKeyTests {
    private func write(_ staff: Staff, _ numbers: ClosedRange<Int>) async throws -> [RecordItem] {
        try await Self.write(staff.vault, staff.psychologist, staff.code, numbers)
    }

    private static func write(
        _ vault: Vault, _ session: Session, _ code: String, _ numbers: ClosedRange<Int>
    ) async throws -> [RecordItem] {
        var notes: [RecordItem] = []
        for number in numbers {
            notes.append(
                try await vault.writeNote(
                    session, code: code, NoteDraft(text: "note \(number)"), idempotencyKey: "key-\(number)"))
        }
        return notes
    }

    private func expectAll(_ test: TestVault, _ notes: [RecordItem]) async throws {
        let session = try await test.login("cholpon")
        for (number, note) in notes.enumerated() {
            let read = try await test.vault.readNote(session, id: note.id.hex, version: nil)
            #expect(read.text == "note \(number + 1)")
        }
        #expect(try await test.vault.verifyLedger(session).valid)
    }

    @Test func `after a rotation everything opens, and the keystore of before opens nothing`() async throws {
        let staff = try await Staff()
        let test = staff.test
        let notes = try await write(staff, 1...120)
        #expect(await refusal { try await test.vault.login(name: "bakyt", key: test.key("admin"), uid: 0) } != nil)
        let old = try Data(contentsOf: URL(fileURLWithPath: test.settings.keystore))
        let asked = try await staff.vault.rotateHouse(staff.admin, HouseRotateRequest(meta: true))
        #expect(asked.meta.state == "asked" && asked.meta.total > 256)
        try await staff.vault.advanceMetaKey()
        #expect(try await staff.vault.houseStatus(staff.admin).meta.state == "current")
        // The same write sent again finds the row that remembers it.
        let again = try await staff.vault.writeNote(
            staff.psychologist, code: staff.code, NoteDraft(text: "note 7"), idempotencyKey: "key-7")
        #expect(again.id == notes[6].id)
        try await test.restart()
        try await expectAll(test, notes)
        let events = try await test.vault.ledger(
            test.login("admin"), LedgerFilter(kind: "meta-rotated"), after: nil, limit: 9)
        #expect(events.items.count == 1 && (events.items.first?.count ?? 0) > 256)
        await #expect(throws: StartRefusal.self) {
            try await test.restart(after: { _ in
                for path in [test.settings.keystore, test.folder + "/mirror"] {
                    try old.write(to: URL(fileURLWithPath: path))
                }
            })
        }
    }

    @Test func `a rotation cut off at any commit goes on after a start, and nothing is lost`() async throws {
        let staff = try await Staff()
        let test = staff.test
        var notes = try await write(staff, 1...40)
        for cut in 0..<12 {
            let admin = try await test.login("admin")
            _ = try await test.vault.rotateHouse(admin, HouseRotateRequest(meta: true))
            test.vault.inject(.once(after: cut))
            await test.vault.advanceHouse()
            test.vault.inject(.none)
            try await test.restart()
            let session = try await test.login("cholpon")
            notes.append(
                try await test.vault.writeNote(
                    session, code: staff.code, NoteDraft(text: "note \(notes.count + 1)"), idempotencyKey: nil))
            let between = try await test.vault.houseStatus(session).meta
            await test.vault.advanceHouse()
            let status = try await test.vault.houseStatus(session).meta
            #expect(status.state == "current", "cut \(cut): \(between.state), then \(status.state)")
            try await test.restart()
            try await expectAll(test, notes)
        }
    }

    @Test func `people go on writing while it runs`() async throws {
        let staff = try await Staff()
        _ = try await write(staff, 1...60)
        _ = try await staff.vault.rotateHouse(staff.admin, HouseRotateRequest(meta: true))
        let (vault, session, code) = (staff.vault, staff.psychologist, staff.code)
        async let rotated: Void = vault.advanceMetaKey()
        async let first = Self.write(vault, session, code, 1...60)
        var logins = 0
        for _ in 0..<20 {
            _ = try await staff.test.login("bakyt")
            logins += 1
        }
        let notes = try await first
        try await rotated
        #expect(logins == 20)
        try await staff.vault.advanceMetaKey()
        try await staff.test.restart()
        try await expectAll(staff.test, notes)
    }

    /// The row that a login read is sealed again before the login's own commit: the person is let in all the same.
    @Test func `a login in the middle of a rotation is no wrong passphrase`() async throws {
        let staff = try await Staff()
        let (test, vault) = (staff.test, staff.vault)
        let key = try test.key("bakyt")
        for round in 0..<3 {
            _ = try await vault.rotateHouse(staff.admin, HouseRotateRequest(meta: true))
            async let rotated: Void = vault.advanceMetaKey()
            let refused = await withTaskGroup(of: ProblemCode?.self) { group in
                // No more than an account's sessions.
                for number in 0..<15 {
                    let uid = UInt32(1000 + round * 15 + number)
                    group.addTask { await refusal { try await vault.login(name: "bakyt", key: key, uid: uid) } }
                }
                return await group.reduce(into: [ProblemCode]()) { if let code = $1 { $0.append(code) } }
            }
            #expect(refused.isEmpty)
            try await rotated
            _ = try await vault.suspend(staff.admin, name: "bakyt")
            _ = try await vault.resume(staff.admin, name: "bakyt")
        }
    }

    @Test func `asking twice is asking once`() async throws {
        let staff = try await Staff()
        for _ in 0..<2 { _ = try await staff.vault.rotateHouse(staff.admin, HouseRotateRequest(meta: true)) }
        try await staff.vault.advanceMetaKey()
        let events = try await staff.vault.ledger(
            staff.admin, LedgerFilter(kind: "meta-asked"), after: nil, limit: 9)
        #expect(events.items.count == 1)
    }
}
