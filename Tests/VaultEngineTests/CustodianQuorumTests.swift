import Testing
import VaultEngine
import VaultModel

/// If one of these fails, one admin can put a key of his own in the custodians' place.
@Suite struct CustodianQuorumTests {
    @Test func `where two decide, a custodians' key is set by the second person's yes alone`() async throws {
        let staff = try await Staff()
        staff.test.settings.quorum = 2
        try await staff.test.restart()
        let vault = staff.test.vault
        let admin = try await staff.test.login("admin")
        let custodians = try TestCustodians()
        let proposal = try #require(try await vault.setCustodians(admin, custodians.request).proposal)
        #expect(proposal.custodians?.needed == custodians.request.needed)
        #expect(await refusal { try await vault.custodians(admin) } == .noCustodians)
        #expect(
            await refusal { try await vault.agree(admin, id: proposal.id.hex, AgreeRequest(digest: proposal.digest)) }
                == .samePerson)
        let auditor = try await staff.test.login("director")
        _ = try await vault.agree(auditor, id: proposal.id.hex, AgreeRequest(digest: proposal.digest))
        #expect(try await vault.custodians(admin).needed == custodians.request.needed)
        let words = try #require(proposal.custodians?.keyWords)
        let lead = try await staff.test.login("aizada")
        #expect(try await vault.confirmCustodians(lead, ConfirmCustodiansRequest(keyWords: words)).confirmed == true)
        try await staff.test.restart()
        #expect(try await staff.test.vault.custodians(staff.test.login("admin")).setBy == "admin")
    }
}
