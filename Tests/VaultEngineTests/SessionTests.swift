import Testing
import VaultEngine
import VaultModel

/// If one of these fails, somebody at an unlocked desk, or with an old token, is somebody else.
@Suite struct SessionTests {
    @Test func `a session ends after its idle time, and after its absolute time in any case`() async throws {
        let clock = TestClock()
        let staff = try await Staff(clock: clock)
        clock.advance(seconds: 1_700)
        _ = try await staff.vault.status(staff.lawyer)
        clock.advance(seconds: 1_700)
        _ = try await staff.vault.status(staff.lawyer)
        #expect(await refusal { try await staff.vault.status(staff.psychologist) } == .sessionExpired)
        for _ in 1...25 {
            clock.advance(seconds: 1_400)
            _ = await refusal { try await staff.vault.status(staff.lawyer) }
        }
        #expect(await refusal { try await staff.vault.status(staff.lawyer) } == .sessionExpired)
    }

    @Test func `an invite code is good once, for its name, until it expires`() async throws {
        let clock = TestClock()
        let test = try await TestVault(clock: clock)
        let admin = try await test.login("admin")
        let code = try await test.vault.invite(admin, InviteRequest(name: "aizada", role: .caseworker)).code
        func enrol(_ name: String) async -> ProblemCode? {
            await refusal {
                try await test.vault.enrol(
                    name: name, inviteCode: code, key: try test.key(name), salt: TestVault.salt, passes: 3,
                    memoryKiB: 65_536, uid: 5)
            }
        }
        #expect(await enrol("bakyt") == .inviteRefused)
        #expect(await enrol("aizada") == nil)
        #expect(await enrol("aizada") == .inviteRefused)
        let late = try await test.vault.invite(admin, InviteRequest(name: "bakyt", role: .lawyer)).code
        clock.advance(seconds: 73 * 3600)
        #expect(
            await refusal {
                try await test.vault.enrol(
                    name: "bakyt", inviteCode: late, key: try test.key("bakyt"), salt: TestVault.salt, passes: 3,
                    memoryKiB: 65_536, uid: 6)
            } == .inviteRefused)
    }

    @Test func `unknown names have a salt that is made up and always the same`() async throws {
        let test = try await TestVault()
        let first = try await test.vault.loginParameters(name: "nobody")
        #expect(try await test.vault.loginParameters(name: "nobody") == first)
        #expect(try await test.vault.loginParameters(name: "somebody") != first)
        let known = try await test.vault.loginParameters(name: "admin")
        #expect((known.passes, known.memoryKiB) == (first.passes, first.memoryKiB))
    }

    @Test func `a passphrase cost below the vault's is refused`() async throws {
        let test = try await TestVault()
        let admin = try await test.login("admin")
        let code = try await test.vault.invite(admin, InviteRequest(name: "aizada", role: .caseworker)).code
        #expect(
            await refusal {
                try await test.vault.enrol(
                    name: "aizada", inviteCode: code, key: try test.key("aizada"), salt: TestVault.salt, passes: 1,
                    memoryKiB: 8_192, uid: 5)
            } == .costTooLow)
    }
}
