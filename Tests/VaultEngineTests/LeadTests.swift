import Testing
import VaultCrypto
import VaultEngine
import VaultModel

/// If one of these fails, a case is without a lead for ever, or an admin decides who leads it.
@Suite struct LeadTests {
    @Test func `doctor names the cases that no active lead is left of`() async throws {
        let staff = try await Staff()
        func finding() async throws -> Finding? {
            try await staff.vault.doctor(staff.admin).items.first { $0.id == "no-lead" }
        }
        #expect(try await finding() == nil)
        _ = try await staff.vault.suspend(staff.admin, name: "aizada")
        #expect(try await finding()?.text.contains(staff.code) == true)
        _ = try await staff.vault.resume(staff.admin, name: "aizada")
        #expect(try await finding() == nil)
    }

    @Test func `while there is an active lead, an admin proposes none`() async throws {
        let staff = try await Staff()
        #expect(
            await refusal {
                try await staff.vault.makeLead(staff.admin, code: staff.code, LeadRequest(name: "bakyt"))
            } == .leadOnly)
        _ = try await staff.vault.suspend(staff.admin, name: "aizada")
        let asked = try await staff.vault.makeLead(staff.admin, code: staff.code, LeadRequest(name: "bakyt"))
        let request = try #require(asked.requests.first)
        #expect(request.kind == "lead" && request.waitsFor == ["cholpon"])
        // The lead is back: it is hers to say again.
        _ = try await staff.vault.resume(staff.admin, name: "aizada")
        #expect(
            await refusal {
                try await staff.vault.approve(
                    staff.psychologist, id: request.id.hex, ApproveRequest(keyWords: staff.test.words["bakyt"]))
            } == .leadOnly)
    }

    @Test
    func `with no active lead left, a remaining member's yes makes one, and the admin's or the new one's does not`()
        async throws
    {
        let staff = try await Staff()
        _ = try await staff.vault.disable(staff.admin, name: "aizada", DisableRequest(confirm: "aizada"))
        // Nobody takes it without being asked.
        #expect(
            await refusal {
                try await staff.vault.makeLead(
                    staff.psychologist, code: staff.code,
                    LeadRequest(name: "bakyt", keyWords: staff.test.words["bakyt"]))
            } == .leadOnly)
        let asked = try await staff.vault.makeLead(staff.admin, code: staff.code, LeadRequest(name: "bakyt"))
        let id = try #require(asked.requests.first).id.hex
        #expect(await refusal { try await staff.vault.approve(staff.admin, id: id, ApproveRequest()) } == .roleMayNot)
        #expect(await refusal { try await staff.vault.approve(staff.lawyer, id: id, ApproveRequest()) } == .leadOnly)
        #expect(
            await refusal { try await staff.vault.approve(staff.psychologist, id: id, ApproveRequest()) } == .notVouched
        )
        _ = try await staff.vault.approve(
            staff.psychologist, id: id, ApproveRequest(keyWords: staff.test.words["bakyt"]))
        #expect(try await staff.vault.showCase(staff.lawyer, code: staff.code).leads == ["bakyt"])
        try await staff.test.restart()
        let lawyer = try await staff.test.login("bakyt")
        #expect(try await staff.vault.showCase(lawyer, code: staff.code).leads == ["bakyt"])
    }

    @Test func `somebody who was not on the case becomes its lead with what the members grant, and no more`()
        async throws
    {
        let staff = try await Staff()
        let intake = try await staff.vault.writeNote(
            staff.caseworker, code: staff.code, NoteDraft(kind: .intake, text: "intake"), idempotencyKey: nil)
        let session = try await staff.vault.writeNote(
            staff.psychologist, code: staff.code, NoteDraft(text: "hers"), idempotencyKey: nil)
        _ = try await staff.vault.disable(staff.admin, name: "aizada", DisableRequest(confirm: "aizada"))
        let dina = try await staff.test.enrol("dina", .caseworker, by: staff.admin)
        let asked = try await staff.vault.makeLead(staff.admin, code: staff.code, LeadRequest(name: "dina"))
        let request = try #require(asked.requests.first)
        #expect(request.waitsFor == ["bakyt", "cholpon"])
        #expect(await refusal { try await staff.vault.readNote(dina, id: intake.id.hex, version: nil) } == .notFound)
        let done = try await staff.vault.approve(
            staff.lawyer, id: request.id.hex, ApproveRequest(keyWords: staff.test.words["dina"]))
        #expect(done.granted == [.identity, .casework])
        #expect(try await staff.vault.readNote(dina, id: intake.id.hex, version: nil).text == "intake")
        #expect(await refusal { try await staff.vault.readNote(dina, id: session.id.hex, version: nil) } == .notFound)
    }

    @Test func `an account that an admin invented and proposed gets nothing without six words from the person`()
        async throws
    {
        let staff = try await Staff()
        _ = try await staff.vault.suspend(staff.admin, name: "aizada")
        let shadow = try await staff.test.enrol("shadow", .lawyer, by: staff.admin)
        let asked = try await staff.vault.makeLead(staff.admin, code: staff.code, LeadRequest(name: "shadow"))
        let id = try #require(asked.requests.first).id.hex
        #expect(await refusal { try await staff.vault.approve(shadow, id: id, ApproveRequest()) } == .notFound)
        #expect(await refusal { try await staff.vault.approve(staff.lawyer, id: id, ApproveRequest()) } == .notVouched)
        #expect(await refusal { try await staff.vault.showCase(shadow, code: staff.code) } == .notFound)
    }

    @Test func `where nobody active is left, no lead is proposed`() async throws {
        let staff = try await Staff()
        for name in ["bakyt", "aizada"] {
            _ = try await staff.vault.disable(staff.admin, name: name, DisableRequest(confirm: name))
        }
        #expect(
            await refusal {
                try await staff.vault.makeLead(staff.admin, code: staff.code, LeadRequest(name: "cholpon"))
            } == .nobodyLeft)
    }

    @Test func `a lead takes another's lead away, never their own, so one always stays`() async throws {
        let staff = try await Staff()
        _ = try await staff.vault.makeLead(staff.caseworker, code: staff.code, LeadRequest(name: "bakyt"))
        #expect(
            await refusal {
                try await staff.vault.removeLead(staff.caseworker, code: staff.code, UnleadRequest(name: "aizada"))
            } == .oneself)
        #expect(
            await refusal {
                try await staff.vault.removeLead(staff.psychologist, code: staff.code, UnleadRequest(name: "bakyt"))
            } == .leadOnly)
        _ = try await staff.vault.removeLead(staff.caseworker, code: staff.code, UnleadRequest(name: "bakyt"))
        #expect(
            await refusal {
                try await staff.vault.removeLead(staff.caseworker, code: staff.code, UnleadRequest(name: "bakyt"))
            } == .nothingToChange)
        try await staff.test.restart()
        let lawyer = try await staff.test.login("bakyt")
        let item = try await staff.vault.showCase(lawyer, code: staff.code)
        #expect(item.leads == ["aizada"] && item.compartments.first { $0.name == .identity }?.access == "read")
    }
}
