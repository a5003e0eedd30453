import Testing
import VaultCrypto
import VaultEngine
import VaultModel

/// If one of these fails, a colleague goes and takes a case along, or hands over more than was shown.
@Suite struct HandoverTests {
    private func staff() async throws -> (Staff, to: Session) {
        let staff = try await Staff()
        _ = try await staff.vault.writeNote(
            staff.lawyer, code: staff.code, NoteDraft(kind: .statement, text: "statement"), idempotencyKey: nil)
        return (staff, try await staff.test.enrol("eliza", .lawyer, by: staff.admin))
    }

    private func request(_ list: Handover, words: String? = nil) -> HandoverRequest {
        HandoverRequest(to: list.to, digest: list.digest, keyWords: words)
    }

    @Test func `a lead hands over what the lead holds, and the rest waits for those who hold it`() async throws {
        let (staff, eliza) = try await staff()
        let words = staff.test.words["eliza"]
        let list = try await staff.vault.handoverPreview(staff.caseworker, name: "bakyt", to: "eliza")
        #expect(list.items.map(\.id) == [staff.code] && !list.items[0].asks && !list.items[0].lead)
        #expect(list.items[0].compartments == [.identity, .casework, .legal])
        #expect(list.items[0].grants == [.identity, .casework] && list.items[0].waits == [.legal])
        #expect(
            await refusal { try await staff.vault.handOver(staff.caseworker, name: "bakyt", request(list)) }
                == .notVouched)
        let done = try await staff.vault.handOver(staff.caseworker, name: "bakyt", request(list, words: words))
        #expect(done.vouched && done.items[0].granted == [.identity, .casework])
        #expect(done.items[0].requests.map(\.waitsFor) == [["bakyt"]])
        // The one who leaves gives what only they hold.
        let own = try await staff.vault.handoverPreview(staff.lawyer, name: "bakyt", to: "eliza")
        #expect(own.items.map(\.grants) == [[.legal]] && own.items[0].compartments.isEmpty)
        let given = try await staff.vault.handOver(staff.lawyer, name: "bakyt", request(own, words: words))
        #expect(given.items[0].granted.contains(.legal))
        try await staff.test.restart()
        let again = try await staff.test.login("eliza")
        let notes = try await staff.vault.records(again, code: staff.code, form: .note, after: nil, limit: 9).items
        #expect(notes.map(\.kind) == [.statement])
        _ = eliza
        // Nobody was taken off by it.
        #expect(try await staff.vault.showCase(staff.test.login("bakyt"), code: staff.code).id == staff.code)
    }

    @Test func `the yes is to the list that was shown: one that changed is refused`() async throws {
        let (staff, _) = try await staff()
        let words = staff.test.words["eliza"]
        let list = try await staff.vault.handoverPreview(staff.caseworker, name: "bakyt", to: "eliza")
        _ = try await staff.vault.openCase(staff.caseworker, OpenCaseRequest(code: "KG-2026-0042"))
        _ = try await staff.vault.assign(staff.caseworker, code: "KG-2026-0042", AssignRequest(name: "bakyt"))
        #expect(
            await refusal {
                try await staff.vault.handOver(staff.caseworker, name: "bakyt", request(list, words: words))
            } == .listChanged)
        #expect(try await staff.vault.who(staff.caseworker, code: staff.code).items.allSatisfy { $0.name != "eliza" })
        // Another key under the same name is another list.
        let now = try await staff.vault.handoverPreview(staff.caseworker, name: "bakyt", to: "eliza")
        _ = try await staff.vault.disable(staff.admin, name: "eliza", DisableRequest(confirm: "eliza"))
        let code = try await staff.vault.invite(staff.admin, InviteRequest(name: "eliza", role: .lawyer)).code
        _ = try await staff.vault.enrol(
            name: "eliza", inviteCode: code, key: try staff.test.key("eliza"), salt: TestVault.salt, passes: 3,
            memoryKiB: 65_536, uid: 0)
        let later = try await staff.vault.handoverPreview(staff.caseworker, name: "bakyt", to: "eliza")
        #expect(later.items == now.items && later.digest != now.digest)
    }

    @Test func `an admin's handover is one request for each case, and the lead's own run answers it`() async throws {
        let (staff, _) = try await staff()
        let list = try await staff.vault.handoverPreview(staff.admin, name: "bakyt", to: "eliza")
        #expect(list.items.map(\.asks) == [true] && list.items[0].grants.isEmpty)
        let asked = try await staff.vault.handOver(staff.admin, name: "bakyt", request(list))
        #expect(asked.items[0].granted.isEmpty && asked.items[0].requests.map(\.waitsFor) == [["aizada"]])
        #expect(try await staff.vault.requests(staff.caseworker, code: nil).items.map(\.kind) == ["assign"])
        let own = try await staff.vault.handoverPreview(staff.caseworker, name: "bakyt", to: "eliza")
        _ = try await staff.vault.handOver(
            staff.caseworker, name: "bakyt", request(own, words: staff.test.words["eliza"]))
        // What is left is the key of the legal part, which she asks of the one who holds it.
        #expect(try await staff.vault.requests(staff.caseworker, code: nil).items.map(\.kind) == ["grant"])
    }

    @Test func `who leads hands the lead over too; who does not asks the lead`() async throws {
        let (staff, eliza) = try await staff()
        let own = try await staff.vault.handoverPreview(staff.lawyer, name: "bakyt", to: "eliza")
        #expect(own.items.map(\.asks) == [true])
        let asked = try await staff.vault.handOver(staff.lawyer, name: "bakyt", request(own))
        #expect(asked.items[0].requests.map(\.kind) == ["assign"])
        let list = try await staff.vault.handoverPreview(staff.caseworker, name: "aizada", to: "eliza")
        #expect(list.items.map(\.lead) == [true])
        _ = try await staff.vault.handOver(
            staff.caseworker, name: "aizada", request(list, words: staff.test.words["eliza"]))
        #expect(try await staff.vault.showCase(eliza, code: staff.code).leads == ["aizada", "eliza"])
        try await staff.test.restart()
        #expect(staff.vault.health().state == .ready)
    }

    @Test func `nobody hands cases over to themselves, and others see none of them`() async throws {
        let (staff, eliza) = try await staff()
        #expect(
            await refusal { try await staff.vault.handoverPreview(staff.caseworker, name: "bakyt", to: "aizada") }
                == .oneself)
        #expect(
            await refusal { try await staff.vault.handoverPreview(eliza, name: "bakyt", to: "eliza") } == .oneself)
        #expect(try await staff.vault.handoverPreview(staff.psychologist, name: "bakyt", to: "eliza").items.isEmpty)
        #expect(try await staff.vault.handoverPreview(eliza, name: "bakyt", to: "cholpon").items.isEmpty)
        #expect(
            await refusal { try await staff.vault.handoverPreview(staff.auditor, name: "bakyt", to: "eliza") }
                == .roleMayNot)
        #expect(
            await refusal { try await staff.vault.handoverPreview(staff.caseworker, name: "bakyt", to: "admin") }
                == .compartmentNotForRole)
    }

    @Test func `where the role has no place it says so and lets nobody in`() async throws {
        let (staff, _) = try await staff()
        let list = try await staff.vault.handoverPreview(staff.caseworker, name: "bakyt", to: "cholpon")
        // She is on the case already, and the law is not her place: nothing is left to do.
        #expect(list.items.isEmpty)
        #expect(
            await refusal { try await staff.vault.handOver(staff.caseworker, name: "bakyt", request(list)) }
                == .nothingToChange)
        let dina = try await staff.test.enrol("dina", .psychologist, by: staff.admin)
        let other = try await staff.vault.handoverPreview(staff.caseworker, name: "bakyt", to: "dina")
        #expect(other.items.map(\.left) == [[.legal]] && other.items[0].compartments == [.identity, .casework])
        _ = try await staff.vault.handOver(
            staff.caseworker, name: "bakyt", request(other, words: staff.test.words["dina"]))
        #expect(try await staff.vault.showCase(dina, code: staff.code).compartments.allSatisfy { $0.name != .legal })
    }
}
