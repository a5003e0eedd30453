import Foundation
import Testing
import VaultCrypto
import VaultEngine
import VaultModel
import VaultStore

/// A case is disposed of by two people, after a while, for good; a legal hold wins.
@Suite struct DisposalTests {
    /// A case with a note and a document, another one beside it, and no waiting time unless told.
    private func office(waitDays: UInt32 = 0, clock: TestClock? = nil) async throws -> Staff {
        let staff = try await Staff(clock: clock)
        staff.test.settings.disposalWaitDays = waitDays
        _ = try await staff.vault.writeNote(
            staff.psychologist, code: staff.code, NoteDraft(text: "one"), idempotencyKey: nil)
        _ = try await staff.vault.writeNote(
            staff.caseworker, code: staff.code, NoteDraft(kind: .intake, text: "two"), idempotencyKey: nil)
        _ = try await staff.vault.putDocument(
            staff.lawyer, code: staff.code,
            DocumentDraft(name: "a.bin", mediaType: "application/octet-stream", kind: nil, length: nil),
            idempotencyKey: nil, next: pieces(Random.bytes(300_000)))
        _ = try await staff.vault.openCase(staff.caseworker, OpenCaseRequest(code: "KG-2026-0042"))
        _ = try await staff.vault.writeNote(
            staff.caseworker, code: "KG-2026-0042", NoteDraft(kind: .intake, text: "three"), idempotencyKey: nil)
        try await staff.test.restart()
        return staff
    }

    private func propose(_ staff: Staff) async throws -> ProposalItem {
        let lead = try await staff.test.login("aizada")
        return try #require(try await staff.vault.dispose(lead, code: staff.code).proposal)
    }

    private func agree(_ staff: Staff, _ item: ProposalItem) async throws {
        let auditor = try await staff.test.login("director")
        _ = try await staff.vault.agree(auditor, id: item.id.hex, AgreeRequest(digest: item.digest))
    }

    /// What stands in the files: grants, records and versions of both cases, streams.
    private func rows(_ staff: Staff) async throws -> [Int] {
        let copy = try VaultDatabase(path: staff.test.settings.dataFolder + "/vault.db")
        defer { try? copy.close() }
        let counts = try await copy.read { try $0.counts() }
        return [counts.grants, counts.records, counts.versions, try await staff.test.streamCount()]
    }

