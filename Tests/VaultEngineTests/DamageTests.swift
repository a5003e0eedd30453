import Foundation
import Testing
import VaultCrypto
import VaultEngine
import VaultModel

/// If one of these fails, one flipped bit, or one hand in the files, takes more than what it touched.
@Suite struct DamageTests {
    private static func flip(_ column: String, of record: RecordID, in folder: String) throws {
        try run(
            "/usr/bin/sqlite3", folder + "/vault.db",
            "UPDATE record_version SET \(column) = CAST(substr(\(column), 1, 60) || x'00' || substr(\(column), 62) "
                + "AS BLOB) WHERE hex(record) = '\(record.hex.uppercased())'")
    }

    @Test func `a damaged label hides neither its case nor the other records`() async throws {
        let staff = try await Staff()
        let label = try await staff.vault.writeNote(
            staff.caseworker, code: staff.code, NoteDraft(kind: .caseLabel, text: "Осень"), idempotencyKey: nil)
        let good = try await staff.vault.writeNote(
            staff.caseworker, code: staff.code, NoteDraft(kind: .intake, text: "one"), idempotencyKey: nil)
        try await staff.test.restart(after: { try Self.flip("header", of: label.id, in: $0) })
        let caseworker = try await staff.test.login("aizada")
        let cases = try await staff.vault.cases(caseworker, after: nil, limit: 5).items
        #expect(cases.map(\.id) == [staff.code] && cases.first?.label == nil)
        let list = try await staff.vault.records(caseworker, code: staff.code, form: nil, after: nil, limit: 5)
        #expect(list.items.map(\.id) == [good.id])
        #expect(try await staff.vault.search(caseworker, SearchRequest(text: "one")).items.map(\.id) == [good.id])
        let events = try await staff.vault.ledger(
            staff.test.login("director"), LedgerFilter(kind: "integrity-failed"), after: nil, limit: 9
        ).items
        #expect(!events.isEmpty && events.allSatisfy { $0.record == label.id })
    }

    @Test func `a record that somebody took out of the tables is missed when the ledger is verified`() async throws {
        let staff = try await Staff()
        let note = try await staff.vault.writeNote(
            staff.psychologist, code: staff.code, NoteDraft(text: "one"), idempotencyKey: nil)
        #expect(try await staff.vault.verifyLedger(staff.auditor).valid)
        try await staff.test.restart(after: {
            try run(
                "/usr/bin/sqlite3", $0 + "/vault.db",
                "DELETE FROM record_version WHERE hex(record) = '\(note.id.hex.uppercased())'; "
                    + "DELETE FROM record WHERE hex(id) = '\(note.id.hex.uppercased())'")
        })
        let result = try await staff.vault.verifyLedger(staff.test.login("director"))
        #expect(!result.valid && result.records == ["\(staff.code) psychosocial: 0 of 1"])
        // Who is on no case is not told which one it is.
        _ = try await staff.test.enrol("eliza", .lawyer, by: staff.test.login("admin"))
        #expect(try await staff.vault.verifyLedger(staff.test.login("eliza")).records == ["another case: 0 of 1"])
    }

    @Test func `an older version cannot be passed off as the newest`() async throws {
        let staff = try await Staff()
        let note = try await staff.vault.writeNote(
            staff.psychologist, code: staff.code, NoteDraft(text: "one"), idempotencyKey: nil)
        _ = try await staff.vault.amendNote(
            staff.psychologist, id: note.id.hex, NoteDraft(text: "two"), ifMatch: 1, idempotencyKey: nil)
        try await staff.test.restart(after: {
            try run("/usr/bin/sqlite3", $0 + "/vault.db", "UPDATE record SET current = 1")
        })
        let psychologist = try await staff.test.login("cholpon")
        #expect(
            await refusal { try await staff.vault.readNote(psychologist, id: note.id.hex, version: nil) } == .integrity)
    }

    @Test func `a flipped bit in a document's chunk is refused and recorded; other documents come out`() async throws {
        let staff = try await Staff()
        func put(_ name: String) async throws -> RecordItem {
            try await staff.vault.putDocument(
                staff.lawyer, code: staff.code,
                DocumentDraft(name: name, mediaType: "text/plain", kind: nil, length: nil), idempotencyKey: nil,
                next: pieces([UInt8](repeating: 7, count: 100_000)))
        }
        let (first, second) = (try await put("a.txt"), try await put("b.txt"))
        try await staff.test.restart(after: {
            try run(
                "/usr/bin/sqlite3", $0 + "/blobs.db",
                "UPDATE chunk SET seal = CAST(substr(seal, 1, 9) || x'00' || substr(seal, 11) AS BLOB) WHERE id = "
                    + "(SELECT min(id) FROM chunk)")
        })
        let lawyer = try await staff.test.login("bakyt")
        let damaged = try await staff.vault.document(lawyer, id: first.id.hex, version: nil)
        #expect(await refusal { try await damaged.read(0..<damaged.length) { _ in } } == .integrity)
        let whole = try await staff.vault.document(lawyer, id: second.id.hex, version: nil)
        var count = 0
        try await whole.read(0..<whole.length) { count += $0.count }
        #expect(count == 100_000)
        let events = try await staff.vault.ledger(
            staff.test.login("director"), LedgerFilter(kind: "integrity-failed"), after: nil, limit: 9
        ).items
        #expect(events.first?.record == first.id)
    }

    @Test func `a flipped bit in the keystore does no harm while the mirror is whole`() async throws {
        let staff = try await Staff()
        let path = staff.test.settings.keystore
        try await staff.test.restart(after: { _ in
            var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
            bytes[bytes.count - 20] ^= 1
            try Data(bytes).write(to: URL(fileURLWithPath: path))
        })
        #expect(try await staff.vault.showCase(staff.test.login("aizada"), code: staff.code).id == staff.code)
    }

    @Test func `verify misses no event that was taken out while the daemon runs`() async throws {
        let staff = try await Staff()
        let note = try await staff.vault.writeNote(
            staff.psychologist, code: staff.code, NoteDraft(text: "x"), idempotencyKey: nil)
        _ = try await staff.vault.readNote(staff.psychologist, id: note.id.hex, version: nil)
        let opened = try await staff.vault.ledger(staff.auditor, LedgerFilter(kind: "opened"), after: nil, limit: 1)
        let sequence = try #require(opened.items.first).id
        #expect(try await staff.vault.verifyLedger(staff.auditor).valid)
        try run(
            "/usr/bin/sqlite3", staff.test.settings.dataFolder + "/vault.db",
            "DELETE FROM ledger WHERE seq = \(sequence)")
        #expect(try await staff.vault.verifyLedger(staff.auditor).valid == false)
    }

    @Test func `a pin that was taken away is not taken for a new vault's`() async throws {
        let staff = try await Staff()
        try await staff.test.restart(after: { try FileManager.default.removeItem(atPath: $0 + "/pin") })
        #expect(staff.vault.health().state == .behindPin)
    }
}
