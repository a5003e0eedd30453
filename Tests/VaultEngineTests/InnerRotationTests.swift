import Foundation
import Testing
import VaultEngine
import VaultModel
import VaultStore

/// If one of these fails, an inner rotation that is cut off loses records, or never ends, or nobody asks for it.
@Suite struct InnerRotationTests {
    @Test func `a rotation that is cut off at any commit goes on from there, and everything opens`() async throws {
        let staff = try await Staff()
        var notes: [RecordItem] = []
        for number in 1...130 {
            notes.append(
                try await staff.vault.writeNote(
                    staff.psychologist, code: staff.code, NoteDraft(text: "note \(number)"), idempotencyKey: nil))
        }
        for commit in 1...7 {
            _ = try await staff.vault.rotate(staff.admin, RotateRequest(case: staff.code))
            staff.vault.inject(.nth(commit))
            try? await staff.vault.advanceRotations(of: staff.psychologist)
            staff.vault.inject(.none)
            let between = try await staff.vault.keyStatus(staff.admin).items[0].compartments
            #expect(between.contains { $0.state != "current" })
            let read = try await staff.vault.readNote(staff.psychologist, id: notes[commit].id.hex, version: nil)
            #expect(read.text == "note \(commit + 1)")
            for session in [staff.psychologist, staff.caseworker] {
                try await staff.vault.advanceRotations(of: session)
            }
            let status = try await staff.vault.keyStatus(staff.admin).items[0].compartments
            #expect(status.allSatisfy { $0.state == "current" && $0.remaining == 0 && $0.total == 0 })
        }
        try await staff.test.restart()
        let psychologist = try await staff.test.login("cholpon")
        for (number, note) in notes.enumerated() {
            let read = try await staff.vault.readNote(psychologist, id: note.id.hex, version: nil)
            #expect(read.text == "note \(number + 1)")
        }
    }

    @Test func `what is asked for again in the middle ends under the newest key`() async throws {
        let staff = try await Staff()
        let note = try await staff.vault.writeNote(
            staff.psychologist, code: staff.code, NoteDraft(text: "kept"), idempotencyKey: nil)
        _ = try await staff.vault.rotate(staff.admin, RotateRequest(case: staff.code))
        staff.vault.inject(.nth(3))
        try? await staff.vault.advanceRotations(of: staff.psychologist)
        staff.vault.inject(.none)
        _ = try await staff.vault.rotate(staff.admin, RotateRequest(case: staff.code))
        try await staff.vault.advanceRotations(of: staff.psychologist)
        try await staff.vault.advanceRotations(of: staff.caseworker)
        let status = try await staff.vault.keyStatus(staff.admin).items[0].compartments
        #expect(status.allSatisfy { $0.state == "current" })
        #expect(try await staff.vault.readNote(staff.psychologist, id: note.id.hex, version: nil).text == "kept")
    }

    @Test func `keys that are too old are asked for without anybody, and shown until they are new`() async throws {
        let clock = TestClock()
        let staff = try await Staff(clock: clock)
        try await staff.vault.askOverdue()
        #expect(try await staff.vault.keyStatus(staff.admin).items[0].compartments.allSatisfy { $0.state == "current" })
        clock.advance(seconds: 366 * 86_400)
        let admin = try await staff.test.login("admin")
        #expect(try await staff.vault.status(admin).warnings.contains("keys-overdue"))
        #expect(try await staff.vault.doctor(admin).items.contains { $0.id == "keys-overdue" })
        var item = try await staff.vault.keyStatus(admin).items[0]
        #expect(item.overdue && item.compartments.allSatisfy { $0.overdue })
        try await staff.vault.askOverdue()
        try await staff.vault.askOverdue()
        item = try await staff.vault.keyStatus(admin).items[0]
        #expect(item.houseState == "asked" && item.compartments.allSatisfy { $0.state == "asked" })
        // Once each, however often it is looked at.
        let asked = try await staff.vault.ledger(
            admin, LedgerFilter(kind: "inner-asked"), after: nil, limit: 50
        ).items
        #expect(asked.count == item.compartments.count && asked.allSatisfy { $0.actor == nil })
        try await staff.test.restart()
        for name in ["aizada", "bakyt", "cholpon"] {
            try await staff.vault.advanceRotations(of: staff.test.login(name))
        }
        let after = try await staff.test.login("admin")
        // The house's own keys are as old.
        _ = try await staff.vault.rotateHouse(after, HouseRotateRequest(root: true, meta: true))
        try await staff.vault.advanceMetaKey()
        item = try await staff.vault.keyStatus(after).items[0]
        #expect(!item.overdue && item.houseState == "current" && item.houseEpoch == 2)
        #expect(item.compartments.allSatisfy { !$0.overdue && $0.state == "current" })
        #expect(try await !staff.vault.status(after).warnings.contains("keys-overdue"))
    }

    @Test func `where Keys says never, no key is too old`() async throws {
        let clock = TestClock()
        let staff = try await Staff(clock: clock)
        staff.test.settings.keyMaxAgeDays = 0
        try await staff.test.restart()
        clock.advance(seconds: 9_999 * 86_400)
        try await staff.vault.askOverdue()
        let admin = try await staff.test.login("admin")
        let item = try await staff.vault.keyStatus(admin).items[0]
        #expect(!item.overdue && item.houseState == "current" && item.compartments.allSatisfy { $0.state == "current" })
    }
}
