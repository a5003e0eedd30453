import Testing
import VaultCrypto
import VaultEngine
import VaultModel
import VaultStore

/// Recorded before shown: if one of these fails, something is read that nobody will ever know of.
@Suite struct RecordedBeforeShownTests {
    @Test func `while the ledger cannot be written nothing is shown or stored`() async throws {
        let staff = try await Staff()
        let note = try await staff.vault.writeNote(
            staff.psychologist, code: staff.code, NoteDraft(text: "текст"), idempotencyKey: nil)
        let document = try await staff.vault.putDocument(
            staff.lawyer, code: staff.code,
            DocumentDraft(name: "a.txt", mediaType: "text/plain", kind: nil, length: nil), idempotencyKey: nil,
            next: pieces([1, 2, 3]))
        staff.vault.inject(.always)
        #expect(
            await refusal { try await staff.vault.readNote(staff.psychologist, id: note.id.hex, version: nil) }
                == .ledgerUnavailable)
        #expect(
            await refusal { try await staff.vault.document(staff.lawyer, id: document.id.hex, version: nil) }
                == .ledgerUnavailable)
        #expect(
            await refusal {
                try await staff.vault.writeNote(
                    staff.psychologist, code: staff.code, NoteDraft(text: "lost?"), idempotencyKey: nil)
            } == .ledgerUnavailable)
        // A refusal that cannot be recorded is not told either.
        #expect(
            await refusal { try await staff.vault.readNote(staff.lawyer, id: note.id.hex, version: nil) }
                == .ledgerUnavailable)
        staff.vault.inject(.none)
        let list = try await staff.vault.records(
            staff.psychologist, code: staff.code, form: .note, after: nil, limit: 9)
        #expect(list.items.count == 1)
        #expect(try await staff.vault.verifyLedger(staff.auditor).valid)
    }

    @Test func `one opened event covers ten minutes of a document, then another is needed`() async throws {
        let clock = TestClock()
        let staff = try await Staff(clock: clock)
        let document = try await staff.vault.putDocument(
            staff.lawyer, code: staff.code,
            DocumentDraft(name: "a.txt", mediaType: "text/plain", kind: nil, length: nil), idempotencyKey: nil,
            next: pieces([1, 2, 3]))
        func openedCount() async throws -> Int {
            try await staff.vault.ledger(staff.auditor, LedgerFilter(kind: "opened"), after: nil, limit: 50).items.count
        }
        for _ in 1...3 {
            let reader = try await staff.vault.document(staff.lawyer, id: document.id.hex, version: nil)
            try await reader.read(0..<2) { _ in }
        }
        #expect(try await openedCount() == 1)
        #expect(
            try await staff.vault.ledger(staff.auditor, LedgerFilter(kind: "delivered"), after: nil, limit: 50)
                .items.count == 3)
        clock.advance(seconds: 601)
        _ = try await staff.vault.document(staff.lawyer, id: document.id.hex, version: nil)
        #expect(try await openedCount() == 2)
    }

    @Test func `a stream is cut when the reader is taken off the case`() async throws {
        let staff = try await Staff()
        let document = try await staff.vault.putDocument(
            staff.lawyer, code: staff.code,
            DocumentDraft(name: "a.bin", mediaType: "application/pdf", kind: .statement, length: nil),
            idempotencyKey: nil, next: pieces(Random.bytes(300_000)))
        let reader = try await staff.vault.document(staff.lawyer, id: document.id.hex, version: nil)
        var count = 0
        let code = await refusal {
            try await reader.read(0..<reader.length) { piece in
                count += piece.count
                if count == 65_536 {
                    _ = try await staff.vault.unassign(
                        staff.caseworker, code: staff.code,
                        UnassignRequest(name: "bakyt", orphan: true, confirm: "bakyt"))
                }
            }
        }
        #expect(code == .sessionExpired)
        #expect(count == 65_536)
        let aborted = try await staff.vault.ledger(
            staff.auditor, LedgerFilter(kind: "aborted"), after: nil, limit: 5
        ).items
        #expect(aborted.count == 1 && aborted.first?.count == 65_536)
    }

    @Test func `concurrent readers share commits, and each has an event`() async throws {
        let staff = try await Staff()
        let note = try await staff.vault.writeNote(
            staff.psychologist, code: staff.code, NoteDraft(text: "x"), idempotencyKey: nil)
        let (vault, session) = (staff.vault, staff.psychologist)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 1...200 {
                group.addTask { _ = try await vault.readNote(session, id: note.id.hex, version: nil) }
            }
            try await group.waitForAll()
        }
        let opened = try await vault.ledger(staff.auditor, LedgerFilter(kind: "opened"), after: nil, limit: 200)
        #expect(opened.items.count == 200 && opened.next == nil)
    }
}
