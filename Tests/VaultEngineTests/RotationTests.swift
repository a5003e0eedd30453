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
