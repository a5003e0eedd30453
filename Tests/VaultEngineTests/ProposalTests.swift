import Testing
import VaultEngine
import VaultModel

/// Two people decide: through the daemon, with its keys and rows.
@Suite struct ProposalTests {
    /// Quorum 2 in `Keys` from the first start on, with an admin and an auditor.
    private func office() async throws -> Staff {
        let staff = try await Staff()
        staff.test.settings.quorum = 2
        try await staff.test.restart()
        return staff
    }

    private func enrol(_ test: TestVault, _ invitation: InvitationCode) async throws -> Session {
        _ = try await test.vault.enrol(
            name: invitation.name, inviteCode: invitation.code, key: try test.key(invitation.name),
            salt: TestVault.salt, passes: 3, memoryKiB: 65_536, uid: TestVault.uid)
        return try await test.login(invitation.name)
    }

    @Test func `a second admin is enrolled when an auditor agreed to exactly that, and the code does nothing before`()
        async throws
    {
        let staff = try await office()
        let admin = try await staff.test.login("admin")
        let auditor = try await staff.test.login("director")
        let code = try await staff.vault.invite(admin, InviteRequest(name: "second", role: .admin))
        let id = try #require(code.proposal?.hex)
        #expect(await refusal { try await enrol(staff.test, code) } == .inviteRefused)
        let shown = try await staff.vault.proposal(auditor, id: id)
        #expect(shown.mine && shown.name == "second" && shown.role == .admin && shown.kind == "account.invite")
        #expect(try await staff.vault.status(auditor).proposals?.map(\.id) == [shown.id])
        #expect(
            await refusal { try await staff.vault.agree(admin, id: id, AgreeRequest(digest: shown.digest)) }
                == .samePerson)
        #expect(
            await refusal {
                try await staff.vault.agree(
                    auditor, id: id, AgreeRequest(digest: String(repeating: "0", count: 64)))
            } == .proposalDiffers)
        _ = try await staff.vault.agree(auditor, id: id, AgreeRequest(digest: shown.digest))
        _ = try await staff.test.restart()
        let second = try await enrol(staff.test, code)
        #expect(try await staff.vault.status(second).role == .admin)
    }

    @Test func `a quorum that was signed is not lowered by editing the file`() async throws {
        let staff = try await office()
        let code = try await staff.vault.invite(
            try await staff.test.login("admin"), InviteRequest(name: "x1", role: .admin))
        #expect(code.proposal != nil)
        staff.test.settings.quorum = 1
        try await staff.test.restart()
        let admin = try await staff.test.login("admin")
        let again = try await staff.vault.invite(admin, InviteRequest(name: "x2", role: .admin))
        #expect(again.proposal != nil)
        let limits = try await staff.vault.limits(admin)
        #expect(limits.fileIsLaxer && limits.inForce.quorum == 2 && limits.file.quorum == 1)
        #expect(try await staff.vault.doctor(admin).items.contains { $0.id == "limits-differ" })
        let proposed = try await staff.vault.proposeLimits(admin)
        let proposal = try #require(proposed.proposal)
        #expect(proposal.limits?.quorum == 1)
        let auditor = try await staff.test.login("director")
        _ = try await staff.vault.agree(auditor, id: proposal.id.hex, AgreeRequest(digest: proposal.digest))
        #expect(try await staff.vault.limits(admin).inForce.quorum == 1)
        #expect(try await staff.vault.invite(admin, InviteRequest(name: "x3", role: .admin)).proposal == nil)
    }

    @Test func `a change of role closes the old key's cases and invites the same name`() async throws {
        let staff = try await Staff()
        let code = try await staff.vault.changeRole(
            staff.admin, name: "bakyt", RoleRequest(role: .psychologist, confirm: "bakyt"))
        #expect(code.proposal == nil)
        #expect(await refusal { try await staff.vault.showCase(staff.lawyer, code: staff.code) } == .sessionExpired)
        let again = try await enrol(staff.test, code)
        #expect(try await staff.vault.status(again).role == .psychologist)
        #expect(await refusal { try await staff.vault.showCase(again, code: staff.code) } == .notFound)
        try await staff.test.restart()
        #expect(staff.vault.health().state == .ready)
    }

    @Test func `at quorum 2 a role changes when the second person agrees, rows and all`() async throws {
        let staff = try await office()
        let admin = try await staff.test.login("admin")
        let lawyer = try await staff.test.login("bakyt")
        let code = try await staff.vault.changeRole(admin, name: "bakyt", RoleRequest(role: .admin, confirm: "bakyt"))
        #expect(try await staff.vault.status(lawyer).role == .lawyer)
        let auditor = try await staff.test.login("director")
        let item = try #require(try await staff.vault.proposals(auditor).items.first)
        _ = try await staff.vault.agree(auditor, id: item.id.hex, AgreeRequest(digest: item.digest))
        #expect(await refusal { try await staff.vault.status(lawyer) } == .sessionExpired)
        _ = try await enrol(staff.test, code)
        try await staff.test.restart()
        #expect(staff.vault.health().state == .ready)
    }

    @Test func `a proposal that was withdrawn, or has expired, takes effect no more`() async throws {
        let clock = TestClock()
        let staff = try await Staff(clock: clock)
        staff.test.settings.quorum = 2
        try await staff.test.restart()
        let admin = try await staff.test.login("admin")
        let auditor = try await staff.test.login("director")
        let first = try await staff.vault.invite(admin, InviteRequest(name: "x1", role: .admin))
        let id = try #require(first.proposal?.hex)
        _ = try await staff.vault.withdrawProposal(auditor, id: id)
        #expect(await refusal { try await staff.vault.proposal(auditor, id: id) } == .notFound)
        let late = try await staff.vault.invite(admin, InviteRequest(name: "x2", role: .admin))
        clock.advance(seconds: 7 * 86_400)
        let later = try await staff.test.login("director")
        #expect(try await staff.vault.proposals(later).items.isEmpty)
        #expect(
            await refusal { try await staff.vault.proposal(later, id: late.proposal?.hex ?? "") } == .notFound)
    }

    @Test
    func `an admin's session signs stricter limits in by itself, laxer ones never, and doctor says where they differ`()
        async throws
    {
        let staff = try await Staff()
        await staff.vault.advanceDecisions(of: staff.auditor)
        #expect(try await staff.vault.limits(staff.auditor).agreed == nil)
        await staff.vault.advanceDecisions(of: staff.admin)
        #expect(try await staff.vault.limits(staff.auditor).agreed?.disposalWaitDays == 30)
        staff.test.settings.disposalWaitDays = 7
        staff.test.settings.idleSeconds = 600
        try await staff.test.restart()
        let admin = try await staff.test.login("admin")
        await staff.vault.advanceDecisions(of: admin)
        let limits = try await staff.vault.limits(admin)
        #expect(limits.agreed?.disposalWaitDays == 30 && limits.agreed?.sessionIdleSeconds == 600)
        let finding = try await staff.vault.doctor(admin).items.first { $0.id == "limits-differ" }
        #expect(finding?.text.contains("disposal-wait-days;") == true)
    }

    @Test func `the stricter of file and ledger ends sessions`() async throws {
        let clock = TestClock()
        let staff = try await Staff(clock: clock)
        _ = try await staff.vault.proposeLimits(staff.admin)
        staff.test.settings.idleSeconds = 7_200
        try await staff.test.restart()
        let session = try await staff.test.login("bakyt")
        clock.advance(seconds: 1_801)
        #expect(await refusal { try await staff.vault.status(session) } == .sessionExpired)
    }
}
