import Testing
import VaultModel
import VaultStore

@Suite struct RowTests {
    @Test func `a gap in the ledger is refused`() async throws {
        let fixture = try Fixture()
        try await fixture.queue.commit { transaction, _ in
            try transaction.append(Sample.ledger(1))
            for wrong: UInt64 in [0, 1, 3, .max] {
                #expect(throws: StoreError.sequenceGap(expected: 2, found: wrong)) {
                    try transaction.append(
                        LedgerRow(sequence: wrong, leaf: Sample.seal(1, count: 32), sealed: Sample.seal(1)))
                }
            }
        }
    }

    @Test func `the ledger is paged from both ends`() async throws {
        let fixture = try Fixture()
        try await fixture.queue.commit { transaction, _ in
            for number: UInt64 in 1...5 { try transaction.append(Sample.ledger(number)) }
        }
        let pages = try await fixture.database.read { transaction in
            [
                try transaction.ledgerRows(limit: 2), try transaction.ledgerRows(after: 4, limit: 2),
                try transaction.ledgerRows(.newestFirst, limit: 2),
                try transaction.ledgerRows(.newestFirst, after: 2, limit: 2),
            ]
        }
        #expect(pages.map { $0.map(\.sequence) } == [[1, 2], [5], [5, 4], [1]])
        let all = try await fixture.database.read { transaction in
            var numbers: [UInt64] = []
            try transaction.forEachLedgerRow { numbers.append($0.sequence) }
            return numbers
        }
        #expect(all == [1, 2, 3, 4, 5])
    }

    @Test func `a vault is named once`() async throws {
        let fixture = try Fixture()
        let id: VaultID = try Sample.id(7)
        #expect(try await fixture.database.read { try $0.vaultID() } == nil)
        try await fixture.queue.commit { transaction, _ in try transaction.insertVaultID(id) }
        #expect(try await fixture.database.read { try $0.vaultID() } == id)
        await #expect(throws: StoreError.self) {
            try await fixture.queue.commit { transaction, _ in try transaction.insertVaultID(id) }
        }
    }

    @Test func `accounts are inserted, updated and deleted`() async throws {
        let fixture = try Fixture()
        var row = AccountRow(keyID: try Sample.id(1), sealed: Sample.seal(1))
        let first = row
        try await fixture.queue.commit { transaction, _ in try transaction.insert(first) }
        row.sealed = Sample.seal(2)
        let second = row
        try await fixture.queue.commit { transaction, _ in try transaction.update(second) }
        #expect(try await fixture.database.read { try $0.accounts() } == [second])
        try await fixture.queue.commit { transaction, _ in
            try transaction.deleteAccount(second.keyID)
            #expect(throws: StoreError.noSuchRow(table: "account")) { try transaction.update(second) }
        }
        #expect(try await fixture.database.read { try $0.account(second.keyID) } == nil)
    }

    @Test func `a grant is replaced only where its seal is the expected one`() async throws {
        let fixture = try Fixture()
        let old = GrantRow(id: try Sample.id(1), epoch: 1, sealed: Sample.seal(1))
        let new = GrantRow(id: old.id, epoch: 2, sealed: Sample.seal(2))
        try await fixture.queue.commit { transaction, _ in
            try transaction.insert(old)
            #expect(try !transaction.replaceGrantSeal(new, expecting: Sample.seal(3)))
            #expect(try transaction.grant(old.id) == old)
            #expect(try transaction.replaceGrantSeal(new, expecting: old.sealed))
        }
        let grants = try await fixture.database.read { transaction in
            var grants: [GrantRow] = []
            try transaction.forEachGrant { grants.append($0) }
            return grants
        }
        #expect(grants == [new])
        #expect(try await fixture.queue.commit { transaction, _ in try transaction.deleteGrant(new.id) })
    }

    @Test func `a version is resealed only where its seal is the expected one`() async throws {
        let fixture = try Fixture()
        let row = try Sample.record(1, sequence: 1)
        let note = try Sample.note(1)
        try await fixture.queue.commit { transaction, _ in
            try transaction.insert(row)
            try transaction.insert(note)
            let new = Sample.seal(9)
            #expect(try !transaction.replaceVersionSeal(row.id, version: 1, expecting: new, new: new))
            #expect(try transaction.replaceVersionSeal(row.id, version: 1, expecting: note.sealed, new: new))
            #expect(try transaction.version(1, of: row.id)?.sealed == new)
            #expect(try !transaction.replaceVersionSeal(row.id, version: 2, expecting: new, new: new))
        }
    }

    @Test func `a shelf is paged by sequence from both ends`() async throws {
        let fixture = try Fixture()
        let rows = try (1...5).map { try Sample.record($0, sequence: UInt64($0) * 10) }
        let other = try Sample.record(9, shelf: 2, sequence: 10)
        try await fixture.queue.commit { transaction, _ in
            for row in rows + [other] { try transaction.insert(row) }
        }
        let shelf = rows[0].shelf
        let pages = try await fixture.database.read { transaction in
            [
                try transaction.records(shelf: shelf, .oldestFirst, limit: 2),
                try transaction.records(shelf: shelf, .oldestFirst, after: 40, limit: 9),
                try transaction.records(shelf: shelf, .newestFirst, limit: 2),
                try transaction.records(shelf: shelf, .newestFirst, after: 20, limit: 9),
            ]
        }
        #expect(pages.map { $0.map(\.sequence) } == [[10, 20], [50], [50, 40], [10]])
        #expect(try await fixture.database.read { try $0.lastRecordSequence(shelf: shelf) } == 50)
        #expect(try await fixture.database.read { try $0.recordCount(shelf: shelf) } == 5)
    }

    @Test func `one access gives a record and its current or a named version`() async throws {
        let fixture = try Fixture()
        var row = try Sample.record(1, sequence: 1)
        row.current = 2
        let record = row
        let notes = [try Sample.note(1, version: 1), try Sample.note(1, version: 2)]
        try await fixture.queue.commit { transaction, _ in
            try transaction.insert(record)
            for note in notes { try transaction.insert(note) }
        }
        let current = try #require(try await fixture.database.recordAndVersion(record.id))
        #expect(current.record == record)
        #expect(current.version == notes[1])
        #expect(try await fixture.database.recordAndVersion(record.id, version: 1)?.version == notes[0])
        #expect(try await fixture.database.recordAndVersion(record.id, version: 3) == nil)
        #expect(try await fixture.database.recordAndVersion(Sample.id(8)) == nil)
        #expect(try await fixture.database.read { try $0.versions(of: record.id) } == notes)
    }

    @Test func `a shelf's seals are walked in bounded batches without loss`() async throws {
        let fixture = try Fixture()
        let shelf: RowIndex = try Sample.id(1)
        // Ids fall while sequences rise: the order must be that of the sequences.
        let rows = try (1...4).map { try Sample.record(10 - $0, sequence: UInt64($0)) }
        let notes = try rows.flatMap { row in
            try (1...3).map { try Sample.note(row.id.bytes[0], version: $0) }
        }
        try await fixture.queue.commit { transaction, _ in
            for row in rows { try transaction.insert(row) }
            for note in notes { try transaction.insert(note) }
        }
        var cursor: VersionCursor?
        var seen: [VersionCursor] = []
        repeat {
            let after = cursor
            let batch = try await fixture.database.read {
                try $0.versionSeals(shelf: shelf, after: after, limit: 5)
            }
            seen += batch.map(\.cursor)
            cursor = batch.last?.cursor
        } while cursor != nil
        #expect(seen == (1...4).flatMap { s in (1...3).map { VersionCursor(sequence: s, version: $0) } })
    }

    @Test func `a version has a body or a stream and a record`() async throws {
        let fixture = try Fixture()
        let row = try Sample.record(1, sequence: 1)
        let note = try Sample.note(1)
        let orphan = try Sample.note(2)
        try await fixture.queue.commit { transaction, _ in
            try transaction.insert(row)
            var both = note
            both.stream = 3
            var none = note
            none.body = nil
            for wrong in [both, none, orphan] {
                #expect(throws: StoreError.self) { try transaction.insert(wrong) }
            }
            none.stream = 3
            try transaction.insert(none)
            #expect(try transaction.version(1, of: row.id) == none)
            #expect(try transaction.hasVersion(stream: 3))
            try transaction.deleteRecord(row.id)
            #expect(try !transaction.hasVersion(stream: 3))
            #expect(try transaction.counts().versions == 0)
        }
    }

    @Test func `old answers and ended rotations and delays are forgotten`() async throws {
        let fixture = try Fixture()
        let answers = try (1...3).map { IdempotencyRow(id: try Sample.id($0), day: UInt32($0), sealed: Sample.seal(1)) }
        let rotation = RotationRow(shelf: try Sample.id(1), sealed: Sample.seal(1))
        let delay = LoginDelayRow(id: try Sample.id(1), sealed: Sample.seal(1))
        try await fixture.queue.commit { transaction, _ in
            for answer in answers { try transaction.insert(answer) }
            #expect(try transaction.deleteIdempotency(before: 3) == 2)
            #expect(try transaction.idempotency(answers[1].id) == nil)
            #expect(try transaction.idempotency(answers[2].id) == answers[2])

            try transaction.put(rotation)
            try transaction.put(RotationRow(shelf: rotation.shelf, sealed: Sample.seal(2)))
            #expect(try transaction.rotations().map(\.sealed) == [Sample.seal(2)])
            #expect(try transaction.deleteRotation(shelf: rotation.shelf))
            #expect(try transaction.rotation(shelf: rotation.shelf) == nil)

            try transaction.put(delay)
            try transaction.put(delay)
            #expect(try transaction.loginDelays() == [delay])
            #expect(try transaction.deleteLoginDelay(delay.id))
            #expect(try transaction.loginDelay(delay.id) == nil)
        }
    }

    @Test func `numbers that SQLite cannot hold are refused, not wrapped`() async throws {
        let fixture = try Fixture()
        let row = try Sample.record(1, sequence: .max)
        await #expect(throws: StoreError.outOfRange("a number")) {
            try await fixture.queue.commit { transaction, _ in try transaction.insert(row) }
        }
    }

    @Test func `an error shows no argument of its statement`() async throws {
        let fixture = try Fixture()
        let marker = Array("client-name".utf8)
        let row = AccountRow(keyID: try Sample.id(1), sealed: marker + Sample.seal(0))
        var failures: [any Error] = []
        for job in [row, row, AccountRow(keyID: row.keyID, sealed: marker)] {
            do {
                try await fixture.queue.commit { transaction, _ in try transaction.insert(job) }
            } catch {
                failures.append(error)
            }
        }
        #expect(failures.count == 2)
        for failure in failures {
            var text = "\(failure) \(String(reflecting: failure))"
            dump(failure, to: &text)
            #expect(!text.contains("client-name"))
            #expect(!text.lowercased().contains(Hex.encode(marker)))
            #expect(!text.contains(marker.map(String.init).joined(separator: ", ")))
        }
    }
}
