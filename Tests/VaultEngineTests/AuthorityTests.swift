import Testing
import VaultCrypto
import VaultEngine
import VaultModel

/// Who is let in: if one of these fails, an admin, a stranger or a leaver can open a case.
@Suite struct AuthorityInEngineTests {
    @Test func `an admin can ask, and a lead's yes does it`() async throws {
        let staff = try await Staff()
        _ = try await staff.test.enrol("damira", .lawyer, by: staff.admin)
        let asked = try await staff.vault.assign(staff.admin, code: staff.code, AssignRequest(name: "damira"))
        #expect(asked.granted.isEmpty)
        let request = try #require(asked.requests.first)
        #expect(request.waitsFor == ["aizada"])
        #expect(
            await refusal {
                try await staff.vault.approve(staff.caseworker, id: request.id.hex, ApproveRequest())
            } == .notVouched)
        #expect(
            await refusal {
                try await staff.vault.approve(
                    staff.caseworker, id: request.id.hex, ApproveRequest(keyWords: staff.test.words["bakyt"]))
            } == .keyWordsDiffer)
        let done = try await staff.vault.approve(
            staff.caseworker, id: request.id.hex, ApproveRequest(keyWords: staff.test.words["damira"]))
        #expect(done.granted == [.identity, .casework] && done.unborn == [.legal])
    }

    @Test func `a holder says yes where the lead holds no key`() async throws {
        let staff = try await Staff()
        _ = try await staff.vault.writeNote(
            staff.psychologist, code: staff.code, NoteDraft(text: "first"), idempotencyKey: nil)
        let second = try await staff.test.enrol("eliza", .psychologist, by: staff.admin)
        let assigned = try await staff.vault.assign(
            staff.caseworker, code: staff.code, AssignRequest(name: "eliza", keyWords: staff.test.words["eliza"]))
        #expect(assigned.granted == [.identity, .casework])
        let request = try #require(assigned.requests.first)
        #expect(request.waitsFor == ["cholpon"])
        #expect(
            await refusal {
                try await staff.vault.writeNote(second, code: staff.code, NoteDraft(text: "mine"), idempotencyKey: nil)
            } == .awaitingGrant)
        // The psychologist has not vouched; the lead's vouch does not count for somebody who never vouched for the lead.
        #expect(
            await refusal {
                try await staff.vault.approve(staff.psychologist, id: request.id.hex, ApproveRequest())
            } == .notVouched)
        _ = try await staff.vault.approve(
            staff.psychologist, id: request.id.hex, ApproveRequest(keyWords: staff.test.words["eliza"]))
        let list = try await staff.vault.records(second, code: staff.code, form: .note, after: nil, limit: 9)
        #expect(list.items.count == 1)
    }

    @Test func `who leaves a case cannot open it, and everybody else still can`() async throws {
        let staff = try await Staff()
        let intake = try await staff.vault.writeNote(
            staff.caseworker, code: staff.code, NoteDraft(kind: .intake, text: "intake"), idempotencyKey: nil)
        _ = try await staff.vault.unassign(staff.caseworker, code: staff.code, UnassignRequest(name: "bakyt"))
        #expect(await refusal { try await staff.vault.showCase(staff.lawyer, code: staff.code) } == .sessionExpired)
        let lawyer = try await staff.test.login("bakyt")
        #expect(await refusal { try await staff.vault.showCase(lawyer, code: staff.code) } == .notFound)
        #expect(await refusal { try await staff.vault.readNote(lawyer, id: intake.id.hex, version: nil) } == .notFound)
        for name in ["aizada", "cholpon"] {
            let session = try await staff.test.login(name)
            #expect(try await staff.vault.readNote(session, id: intake.id.hex, version: nil).text == "intake")
        }
        try await staff.test.restart()
        let again = try await staff.test.login("cholpon")
        #expect(try await staff.vault.readNote(again, id: intake.id.hex, version: nil).text == "intake")
    }

    @Test func `disabling the only holder wants the name typed`() async throws {
        let staff = try await Staff()
        _ = try await staff.vault.writeNote(
            staff.psychologist, code: staff.code, NoteDraft(text: "only mine"), idempotencyKey: nil)
        do {
            _ = try await staff.vault.disable(staff.admin, name: "cholpon", DisableRequest())
            Issue.record("it was disabled")
        } catch {
            let refusal = try #require(error as? VaultError)
            #expect(refusal.code == .wouldOrphan && refusal.orphans == ["KG-2026-0041 psychosocial"])
        }
        #expect(
            await refusal {
                try await staff.vault.disable(
                    staff.admin, name: "cholpon", DisableRequest(orphan: true, confirm: "bakyt"))
            } == .wouldOrphan)
        _ = try await staff.vault.disable(
            staff.admin, name: "cholpon", DisableRequest(orphan: true, confirm: "cholpon"))
        #expect(await refusal { try await staff.test.login("cholpon") } == .notActive)
        try await staff.test.restart()
        #expect(await refusal { try await staff.test.login("cholpon") } == .notActive)
    }

    @Test func `suspension ends sessions and can be undone`() async throws {
        let staff = try await Staff()
        _ = try await staff.vault.suspend(staff.auditor, name: "bakyt")
        #expect(await refusal { try await staff.vault.cases(staff.lawyer, after: nil, limit: 5) } == .sessionExpired)
        #expect(await refusal { try await staff.test.login("bakyt") } == .notActive)
        _ = try await staff.vault.resume(staff.admin, name: "bakyt")
        let lawyer = try await staff.test.login("bakyt")
        #expect(try await staff.vault.showCase(lawyer, code: staff.code).id == staff.code)
    }

    @Test func `a token of another user id is no token`() async throws {
        let test = try await TestVault()
        let token = try await test.vault.login(name: "admin", key: try test.key("admin"), uid: 1000)
        #expect(throws: VaultError(.notLoggedIn)) { try test.vault.session(token: token.token, uid: 1001) }
        #expect(throws: VaultError(.notLoggedIn)) { try test.vault.session(token: nil, uid: 1000) }
    }

    @Test func `a wrong unlock key is refused like an unknown name, and then delayed`() async throws {
        // A clock that stands: a busy machine must not wait the delay out.
        let test = try await TestVault(clock: TestClock())
        let wrong = try Random.bytes(32).withUnsafeBytes { try PresentedUnlockKey($0) }
        for name in ["admin", "nobody"] {
            for _ in 1...4 {
                #expect(await refusal { try await test.vault.login(name: name, key: wrong, uid: 7) } == .loginRefused)
            }
            #expect(await refusal { try await test.vault.login(name: name, key: wrong, uid: 7) } == .loginDelayed)
        }
        // Another peer is not locked out.
        #expect(try await test.vault.login(name: "admin", key: try test.key("admin"), uid: 8).account == "admin")
    }
}
