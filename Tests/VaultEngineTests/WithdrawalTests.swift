import Foundation
import Testing
import VaultCrypto
import VaultEngine
import VaultModel
import VaultStore

/// What its author takes back is gone from view at once, and for good only with a second person.
@Suite struct WithdrawalTests {
    private func written(_ staff: Staff) async throws -> RecordID {
        try await staff.vault.writeNote(
            staff.lawyer, code: staff.code, NoteDraft(kind: .intake, text: "Школа"), idempotencyKey: nil
        ).id
    }

    @Test func `a withdrawn note is in no list, search or count, and says so to its author and the leads only`()
        async throws
    {
        let staff = try await Staff()
        let id = try await written(staff)
        #expect(
            await refusal {
                try await staff.vault.withdrawRecord(staff.caseworker, id: id.hex, WithdrawRequest(reason: "no"))
            } == .authorOnly)
        _ = try await staff.vault.withdrawRecord(staff.lawyer, id: id.hex, WithdrawRequest(reason: "Не тот человек"))
        try await staff.test.restart()
        for (name, code) in [("bakyt", ProblemCode.withdrawn), ("aizada", .withdrawn), ("cholpon", .notFound)] {
            let session = try await staff.test.login(name)
            #expect(await refusal { try await staff.vault.readNote(session, id: id.hex, version: nil) } == code)
            #expect(await refusal { try await staff.vault.readNote(session, id: id.hex, version: 1) } == code)
            let list = try await staff.vault.records(session, code: staff.code, form: nil, after: nil, limit: 9)
            #expect(list.items.isEmpty)
            #expect(try await staff.vault.search(session, SearchRequest(text: "школ")).items.isEmpty)
            let shown = try await staff.vault.showCase(session, code: staff.code)
            #expect(shown.compartments.allSatisfy { $0.records == 0 })
        }
        let author = try await staff.test.login("bakyt")
        let history = try await staff.vault.history(author, id: id.hex).items
        #expect(history.map(\.withdrawn) == [nil, "Не тот человек"])
        let other = try await staff.test.login("cholpon")
        #expect(await refusal { try await staff.vault.history(other, id: id.hex) } == .notFound)
        #expect(
            await refusal {
                try await staff.vault.amendNote(
                    author, id: id.hex, NoteDraft(text: "again"), ifMatch: 2, idempotencyKey: nil)
            } == .withdrawn)
    }

    @Test func `a download stops when its document is withdrawn`() async throws {
        let staff = try await Staff()
        let put = try await staff.vault.putDocument(
            staff.lawyer, code: staff.code,
            DocumentDraft(name: "a.bin", mediaType: "application/octet-stream", kind: nil, length: nil),
            idempotencyKey: nil, next: pieces(Random.bytes(300_000)))
        let reader = try await staff.vault.document(staff.lawyer, id: put.id.hex, version: nil)
        var count = 0
        let code = await refusal {
            try await reader.read(0..<reader.length) { _ in
                count += 1
                if count == 1 {
                    _ = try await staff.vault.withdrawRecord(
                        staff.lawyer, id: put.id.hex, WithdrawRequest(reason: "wrong scan"))
                }
            }
        }
        #expect(code == .withdrawn && count == 1)
    }

    @Test func `rotation goes on over withdrawn records and their reason stays readable`() async throws {
        let staff = try await Staff()
        let id = try await written(staff)
        _ = try await staff.vault.withdrawRecord(staff.lawyer, id: id.hex, WithdrawRequest(reason: "twice"))
        _ = try await staff.vault.rotate(staff.admin, RotateRequest(case: staff.code))
        for session in [staff.caseworker, staff.lawyer] { try await staff.vault.advanceRotations(of: session) }
        let status = try await staff.vault.keyStatus(staff.admin).items[0].compartments
        #expect(status.allSatisfy { $0.state == "current" && $0.remaining == 0 })
        #expect(try await staff.vault.history(staff.lawyer, id: id.hex).items.last?.withdrawn == "twice")
    }

    @Test
    func `after a destruction an old copy is closed to today's keystore, and to today's grants once keys are new`()
        async throws
    {
        let staff = try await Staff()
        let folder = staff.test.folder
        let id = try await staff.vault.writeNote(
            staff.caseworker, code: staff.code, NoteDraft(kind: .intake, text: "Школа"), idempotencyKey: nil
        ).id.hex
        _ = try await staff.vault.withdrawRecord(staff.caseworker, id: id, WithdrawRequest(reason: "no consent"))
        try await staff.test.restart {
            try FileManager.default.copyItem(atPath: $0 + "/vault.db", toPath: folder + "/old.db")
            try FileManager.default.copyItem(atPath: folder + "/keystore", toPath: folder + "/old-keystore")
        }
        let author = try await staff.test.login("aizada")
        let auditor = try await staff.test.login("director")
        let item = try #require(try await staff.vault.proposeDestruction(author, id: id).proposal)
        _ = try await staff.vault.agree(auditor, id: item.id.hex, AgreeRequest(digest: item.digest))
        let events = try await staff.vault.ledger(auditor, LedgerFilter(), after: nil, limit: 200).items
        #expect(events.contains { $0.kind == "record-destroyed" && $0.record?.hex == id })
        let keys = (root: folder + "/root.key", today: folder + "/keystore", then: folder + "/old-keystore")
        let caseID = try #require(
            try OldCopy(database: "", keystore: keys.then, rootKey: keys.root).houseKeys().houses.first?.caseID)
        func open(_ database: String, _ keystore: String, _ versions: ClosedRange<UInt64> = 1...3) async throws -> Int {
            try await OldCopy(database: folder + database, keystore: keystore, rootKey: keys.root)
                .openGrants(of: caseID, keyVersions: versions)
        }
        #expect(try await open("/old.db", keys.then) == 6)
        #expect(try await open("/old.db", keys.today) == 0)
        // Until then today's grants give the key that the old copy is under: said in SECURITY.md.
        #expect(try await open("/data/vault.db", keys.today, 1...1) == 6)
        #expect(try await staff.vault.keyStatus(auditor).items[0].compartments.contains { $0.state == "asked" })
        try await staff.vault.advanceRotations(of: author)
        // The compartment whose record was destroyed has new keys only; the other is as it was.
        #expect(try await open("/data/vault.db", keys.today, 1...1) == 3)
    }

    @Test(arguments: [DisposalStep.recordAgreed, .recordChunks])
    func `a destruction that a power cut stops is finished at the next start`(step: DisposalStep) async throws {
        let staff = try await Staff()
        let put = try await staff.vault.putDocument(
            staff.lawyer, code: staff.code,
            DocumentDraft(name: "a.bin", mediaType: "application/octet-stream", kind: .evidence, length: nil),
            idempotencyKey: nil, next: pieces(Random.bytes(300_000)))
        _ = try await staff.vault.withdrawRecord(staff.lawyer, id: put.id.hex, WithdrawRequest(reason: "no consent"))
        let proposal = try #require(try await staff.vault.proposeDestruction(staff.lawyer, id: put.id.hex).proposal)
        staff.vault.cutDisposals(at: step)
        _ = try await staff.vault.agree(
            staff.auditor, id: proposal.id.hex, AgreeRequest(digest: proposal.digest))
        try await staff.test.restart()
        let copy = try VaultDatabase(path: staff.test.settings.dataFolder + "/vault.db")
        let versions = try await copy.read { try $0.versions(of: put.id) }
        try copy.close()
        #expect(versions.isEmpty)
        #expect(try await staff.test.streamCount() == 0)
    }

    @Test func `what a second person agreed to destroy is gone from rows and chunks, and keys rotate`() async throws {
        let staff = try await Staff()
        let put = try await staff.vault.putDocument(
            staff.lawyer, code: staff.code,
            DocumentDraft(name: "a.bin", mediaType: "application/octet-stream", kind: .evidence, length: nil),
            idempotencyKey: nil, next: pieces(Random.bytes(300_000)))
        #expect(
            await refusal { try await staff.vault.proposeDestruction(staff.lawyer, id: put.id.hex) } == .notWithdrawn)
        _ = try await staff.vault.withdrawRecord(staff.lawyer, id: put.id.hex, WithdrawRequest(reason: "no consent"))
        let proposal = try #require(
            try await staff.vault.proposeDestruction(staff.lawyer, id: put.id.hex).proposal)
        let digest = AgreeRequest(digest: proposal.digest)
        #expect(await refusal { try await staff.vault.agree(staff.lawyer, id: proposal.id.hex, digest) } == .samePerson)
        #expect(
            await refusal { try await staff.vault.agree(staff.psychologist, id: proposal.id.hex, digest) } == .notFound)
        #expect(try await staff.test.streamCount() == 1)
        _ = try await staff.vault.agree(staff.auditor, id: proposal.id.hex, digest)
        #expect(try await staff.test.streamCount() == 0)
        let copy = try VaultDatabase(path: staff.test.settings.dataFolder + "/vault.db")
        let (row, versions) = try await copy.read { (try $0.record(put.id), try $0.versions(of: put.id)) }
        try copy.close()
        #expect(row == nil && versions.isEmpty)
        let status = try await staff.vault.keyStatus(staff.admin).items[0]
        #expect(status.houseEpoch == 2)
        #expect(status.compartments.contains { $0.name == .legal && $0.state == "asked" })
        try await staff.test.restart()
        let author = try await staff.test.login("bakyt")
        #expect(await refusal { try await staff.vault.history(author, id: put.id.hex) } == .withdrawn)
    }
}
