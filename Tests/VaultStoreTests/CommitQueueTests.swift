import Dispatch
import Testing
import VaultModel
import VaultStore

@Suite struct CommitQueueTests {
    private struct Refusal: Error, Equatable {}

    /// Runs `jobs` while the writer is held, so that they are one batch.
    private func inOneBatch(
        _ queue: CommitQueue<Int>, _ jobs: [CommitQueue<Int>.Job<Int>]
    ) async throws -> [Result<Int, any Error>] {
        let gate = DispatchSemaphore(value: 0)
        let holder = Tally()
        return try await withThrowingTaskGroup(of: (Int, Result<Int, any Error>).self) { group in
            group.addTask {
                let first = try await queue.commit { _, state in
                    holder.add(state, state)
                    gate.wait()
                    return -1
                }
                return (-1, .success(first))
            }
            while holder.all.isEmpty { await Task.yield() }
            for (position, job) in jobs.enumerated() {
                group.addTask {
                    do {
                        return (position, .success(try await queue.commit(job)))
                    } catch {
                        return (position, .failure(error))
                    }
                }
                // In the order given.
                while queue.waitingCount < position + 1 { await Task.yield() }
            }
            gate.signal()
            var results: [Int: Result<Int, any Error>] = [:]
            for try await (position, result) in group { results[position] = result }
            return try jobs.indices.map { try #require(results[$0]) }
        }
    }

    @Test func `concurrent commits share one transaction`() async throws {
        let fixture = try Fixture()
        let results = try await inOneBatch(
            fixture.queue,
            (1...64).map { number in
                { transaction, state in
                    try transaction.append(Sample.ledger(UInt64(number)))
                    state += 1
                    return state
                }
            })
        #expect(try results.map { try $0.get() } == Array(1...64))
        #expect(fixture.batches.all == [.init(before: 0, published: 0), .init(before: 0, published: 64)])
        #expect(try await fixture.database.read { try $0.ledgerCount() } == 64)
    }

    @Test func `more jobs than one batch holds are all done, in order`() async throws {
        let fixture = try Fixture()
        let results = try await inOneBatch(
            fixture.queue,
            (1...300).map { number in
                { transaction, state in
                    try transaction.append(Sample.ledger(UInt64(number)))
                    state = number
                    return number
                }
            })
        #expect(results.count == 300)
        #expect(fixture.batches.all.map(\.published) == [0, 256, 300])
    }

    @Test func `a failing job takes nobody else with it`() async throws {
        let fixture = try Fixture()
        let results = try await inOneBatch(
            fixture.queue,
            [
                { transaction, state in
                    try transaction.append(Sample.ledger(1))
                    state += 1
                    return 1
                },
                { transaction, state in
                    try transaction.append(Sample.ledger(2))
                    state += 100
                    throw Refusal()
                },
                { transaction, state in
                    try transaction.append(Sample.ledger(2))
                    state += 1
                    return 2
                },
            ])
        #expect(try results[0].get() == 1)
        #expect(throws: Refusal.self) { try results[1].get() }
        #expect(try results[2].get() == 2)
        #expect(fixture.queue.state == 2)
        #expect(try await fixture.database.read { try $0.ledgerCount() } == 2)
    }

    @Test func `nothing of a failed commit is visible or published`() async throws {
        let fixture = try Fixture()
        fixture.queue.inject(.counted(1))
        await #expect(throws: StoreError.self) {
            try await fixture.queue.commit { transaction, state in
                try transaction.append(Sample.ledger(1))
                state = 9
            }
        }
        #expect(fixture.queue.state == 0)
        #expect(fixture.batches.all.isEmpty)
        #expect(try await fixture.database.read { try $0.ledgerCount() } == 0)

        try await fixture.queue.commit { transaction, state in
            try transaction.append(Sample.ledger(1))
            state = 1
        }
        #expect(fixture.queue.state == 1)
    }

    @Test func `every caller of a failed commit is told`() async throws {
        let fixture = try Fixture()
        let results = try await withThrowingTaskGroup(of: Bool.self) { group in
            fixture.queue.inject(.always)
            for _ in 0..<20 {
                group.addTask {
                    do {
                        try await fixture.queue.commit { _, state in state += 1 }
                        return false
                    } catch StoreError.notDurable {
                        return true
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(results == Array(repeating: true, count: 20))
        #expect(fixture.queue.state == 0)
    }

    @Test func `a transaction that cannot be begun is not durable`() async throws {
        let fixture = try Fixture()
        try fixture.database.close()
        do {
            try await fixture.queue.commit { _, state in state = 1 }
            Issue.record("committed to a closed database")
        } catch StoreError.notDurable {}
        #expect(fixture.queue.state == 0)
    }

    @Test func `a cancelled caller's job is neither lost nor halved`() async throws {
        let fixture = try Fixture()
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await fixture.queue.commit { transaction, state in
                try transaction.append(Sample.ledger(1))
                state = 1
                return Task.isCancelled
            }
        }
        _ = try await task.value
        #expect(fixture.queue.state == 1)
        #expect(try await fixture.database.read { try $0.ledgerCount() } == 1)
    }

    @Test func `the hook has seen the state before its caller goes on`() async throws {
        let fixture = try Fixture()
        for number in 1...5 {
            try await fixture.queue.commit { _, state in state = number }
            #expect(fixture.batches.all.last == .init(before: number - 1, published: number))
        }
    }

    @Test func `a checkpoint leaves an empty log`() async throws {
        let fixture = try Fixture()
        try await fixture.queue.commit { transaction, _ in try transaction.append(Sample.ledger(1)) }
        #expect(try AtomicFile.read(fixture.folder.file("vault.db-wal"))?.isEmpty == false)
        #expect(try await fixture.queue.checkpoint())
        #expect(try AtomicFile.read(fixture.folder.file("vault.db-wal"))?.isEmpty == true)
    }

    @Test func `what was committed survives a process that never closed the files`() async throws {
        let fixture = try Fixture()
        try await fixture.queue.commit { transaction, _ in try transaction.append(Sample.ledger(1)) }
        let other = try TemporaryFolder()
        for name in ["vault.db", "vault.db-wal"] {
            let bytes = try #require(try AtomicFile.read(fixture.folder.file(name)))
            try AtomicFile.write(bytes, to: other.file(name))
        }
        let copy = try VaultDatabase(path: other.file("vault.db"))
        #expect(try await copy.read { try $0.ledgerRow(1) } == Sample.ledger(1))
        #expect(try await copy.quickCheck().isEmpty)
    }
}
