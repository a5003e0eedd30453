import Testing
import VaultCrypto
import VaultEngine
import VaultModel

/// If one of these fails, an old question is answered in a new situation, or a no does not count.
@Suite struct RequestTests {
    @Test func `a lead says no, and the request is gone; others cannot`() async throws {
        let staff = try await Staff()
        _ = try await staff.vault.closeCase(staff.admin, code: staff.code)
        let id = try #require(try await staff.vault.requests(staff.caseworker, code: nil).items.first).id.hex
        #expect(await refusal { try await staff.vault.decline(staff.lawyer, id: id) } == .leadOnly)
        _ = try await staff.vault.decline(staff.caseworker, id: id)
        #expect(
            await refusal { try await staff.vault.approve(staff.caseworker, id: id, ApproveRequest()) } == .notFound)
        #expect(await refusal { try await staff.vault.decline(staff.caseworker, id: id) } == .notFound)
        let closed = try await staff.vault.ledger(
            staff.auditor, LedgerFilter(kind: "request-closed"), after: nil, limit: 5
        ).items
        #expect(closed.map(\.outcome) == [403] && closed.map(\.actor) == ["aizada"])
    }

    @Test func `a request that nobody answers for 30 days is closed`() async throws {
        let clock = TestClock()
        let staff = try await Staff(clock: clock)
        _ = try await staff.vault.closeCase(staff.admin, code: staff.code)
        clock.advance(seconds: 30 * 86_400 - 60)
        try await staff.vault.expireRequests()
        let caseworker = try await staff.test.login("aizada")
        let id = try #require(try await staff.vault.requests(caseworker, code: nil).items.first).id.hex
        clock.advance(seconds: 60)
        try await staff.vault.expireRequests()
        #expect(await refusal { try await staff.vault.approve(caseworker, id: id, ApproveRequest()) } == .notFound)
        try await staff.test.restart()
        let again = try await staff.test.login("aizada")
        #expect(try await staff.vault.requests(again, code: nil).items.isEmpty)
    }
}
