import Foundation
import Testing
import VaultEngine
import VaultModel

/// If one of these fails, a case is led, closed or named otherwise than its people decided.
@Suite struct CaseTests {
    @Test func `a closed case is read, not written, until a lead reopens it`() async throws {
        let staff = try await Staff()
        let note = try await staff.vault.writeNote(
            staff.psychologist, code: staff.code, NoteDraft(text: "x"), idempotencyKey: nil)
        #expect(await refusal { try await staff.vault.closeCase(staff.lawyer, code: staff.code) } == .leadOnly)
        _ = try await staff.vault.closeCase(staff.caseworker, code: staff.code)
        #expect(
            await refusal {
                try await staff.vault.writeNote(
                    staff.psychologist, code: staff.code, NoteDraft(text: "y"), idempotencyKey: nil)
            } == .caseClosed)
        #expect(try await staff.vault.readNote(staff.psychologist, id: note.id.hex, version: nil).text == "x")
        let asked = try await staff.vault.reopenCase(staff.admin, code: staff.code)
        let request = try #require(asked.request)
        _ = try await staff.vault.approve(staff.caseworker, id: request.hex, ApproveRequest())
        _ = try await staff.vault.writeNote(
            staff.psychologist, code: staff.code, NoteDraft(text: "z"), idempotencyKey: nil)
    }

    @Test func `the next code follows the newest; a taken one is told`() async throws {
        let staff = try await Staff()
        let year = Timestamp(.now).description.prefix(4)
        let next = try await staff.vault.nextCode(staff.lawyer).code
        #expect(next.hasPrefix("KG-\(year)-"))
        #expect(
            await refusal { try await staff.vault.openCase(staff.lawyer, OpenCaseRequest(code: "kg-2026-0041")) }
                == .codeTaken)
        #expect(
            await refusal { try await staff.vault.openCase(staff.lawyer, OpenCaseRequest(code: "КG-2026-1")) }
                == .lookalikeLetters)
        #expect(
            await refusal { try await staff.vault.openCase(staff.admin, OpenCaseRequest(code: next)) }
                == .roleMayNot)
    }

    @Test func `a second lead can go on when the first one leaves`() async throws {
        let staff = try await Staff()
        #expect(
            await refusal {
                try await staff.vault.unassign(staff.caseworker, code: staff.code, UnassignRequest(name: "aizada"))
            } == .lastLead)
        let made = try await staff.vault.makeLead(staff.caseworker, code: staff.code, LeadRequest(name: "cholpon"))
        #expect(made.granted == [.identity, .casework])
        _ = try await staff.vault.unassign(staff.psychologist, code: staff.code, UnassignRequest(name: "aizada"))
        let file = try await staff.vault.showCase(staff.psychologist, code: staff.code)
        #expect(file.leads == ["cholpon"])
        let sheet = try await staff.vault.writeNote(
            staff.psychologist, code: staff.code, NoteDraft(kind: .identitySheet, text: "…"), idempotencyKey: nil)
        #expect(sheet.compartment == .identity)
    }

    @Test func `a case of others does not exist`() async throws {
        let staff = try await Staff()
        let outsider = try await staff.test.enrol("damira", .lawyer, by: staff.admin)
        let calls: [() async throws -> Void] = [
            { _ = try await staff.vault.showCase(outsider, code: staff.code) },
            { _ = try await staff.vault.records(outsider, code: staff.code, form: nil, after: nil, limit: 5) },
            { _ = try await staff.vault.who(outsider, code: staff.code) },
            { _ = try await staff.vault.closeCase(outsider, code: staff.code) },
            {
                _ = try await staff.vault.writeNote(
                    outsider, code: staff.code, NoteDraft(text: "x"), idempotencyKey: nil)
            },
            { _ = try await staff.vault.showCase(outsider, code: "KG-2026-9999") },
        ]
        for call in calls { #expect(await refusal(call) == .notFound) }
        #expect(try await staff.vault.cases(outsider, after: nil, limit: 5).items.isEmpty)
    }

    @Test func `who can open a case is shown with when they last did`() async throws {
        let staff = try await Staff()
        let note = try await staff.vault.writeNote(
            staff.psychologist, code: staff.code, NoteDraft(text: "x"), idempotencyKey: nil)
        _ = try await staff.vault.readNote(staff.psychologist, id: note.id.hex, version: nil)
        for session in [staff.admin, staff.auditor, staff.lawyer] {
            let rows = try await staff.vault.who(session, code: staff.code).items
            let row = try #require(rows.first { $0.id == "cholpon/psychosocial" })
            #expect(row.canOpen && row.lastOpened != nil && row.grantedBy == "cholpon")
            #expect(rows.first { $0.id == "bakyt/legal" }?.canOpen == false)
        }
    }
}
