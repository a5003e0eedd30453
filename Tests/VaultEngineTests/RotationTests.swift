import Testing
import VaultCrypto
import VaultEngine
import VaultModel

/// If one of these fails, a rotation loses somebody's records, or leaves an old key in use.
@Suite struct RotationTests {
    @Test func `after a rotation everything opens, and nothing uses the old keys`() async throws {
        let staff = try await Staff()
        var notes: [RecordItem] = []
        for number in 1...70 {
            notes.append(
                try await staff.vault.writeNote(
                    staff.psychologist, code: staff.code, NoteDraft(text: "note \(number)"), idempotencyKey: nil))
        }
        let rotated = try await staff.vault.rotate(staff.admin, RotateRequest(all: true))
        #expect(rotated.outer == 1 && rotated.innerAsked == 3)
        var status = try await staff.vault.keyStatus(staff.admin).items[0]
        #expect(status.houseEpoch == 2)
        #expect(status.compartments.allSatisfy { $0.state == "asked" })
        try await staff.vault.advanceRotations(of: staff.psychologist)
        try await staff.vault.advanceRotations(of: staff.caseworker)
        status = try await staff.vault.keyStatus(staff.admin).items[0]
        #expect(status.compartments.allSatisfy { $0.state == "current" && $0.keyVersion == 2 && $0.remaining == 0 })
        try await staff.test.restart()
        let psychologist = try await staff.test.login("cholpon")
        for (number, note) in notes.enumerated() {
            let read = try await staff.vault.readNote(psychologist, id: note.id.hex, version: nil)
            #expect(read.text == "note \(number + 1)")
        }
        #expect(try await staff.vault.verifyLedger(staff.test.login("admin")).valid)
    }

    @Test func `a rotation cut off in the middle goes on after a restart`() async throws {
        let staff = try await Staff()
        let note = try await staff.vault.writeNote(
            staff.psychologist, code: staff.code, NoteDraft(text: "before"), idempotencyKey: nil)
        _ = try await staff.vault.rotate(staff.admin, RotateRequest(case: staff.code))
        try await staff.test.restart()
        let psychologist = try await staff.test.login("cholpon")
        let second = try await staff.vault.writeNote(
            psychologist, code: staff.code, NoteDraft(text: "after"), idempotencyKey: nil)
        try await staff.test.restart()
        let again = try await staff.test.login("cholpon")
        #expect(try await staff.vault.readNote(again, id: note.id.hex, version: nil).text == "before")
        #expect(try await staff.vault.readNote(again, id: second.id.hex, version: nil).text == "after")
        try await staff.vault.advanceRotations(of: again)
        let status = try await staff.vault.keyStatus(again).items[0]
        #expect(status.compartments.first { $0.name == .psychosocial }?.state == "current")
        #expect(try await staff.vault.readNote(again, id: note.id.hex, version: nil).text == "before")
    }

    @Test func `only admins rotate`() async throws {
        let staff = try await Staff()
        for session in [staff.caseworker, staff.lawyer, staff.psychologist, staff.auditor] {
            #expect(await refusal { try await staff.vault.rotate(session, RotateRequest(all: true)) } == .roleMayNot)
        }
    }
}

/// If one of these fails, what one person's leaving took away keeps the others from working.
@Suite struct OrphanTests {
    @Test func `after the only holder is gone the next writer begins a new key; the old records wait`() async throws {
        let staff = try await Staff()
        let lost = try await staff.vault.writeNote(
            staff.psychologist, code: staff.code, NoteDraft(text: "hers alone"), idempotencyKey: nil)
        _ = try await staff.vault.disable(
            staff.admin, name: "cholpon", DisableRequest(orphan: true, confirm: "cholpon"))
        let next = try await staff.test.enrol("eliza", .psychologist, by: staff.admin)
        _ = try await staff.vault.assign(
            staff.caseworker, code: staff.code, AssignRequest(name: "eliza", keyWords: staff.test.words["eliza"]))
        let note = try await staff.vault.writeNote(
            next, code: staff.code, NoteDraft(text: "a new beginning"), idempotencyKey: nil)
        #expect(await refusal { try await staff.vault.readNote(next, id: lost.id.hex, version: nil) } == .notFound)
        let list = try await staff.vault.records(next, code: staff.code, form: nil, after: nil, limit: 9)
        #expect(list.items.map(\.id) == [note.id])
        #expect(try await staff.vault.search(next, SearchRequest(text: "beginning")).items.count == 1)
        _ = try await staff.vault.rotate(staff.admin, RotateRequest(all: true))
        try await staff.vault.advanceRotations(of: next)
        let keys = try await staff.vault.keyStatus(next).items[0].compartments.first { $0.name == .psychosocial }
        #expect(keys?.state == "orphaned" && keys?.keyVersion == 3 && keys?.remaining == 1 && keys?.waitsFor == [])
        try await staff.test.restart()
        let again = try await staff.test.login("eliza")
        #expect(try await staff.vault.readNote(again, id: note.id.hex, version: nil).text == "a new beginning")
    }
}
