import Testing
import VaultCrypto
import VaultEngine
import VaultModel

/// If one of these fails, the custodians' cards do not open what they should, or open what nobody gave them.
@Suite struct CustodianGrantTests {
    @Test func `a key that nobody confirmed gets nothing, and a wrong word is refused`() async throws {
        let staff = try await Staff()
        let custodians = try TestCustodians()
        #expect(
            await refusal {
                try await staff.vault.confirmCustodians(
                    staff.lawyer, ConfirmCustodiansRequest(keyWords: custodians.words))
            } == .noCustodians)
        #expect(try await staff.vault.status(staff.lawyer).warnings == ["no-custodians"])
        #expect(await refusal { try await staff.vault.setCustodians(staff.auditor, custodians.request) } == .roleMayNot)
        let status = try #require(try await staff.vault.setCustodians(staff.admin, custodians.request).custodians)
        #expect(
            status.needed == 2 && status.progress.missing == 2
                && status.progress.unconfirmed == ["aizada", "bakyt", "cholpon"])
        try await staff.vault.advanceCustodianGrants(of: staff.caseworker)
        #expect(try await staff.vault.custodians(staff.admin).progress.missing == 2)
        #expect(try await staff.vault.status(staff.lawyer).warnings == ["custodians-unconfirmed"])
        let other = try TestCustodians()
        #expect(
            await refusal {
                try await staff.vault.confirmCustodians(staff.lawyer, ConfirmCustodiansRequest(keyWords: other.words))
            } == .keyWordsDiffer)
    }

    @Test func `who confirmed seals what they hold to the custodians, and what is born later too`() async throws {
        let staff = try await Staff()
        let custodians = try TestCustodians()
        _ = try await staff.vault.setCustodians(staff.admin, custodians.request)
        var status = try await staff.vault.confirmCustodians(
            staff.caseworker, ConfirmCustodiansRequest(keyWords: custodians.words))
        #expect(status.confirmed == true && status.progress.waitsFor == ["aizada"])
        try await staff.vault.advanceCustodianGrants(of: staff.caseworker)
        #expect(try await staff.vault.custodians(staff.admin).progress.missing == 0)
        // The psychologist did not confirm: her compartment is born without.
        _ = try await staff.vault.writeNote(
            staff.psychologist, code: staff.code, NoteDraft(text: "hers"), idempotencyKey: nil)
        status = try await staff.vault.custodians(staff.admin)
        #expect(status.progress.missing == 1 && status.progress.unconfirmed == ["cholpon"])
        #expect(try await staff.vault.custodians(staff.lawyer).progress.missing == 0)
        _ = try await staff.vault.confirmCustodians(
            staff.psychologist, ConfirmCustodiansRequest(keyWords: custodians.words))
        try await staff.vault.advanceCustodianGrants(of: staff.psychologist)
        // Confirmed before the first record: the lawyer's compartment is born with the grant.
        _ = try await staff.vault.confirmCustodians(
            staff.lawyer, ConfirmCustodiansRequest(keyWords: custodians.words))
        _ = try await staff.vault.writeNote(
            staff.lawyer, code: staff.code, NoteDraft(text: "his"), idempotencyKey: nil)
        #expect(try await staff.vault.custodians(staff.admin).progress.missing == 0)
        let lines = try await staff.vault.who(staff.lawyer, code: staff.code).items.filter {
            $0.name == Custodians.name
        }
        #expect(lines.map(\.compartment) == Compartment.allCases && lines.allSatisfy { $0.canOpen && $0.role == nil })
        #expect(
            try await staff.vault.ledger(staff.lawyer, LedgerFilter(kind: "custodians-set"), after: nil, limit: 9).items
                .count == 1)
    }

    @Test func `custodian grants go through both rotations and a restart`() async throws {
        let staff = try await Staff()
        _ = try await staff.withCustodians()
        _ = try await staff.vault.writeNote(
            staff.psychologist, code: staff.code, NoteDraft(text: "before"), idempotencyKey: nil)
        _ = try await staff.vault.rotate(staff.admin, RotateRequest(all: true))
        for session in [staff.psychologist, staff.caseworker] { try await staff.vault.advanceRotations(of: session) }
        let keys = try await staff.vault.keyStatus(staff.admin).items[0].compartments
        #expect(keys.allSatisfy { $0.state == "current" && $0.keyVersion == 2 && $0.custodians == true })
        try await staff.test.restart()
        #expect(try await staff.vault.custodians(staff.test.login("admin")).progress.missing == 0)
        #expect(try await staff.vault.verifyLedger(staff.test.login("admin")).valid)
    }

    @Test func `a compartment that nobody holds any more keeps its custodian grant`() async throws {
        let staff = try await Staff()
        _ = try await staff.withCustodians()
        _ = try await staff.vault.writeNote(
            staff.psychologist, code: staff.code, NoteDraft(text: "hers alone"), idempotencyKey: nil)
        _ = try await staff.vault.disable(
            staff.admin, name: "cholpon", DisableRequest(orphan: true, confirm: "cholpon"))
        try await staff.test.restart()
        let admin = try await staff.test.login("admin")
        let keys = try await staff.vault.keyStatus(admin).items[0].compartments.first { $0.name == .psychosocial }
        #expect(keys?.state == "orphaned" && keys?.waitsFor == [Custodians.name])
    }

    @Test func `a key that an admin set anew takes over once it is confirmed, and the old grants go`() async throws {
        let staff = try await Staff()
        _ = try await staff.withCustodians()
        let next = try TestCustodians()
        var status = try #require(try await staff.vault.setCustodians(staff.admin, next.request).custodians)
        #expect(status.progress.missing == 2 && status.confirmed == nil)
        try await staff.vault.advanceCustodianGrants(of: staff.caseworker)
        #expect(try await staff.vault.custodians(staff.admin).progress.missing == 2)
        status = try await staff.vault.confirmCustodians(
            staff.caseworker, ConfirmCustodiansRequest(keyWords: next.words))
        try await staff.vault.advanceCustodianGrants(of: staff.caseworker)
        #expect(try await staff.vault.custodians(staff.admin).progress.missing == 0)
        // Colleagues who hold the same keys still seal to the first one, and keep it.
        #expect(try await staff.vault.keyStatus(staff.admin).items[0].houseEpoch == 1)
        for session in [staff.lawyer, staff.psychologist] {
            _ = try await staff.vault.confirmCustodians(session, ConfirmCustodiansRequest(keyWords: next.words))
        }
        try await staff.vault.advanceCustodianGrants(of: staff.caseworker)
        let keys = try await staff.vault.keyStatus(staff.admin).items[0]
        #expect(keys.houseEpoch == 2 && keys.compartments.allSatisfy { $0.state == "asked" })
        let removed = try await staff.vault.ledger(
            staff.admin, LedgerFilter(kind: "former-custodians-removed"), after: nil, limit: 9)
        #expect(removed.items.first?.subject == Custodians.name)
        try await staff.test.restart()
        #expect(try await staff.vault.verifyLedger(staff.test.login("admin")).valid)
    }

    @Test func `an admin who sets a key of his own and renews everything leaves the true custodians what they had`()
        async throws
    {
        let staff = try await Staff()
        let custodians = try await staff.withCustodians()
        _ = try await staff.vault.setCustodians(staff.admin, try TestCustodians().request)
        _ = try await staff.vault.rotate(staff.admin, RotateRequest(all: true))
        try await staff.vault.advanceRotations(of: staff.caseworker)
        let note = try await staff.vault.writeNote(
            staff.caseworker, code: staff.code, NoteDraft(kind: .safetyPlan, text: "after it"), idempotencyKey: nil)
        for name in ["bakyt", "cholpon", "aizada"] {
            _ = try await staff.vault.disable(staff.admin, name: name, DisableRequest(orphan: true, confirm: name))
        }
        let eliza = try await staff.test.enrol("eliza", .caseworker, by: staff.admin)
        let auditor = CeremonyCaller(staff.auditor, uid: 0)
        let begun = try await staff.vault.beginRecovery(
            auditor, BeginRecoveryRequest(purpose: .recoverCase, case: staff.code, to: "eliza"))
        _ = try await staff.vault.recoveryWords(
            auditor, id: begun.id.hex, RecoveryWordsRequest(name: "eliza", keyWords: staff.test.words["eliza"]))
        for number in 0...1 {
            _ = try await staff.vault.type(custodians.card(number), into: begun.id, as: auditor)
        }
        #expect(try await staff.vault.readNote(eliza, id: note.id.hex, version: nil).text == "after it")
    }

    @Test func `doctor says what the custodians lack, and when they were last rehearsed`() async throws {
        let staff = try await Staff()
        #expect(try await staff.vault.doctor(staff.admin).items.contains { $0.id == "no-custodians" })
        let custodians = try TestCustodians()
        _ = try await staff.vault.setCustodians(staff.admin, custodians.request)
        let findings = try await staff.vault.doctor(staff.admin).items
        #expect(!findings.contains { $0.id == "no-custodians" })
        #expect(findings.first { $0.id == "custodian-grants" }?.advice?.contains("aizada, bakyt") == true)
        #expect(findings.first { $0.id == "rehearsal" }?.severity == .warning)
    }
}
