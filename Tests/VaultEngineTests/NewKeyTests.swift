import Testing
import VaultCrypto
import VaultEngine
import VaultModel

/// If one of these fails, a forgotten passphrase is an admin's way into a case.
@Suite struct NewKeyTests {
    /// The person's, or somebody's who has the code.
    private func enrol(_ staff: Staff, _ name: String, code: String) async throws -> (Session, words: String) {
        let key = try Random.bytes(32).withUnsafeBytes { try PresentedUnlockKey($0) }
        let enrolled = try await staff.vault.enrol(
            name: name, inviteCode: code, key: key, salt: TestVault.salt, passes: 3, memoryKiB: 65_536, uid: 0)
        let token = try await staff.vault.login(name: name, key: key, uid: 0)
        return (try staff.vault.session(token: token.token, uid: 0), enrolled.keyWords)
    }

    private func renew(_ staff: Staff, _ name: String) async throws -> InvitationCode {
        try await staff.vault.renew(staff.admin, name: name, DisableRequest(confirm: name))
    }

    @Test func `the old key ends only after what that does was listed and the name typed`() async throws {
        let staff = try await Staff()
        _ = try await staff.vault.writeNote(
            staff.psychologist, code: staff.code, NoteDraft(text: "hers"), idempotencyKey: nil)
        #expect(
            await refusal { try await staff.vault.renew(staff.admin, name: "bakyt", DisableRequest()) }
                == .confirmationNeeded)
        #expect(
            await refusal {
                try await staff.vault.renew(staff.admin, name: "cholpon", DisableRequest(confirm: "cholpon"))
            } == .wouldOrphan)
        #expect(
            await refusal { try await staff.vault.renew(staff.admin, name: "admin", DisableRequest(confirm: "admin")) }
                == .oneself)
        #expect(await refusal { try await staff.vault.status(staff.lawyer) } == nil)
        let code = try await renew(staff, "bakyt")
        #expect(code.role == .lawyer && code.report?.waiting.isEmpty == false)
        #expect(await refusal { try await staff.vault.status(staff.lawyer) } == .sessionExpired)
    }

    @Test func `the new key starts with nothing; the lead is asked, and needs the new words`() async throws {
        let staff = try await Staff()
        let intake = try await staff.vault.writeNote(
            staff.caseworker, code: staff.code, NoteDraft(kind: .intake, text: "intake"), idempotencyKey: nil)
        let (lawyer, words) = try await enrol(staff, "bakyt", code: try await renew(staff, "bakyt").code)
        #expect(try await staff.vault.cases(lawyer, after: nil, limit: 9).items.isEmpty)
        #expect(await refusal { try await staff.vault.readNote(lawyer, id: intake.id.hex, version: nil) } == .notFound)
        let waiting = try await staff.vault.requests(staff.caseworker, code: nil).items
        #expect(waiting.map(\.kind) == ["assign"] && waiting.map(\.name) == ["bakyt"])
        #expect(waiting[0].compartments == [.identity, .casework, .legal] && waiting[0].askedBy == "bakyt")
        let id = waiting[0].id.hex
        #expect(
            await refusal { try await staff.vault.approve(staff.caseworker, id: id, ApproveRequest()) } == .notVouched)
        #expect(
            await refusal {
                try await staff.vault.approve(
                    staff.caseworker, id: id, ApproveRequest(keyWords: staff.test.words["bakyt"]))
            } == .keyWordsDiffer)
        let done = try await staff.vault.approve(staff.caseworker, id: id, ApproveRequest(keyWords: words))
        #expect(done.granted == [.identity, .casework] && done.unborn == [.legal])
        #expect(try await staff.vault.readNote(lawyer, id: intake.id.hex, version: nil).text == "intake")
    }

    @Test func `what is to be asked for is remembered over a restart, and over an invitation that ran out`()
        async throws
    {
        let clock = TestClock()
        let staff = try await Staff(clock: clock)
        let late = try await renew(staff, "bakyt")
        clock.advance(seconds: 73 * 3600)
        try await staff.test.restart()
        let admin = try await staff.test.login("admin")
        #expect(
            await refusal {
                try await staff.vault.enrol(
                    name: "bakyt", inviteCode: late.code, key: try staff.test.key("x1"), salt: TestVault.salt,
                    passes: 3,
                    memoryKiB: 65_536, uid: 3)
            } == .inviteRefused)
        let again = try await staff.vault.invite(admin, InviteRequest(name: "bakyt", role: .lawyer))
        _ = try await enrol(staff, "bakyt", code: again.code)
        let caseworker = try await staff.test.login("aizada")
        #expect(try await staff.vault.requests(caseworker, code: nil).items.map(\.name) == ["bakyt"])
    }

    @Test func `an admin who enrols as a lead, with the lead's new key, gains nothing`() async throws {
        let staff = try await Staff()
        let intake = try await staff.vault.writeNote(
            staff.caseworker, code: staff.code, NoteDraft(kind: .intake, text: "intake"), idempotencyKey: nil)
        let (forged, _) = try await enrol(staff, "aizada", code: try await renew(staff, "aizada").code)
        #expect(try await staff.vault.cases(forged, after: nil, limit: 9).items.isEmpty)
        #expect(await refusal { try await staff.vault.showCase(forged, code: staff.code) } == .notFound)
        #expect(await refusal { try await staff.vault.readNote(forged, id: intake.id.hex, version: nil) } == .notFound)
        #expect(try await staff.vault.requests(forged, code: nil).items.isEmpty)
        // The only lead was replaced: the members are asked, and nobody is a lead by asking.
        let waiting = try await staff.vault.requests(staff.lawyer, code: nil).items
        #expect(waiting.map(\.kind) == ["lead"] && waiting[0].waitsFor == ["bakyt", "cholpon"])
        let id = waiting[0].id.hex
        #expect(await refusal { try await staff.vault.approve(forged, id: id, ApproveRequest()) } == .notFound)
        #expect(await refusal { try await staff.vault.approve(staff.admin, id: id, ApproveRequest()) } == .roleMayNot)
        #expect(await refusal { try await staff.vault.approve(staff.lawyer, id: id, ApproveRequest()) } == .notVouched)
        #expect(
            await refusal {
                try await staff.vault.assign(forged, code: staff.code, AssignRequest(name: "bakyt"))
            } == .notFound)
        #expect(
            await refusal {
                try await staff.vault.handOver(
                    forged, name: "bakyt", HandoverRequest(to: "cholpon", digest: String(repeating: "0", count: 64)))
            } == .listChanged)
        #expect(try await staff.vault.handoverPreview(forged, name: "bakyt", to: "cholpon").items.isEmpty)
        // The lawyer hears that it was not she, and says no.
        _ = try await staff.vault.decline(staff.lawyer, id: id)
        try await staff.test.restart()
        let lawyer = try await staff.test.login("bakyt")
        #expect(try await staff.vault.readNote(lawyer, id: intake.id.hex, version: nil).text == "intake")
    }

    @Test func `the only lead comes back as lead by a member's yes`() async throws {
        let staff = try await Staff()
        let intake = try await staff.vault.writeNote(
            staff.caseworker, code: staff.code, NoteDraft(kind: .intake, text: "intake"), idempotencyKey: nil)
        let (aizada, words) = try await enrol(staff, "aizada", code: try await renew(staff, "aizada").code)
        let id = try #require(try await staff.vault.requests(staff.psychologist, code: nil).items.first).id.hex
        _ = try await staff.vault.approve(staff.psychologist, id: id, ApproveRequest(keyWords: words))
        #expect(try await staff.vault.showCase(aizada, code: staff.code).leads == ["aizada"])
        #expect(try await staff.vault.readNote(aizada, id: intake.id.hex, version: nil).text == "intake")
    }
}