    private func expectGone(_ staff: Staff) async throws {
        #expect(try await rows(staff) == [2, 1, 1, 0])
        for (name, code) in [
            ("aizada", ProblemCode.caseDisposed), ("bakyt", .caseDisposed), ("director", .caseDisposed),
            ("admin", .caseDisposed),
        ] {
            let session = try await staff.test.login(name)
            #expect(await refusal { try await staff.vault.who(session, code: staff.code) } == code)
        }
        let lead = try await staff.test.login("aizada")
        let list = try await staff.vault.cases(lead, after: nil, limit: 9).items
        #expect(list.map(\.status) == ["disposed", "open"])
        #expect(
            await refusal { try await staff.vault.openCase(lead, OpenCaseRequest(code: staff.code)) } == .codeTaken)
        let certificate = try await staff.vault.certificate(lead, code: staff.code)
        #expect(certificate.completedAt != nil)
        #expect(
            certificate.destroyed
                == DisposalCounts(houseKeyEpochs: 1, grants: 8, records: 3, versions: 3, chunks: 5))
    }

    @Test func `a disposal takes two people and leaves no row, chunk or key of the case`() async throws {
        let staff = try await office()
        let item = try await propose(staff)
        #expect(await refusal { try await propose(staff) } == .alreadyProposed)
        try await agree(staff, item)
        try await expectGone(staff)
        try await staff.test.restart()
        try await expectGone(staff)
        let lead = try await staff.test.login("aizada")
        let note = try await staff.vault.records(lead, code: "KG-2026-0042", form: nil, after: nil, limit: 9).items[0]
        #expect(try await staff.vault.readNote(lead, id: note.id.hex, version: nil).text == "three")
    }

    @Test(arguments: DisposalStep.allCases)
    func `a disposal that a power cut stops anywhere is finished at the next start`(step: DisposalStep) async throws {
        let staff = try await office()
        let item = try await propose(staff)
        staff.vault.cutDisposals(at: step)
        try await agree(staff, item)
        let lead = try await staff.test.login("aizada")
        #expect(await refusal { try await staff.vault.showCase(lead, code: staff.code) } == .caseDisposed)
        try await staff.test.restart()
        try await expectGone(staff)
    }

    @Test func `the waiting time is kept, and what is due is executed by the next session that may`() async throws {
        let clock = TestClock()
        let staff = try await office(waitDays: 30, clock: clock)
        try await agree(staff, try await propose(staff))
        var lead = try await staff.test.login("aizada")
        #expect(await refusal { try await staff.vault.dispose(lead, code: staff.code) } == .notDue)
        let shown = try await staff.vault.showCase(lead, code: staff.code)
        #expect(shown.disposalDueAt == Timestamp(clock.now).adding(seconds: 30 * 86_400))
        #expect(try await staff.vault.status(lead).proposals?.first?.dueAt == shown.disposalDueAt)
        clock.advance(seconds: 30 * 86_400)
        let lawyer = try await staff.test.login("bakyt")
        try await staff.vault.executeDisposals(of: lawyer)
        #expect(try await staff.vault.showCase(lawyer, code: staff.code).status == "open")
        lead = try await staff.test.login("aizada")
        try await staff.vault.executeDisposals(of: lead)
        try await expectGone(staff)
    }

    @Test func `a lead, an auditor or a hold stops what waits`() async throws {
        for name in ["aizada", "director", ""] {
            let staff = try await office(waitDays: 30, clock: TestClock())
            let item = try await propose(staff)
            try await agree(staff, item)
            if name.isEmpty {
                let lawyer = try await staff.test.login("bakyt")
                _ = try await staff.vault.hold(lawyer, code: staff.code, HoldRequest(reason: "court-order"))
                #expect(try await staff.vault.showCase(lawyer, code: staff.code).hold == "court-order")
                #expect(await refusal { try await propose(staff) } == .caseHeld)
                #expect(await refusal { try await staff.vault.unhold(lawyer, code: staff.code) } == .samePerson)
                let auditor = try await staff.test.login("director")
                _ = try await staff.vault.unhold(auditor, code: staff.code)
            } else {
                _ = try await staff.vault.withdrawProposal(try await staff.test.login(name), id: item.id.hex)
            }
            let lead = try await staff.test.login("aizada")
            #expect(try await staff.vault.showCase(lead, code: staff.code).disposalDueAt == nil)
        }
    }

    @Test func `the certificate is signed, and names the registered copies that can still open the case`()
        async throws
    {
        let staff = try await office(clock: TestClock())
        let admin = try await staff.test.login("admin")
        let until = Timestamp(milliseconds: 1_800_000_000_000)
        _ = try await staff.vault.registerKeyCopy(admin, KeyCopyRequest(label: "safe at the bank", until: until))
        try await agree(staff, try await propose(staff))
        let certificate = try await staff.vault.certificate(admin, code: staff.code)
        #expect(certificate.keyCopies.map(\.label) == ["safe at the bank"])
        #expect(certificate.proposedBy == "aizada" && certificate.agreedBy == "director")
        let event = try #require(Hex.decode(certificate.event))
        let signature = try Signature(bytes: try #require(Hex.decode(certificate.signature)))
        let key = try SigningPublicKey(bytes: try #require(Hex.decode(certificate.signingKey)))
        #expect(key.isValid(signature, for: event, context: .authorityEvent(vault: certificate.vaultID)))
        let said = try LedgerEvent(decoding: event)
        #expect(said.kind == .caseDisposed && said.id(.case) == certificate.caseID)
        #expect(said[.counts] == certificate.destroyed.bytes)
        let lawyer = try await staff.test.login("bakyt")
        #expect(await refusal { try await staff.vault.certificate(lawyer, code: staff.code) } == .leadOnly)
    }

    @Test func `an old copy opens nothing of the case with today's keystore`() async throws {
        let staff = try await office()
        let folder = staff.test.folder
        try await staff.test.restart {
            try FileManager.default.copyItem(atPath: $0 + "/vault.db", toPath: folder + "/old.db")
            try FileManager.default.copyItem(atPath: folder + "/keystore", toPath: folder + "/old-keystore")
        }
        try await agree(staff, try await propose(staff))
        let lead = try await staff.test.login("aizada")
        let caseID = try await staff.vault.certificate(lead, code: staff.code).caseID
        for (keystore, count) in [("old-keystore", 8), ("keystore", 0), ("mirror", 0)] {
            let copy = OldCopy(
                database: folder + "/old.db", keystore: "\(folder)/\(keystore)", rootKey: folder + "/root.key")
            #expect(try await copy.openGrants(of: caseID) == count, "\(keystore)")
        }
    }

    @Test func `an older database is not taken beside today's keystore`() async throws {
        let staff = try await office()
        let saved = staff.test.folder + "/saved.db"
        try await staff.test.restart { try FileManager.default.copyItem(atPath: $0 + "/vault.db", toPath: saved) }
        try await agree(staff, try await propose(staff))
        try await staff.test.restart { data in
            try FileManager.default.removeItem(atPath: data + "/vault.db")
            try FileManager.default.copyItem(atPath: saved, toPath: data + "/vault.db")
        }
        #expect(staff.vault.health().state == .behindPin)
    }
}
