import Testing
import VaultCrypto
import VaultEngine
import VaultModel

/// The main job: if one of these fails, somebody cannot do their work, or somebody can who must not.
@Suite struct MainJobTests {
    @Test func `a psychologist's note is read back, also after a restart`() async throws {
        let staff = try await Staff()
        let text = "Встреча прошла спокойно. Кийинки жолугушуу — жума күнү."
        let written = try await staff.vault.writeNote(
            staff.psychologist, code: staff.code, NoteDraft(title: "Первая встреча", text: text), idempotencyKey: nil)
        #expect(written.kind == .sessionNote)
        #expect(try await staff.vault.readNote(staff.psychologist, id: written.id.hex, version: nil).text == text)
        try await staff.test.restart()
        let again = try await staff.test.login("cholpon")
        #expect(try await staff.vault.readNote(again, id: String(written.id.hex.prefix(8)), version: nil).text == text)
    }

    @Test func `to those outside its compartment a note does not exist`() async throws {
        let staff = try await Staff()
        let note = try await staff.vault.writeNote(
            staff.psychologist, code: staff.code, NoteDraft(text: "текст"), idempotencyKey: nil)
        for outsider in [staff.caseworker, staff.lawyer] {
            #expect(
                await refusal { try await staff.vault.readNote(outsider, id: note.id.hex, version: nil) } == .notFound)
            let list = try await staff.vault.records(outsider, code: staff.code, form: nil, after: nil, limit: 50)
            #expect(!list.items.contains { $0.id == note.id })
        }
        for overseer in [staff.admin, staff.auditor] {
            #expect(
                await refusal { try await staff.vault.readNote(overseer, id: note.id.hex, version: nil) } == .roleMayNot
            )
        }
    }

    @Test func `an amendment keeps the older version and needs to know the newest`() async throws {
        let staff = try await Staff()
        let note = try await staff.vault.writeNote(
            staff.psychologist, code: staff.code, NoteDraft(text: "one"), idempotencyKey: nil)
        _ = try await staff.vault.amendNote(
            staff.psychologist, id: note.id.hex, NoteDraft(text: "two"), ifMatch: 1, idempotencyKey: nil)
        #expect(try await staff.vault.readNote(staff.psychologist, id: note.id.hex, version: 1).text == "one")
        #expect(try await staff.vault.readNote(staff.psychologist, id: note.id.hex, version: nil).text == "two")
        #expect(
            await refusal {
                try await staff.vault.amendNote(
                    staff.psychologist, id: note.id.hex, NoteDraft(text: "three"), ifMatch: 1, idempotencyKey: nil)
            } == .versionConflict)
    }

    @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 1_000_000])
    func `a document comes back byte for byte, and in ranges`(_ count: Int) async throws {
        let staff = try await Staff()
        let content = Random.bytes(count)
        let put = try await staff.vault.putDocument(
            staff.lawyer, code: staff.code,
            DocumentDraft(name: "Доверенность.pdf", mediaType: "application/pdf", kind: .powerOfAttorney, length: nil),
            idempotencyKey: nil, next: pieces(content))
        let reader = try await staff.vault.document(staff.lawyer, id: put.id.hex, version: nil)
        var read: [UInt8] = []
        try await reader.read(0..<reader.length) { read += $0 }
        #expect(read == content)
        #expect(reader.item.document?.contentHash == Hex.encode(ContentHash.blake2b256(content)))
        if count > 70_000 {
            var part: [UInt8] = []
            try await reader.read(65_000..<70_000) { part += $0 }
            #expect(part == Array(content[65_000..<70_000]))
        }
    }

    @Test func `a write sent again with its key is stored once; the key for something else is refused`() async throws {
        let staff = try await Staff()
        let draft = NoteDraft(text: "once")
        let first = try await staff.vault.writeNote(staff.psychologist, code: staff.code, draft, idempotencyKey: "k1")
        let second = try await staff.vault.writeNote(staff.psychologist, code: staff.code, draft, idempotencyKey: "k1")
        #expect(first == second)
        #expect(
            await refusal {
                try await staff.vault.writeNote(
                    staff.psychologist, code: staff.code, NoteDraft(text: "other"), idempotencyKey: "k1")
            } == .idempotencyMismatch)
        let list = try await staff.vault.records(
            staff.psychologist, code: staff.code, form: .note, after: nil, limit: 9)
        #expect(list.items.count == 1)
    }

    @Test func `an upload that breaks off leaves nothing`() async throws {
        struct HungUp: Error {}
        let staff = try await Staff()
        var count = 0
        _ = await refusal {
            try await staff.vault.putDocument(
                staff.lawyer, code: staff.code,
                DocumentDraft(name: "a.bin", mediaType: "application/octet-stream", kind: nil, length: nil),
                idempotencyKey: nil
            ) {
                count += 1
                if count > 80 { throw HungUp() }
                return Random.bytes(100_000)
            }
        }
        let list = try await staff.vault.records(staff.lawyer, code: staff.code, form: nil, after: nil, limit: 50)
        #expect(list.items.isEmpty)
        #expect(try await staff.test.streamCount() == 0)
    }

    @Test func `search finds words in what this person may read, and nowhere else`() async throws {
        let staff = try await Staff()
        _ = try await staff.vault.writeNote(
            staff.psychologist, code: staff.code, NoteDraft(text: "Говорили о школе"), idempotencyKey: nil)
        _ = try await staff.vault.writeNote(
            staff.caseworker, code: staff.code, NoteDraft(kind: .caseLabel, text: "Школа, осень"), idempotencyKey: nil)
        let psychologist = try await staff.vault.search(staff.psychologist, SearchRequest(text: "школ"))
        #expect(psychologist.items.map(\.found).sorted() == ["label", "text"])
        let lawyer = try await staff.vault.search(staff.lawyer, SearchRequest(text: "ШКОЛ"))
        #expect(lawyer.items.map(\.found) == ["label"])
        #expect(try await staff.vault.showCase(staff.lawyer, code: staff.code).label == "Школа, осень")
    }

    @Test(arguments: ["елка", "Ёлка", "йод ёлка", "  өмүр  йод ", "и\u{306}од"])
    func `a search takes words in any order, and е for ё`(words: String) async throws {
        let staff = try await Staff()
        _ = try await staff.vault.writeNote(
            staff.psychologist, code: staff.code, NoteDraft(text: "Ёлка, йод, өмүр, үй."), idempotencyKey: nil)
        #expect(try await staff.vault.search(staff.psychologist, SearchRequest(text: words)).items.count == 1)
        let more = SearchRequest(text: words + " снег")
        #expect(try await staff.vault.search(staff.psychologist, more).items.isEmpty)
    }

    @Test func `a record's author sees who has read it`() async throws {
        let staff = try await Staff()
        let note = try await staff.vault.writeNote(
            staff.psychologist, code: staff.code, NoteDraft(text: "x"), idempotencyKey: nil)
        _ = try await staff.vault.writeNote(
            staff.psychologist, code: staff.code, NoteDraft(text: "y"), idempotencyKey: nil)
        _ = try await staff.vault.readNote(staff.psychologist, id: note.id.hex, version: nil)
        let filter = LedgerFilter(record: String(note.id.hex.prefix(8)))
        let events = try await staff.vault.ledger(staff.psychologist, filter, after: nil, limit: 9).items
        #expect(events.map(\.kind) == ["opened", "written"])
        #expect(try await staff.vault.ledger(staff.lawyer, filter, after: nil, limit: 9).items.isEmpty)
    }

    @Test func `every operation is an event, allowed or denied`() async throws {
        let staff = try await Staff()
        let note = try await staff.vault.writeNote(
            staff.psychologist, code: staff.code, NoteDraft(text: "x"), idempotencyKey: nil)
        _ = await refusal { try await staff.vault.readNote(staff.lawyer, id: note.id.hex, version: nil) }
        _ = try await staff.vault.readNote(staff.psychologist, id: note.id.hex, version: nil)
        let events = try await staff.vault.ledger(staff.auditor, LedgerFilter(), after: nil, limit: 3).items
        #expect(events.map(\.kind) == ["opened", "denied", "written"])
        #expect(events.map(\.actor) == ["cholpon", "bakyt", "cholpon"])
        #expect(events[1].outcome == 404)
        let verification = try await staff.vault.verifyLedger(staff.auditor)
        #expect(verification.valid && verification.signatures > 10)
    }
}
