import Testing
import VaultCrypto
import VaultEngine
import VaultModel

/// If one of these fails, somebody's going closes records to everybody, and nobody was told before.
@Suite struct LeavingTests {
    private func problem(_ body: () async throws -> Done) async -> Problem? {
        do {
            _ = try await body()
            return nil
        } catch {
            return (error as? VaultError)?.problem
        }
    }

    @Test func `nobody is disabled before what it does was listed and the name typed`() async throws {
        let staff = try await Staff()
        for request in [DisableRequest(), DisableRequest(confirm: "aizada"), DisableRequest(orphan: true)] {
            let refused = await problem { try await staff.vault.disable(staff.admin, name: "bakyt", request) }
            #expect(refused?.code == .confirmationNeeded && refused?.status == 409)
            let leaving = try #require(refused?.leaving)
            #expect(leaving.name == "bakyt" && leaving.role == .lawyer && leaving.orphans.isEmpty)
            #expect(leaving.cases.map(\.id) == [staff.code])
            #expect(leaving.cases[0].compartments == [.identity, .casework, .legal] && !leaving.cases[0].lead)
        }
        #expect(await refusal { try await staff.vault.showCase(staff.lawyer, code: staff.code) } == nil)
        let done = try await staff.vault.disable(staff.admin, name: "bakyt", DisableRequest(confirm: "bakyt"))
        #expect(done.rotated == 1)
        #expect(await refusal { try await staff.test.login("bakyt") } == .notActive)
    }

    @Test func `the preview is what is then done, and changes nothing`() async throws {
        let staff = try await Staff()
        _ = try await staff.vault.writeNote(
            staff.psychologist, code: staff.code, NoteDraft(text: "hers alone"), idempotencyKey: nil)
        let preview = try await staff.vault.disablePreview(staff.admin, name: "cholpon")
        #expect(preview.orphans == ["KG-2026-0041 psychosocial"])
        #expect(preview.cases.map(\.orphans) == [[.psychosocial]])
        #expect(try await staff.vault.disablePreview(staff.admin, name: "cholpon") == preview)
        let refused = await problem {
            try await staff.vault.disable(staff.admin, name: "cholpon", DisableRequest(confirm: "cholpon"))
        }
        #expect(refused?.code == .wouldOrphan && refused?.leaving?.orphans == preview.orphans)
        let lead = try await staff.vault.disablePreview(staff.admin, name: "aizada")
        #expect(lead.cases.map(\.lastLead) == [true])
    }

    @Test func `afterwards it is said who waits for whom, and which cases have no lead`() async throws {
        let staff = try await Staff()
        let done = try await staff.vault.disable(staff.admin, name: "aizada", DisableRequest(confirm: "aizada"))
        let report = try #require(done.report)
        #expect(report.withoutLead == [staff.code])
        #expect(report.waiting.map(\.compartment) == [.identity, .casework])
        #expect(report.waiting.allSatisfy { $0.waitsFor == ["bakyt", "cholpon"] && $0.case == staff.code })
        try await staff.vault.advanceRotations(of: staff.lawyer)
        #expect(try await staff.vault.keyStatus(staff.admin).items[0].compartments.allSatisfy { $0.waitsFor.isEmpty })
    }

    @Test func `what somebody disabled had asked for is dropped, over a restart too`() async throws {
        let staff = try await Staff()
        let temir = try await staff.test.enrol("temir", .admin, by: staff.admin)
        _ = try await staff.vault.closeCase(temir, code: staff.code)
        _ = try await staff.vault.closeCase(staff.admin, code: staff.code)
        #expect(try await staff.vault.requests(staff.caseworker, code: nil).items.count == 1)
        _ = try await staff.vault.unassign(temir, code: staff.code, UnassignRequest(name: "bakyt"))
        #expect(try await staff.vault.requests(staff.caseworker, code: nil).items.count == 2)
        let preview = try await staff.vault.disablePreview(staff.admin, name: "temir")
        #expect(preview.requests.map(\.askedBy) == ["temir", "temir"])
        _ = try await staff.vault.disable(staff.admin, name: "temir", DisableRequest(confirm: "temir"))
        #expect(try await staff.vault.requests(staff.caseworker, code: nil).items.isEmpty)
        try await staff.test.restart()
        #expect(try await staff.vault.requests(staff.test.login("aizada"), code: nil).items.isEmpty)
    }

    @Test func `an invitation that was withdrawn is good for nothing, and the name is free`() async throws {
        let staff = try await Staff()
        let code = try await staff.vault.invite(staff.admin, InviteRequest(name: "dina", role: .lawyer)).code
        #expect(await refusal { try await staff.vault.uninvite(staff.auditor, name: "dina") } == .roleMayNot)
        _ = try await staff.vault.uninvite(staff.admin, name: "dina")
        #expect(await refusal { try await staff.vault.uninvite(staff.admin, name: "dina") } == .notFound)
        try await staff.test.restart()
        #expect(
            await refusal {
                try await staff.vault.enrol(
                    name: "dina", inviteCode: code, key: try staff.test.key("dina"), salt: TestVault.salt, passes: 3,
                    memoryKiB: 65_536, uid: 9)
            } == .inviteRefused)
        let admin = try await staff.test.login("admin")
        _ = try await staff.test.enrol("dina", .lawyer, by: admin)
    }
}
