import Testing
import VaultCrypto

/// If one of these failed, keys would outlive their use in memory, or the daemon stop at 16,377 of them.
struct MemoryTests {
    @Test func `100,000 keys can be alive at once, each its own`() throws {
        var keys: [HeldKey<DataKeyRole>] = []
        keys.reserveCapacity(100_000)
        for _ in 0..<100_000 { keys.append(HeldKey(try DataKey())) }
        #expect(Set(keys.map { bytes(of: $0.key) }).count == 100_000)
        #expect(SecretPool.report().slabCount >= 100_000 / 256)
        keys = []
        let report = SecretPool.report()
        #expect(report.freeSlotCount > 99_000)
        #expect(report.freeSlotsAreZero)
    }

    @Test func `a released slot is zero, and a new secret starts from zeros`() throws {
        for _ in 0..<1000 {
            let used = try secret(0xFF, count: 64)
            _ = consume used
            let fresh = try SecretBytes(count: 64) { _ in }
            #expect(bytes(of: fresh).allSatisfy { $0 == 0 })
        }
        #expect(SecretPool.report().freeSlotsAreZero)
    }

    @Test func `a secret that failed halfway is given back`() throws {
        struct Failure: Error {}
        for count in [32, 4096] {
            #expect(throws: Failure.self) {
                _ = try SecretBytes(count: count) { bytes in
                    bytes[0] = 0xFF
                    throw Failure()
                }
            }
        }
        #expect(SecretPool.report().freeSlotsAreZero)
    }

    @Test func `keys come and go from many threads at once`() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    for round in 0..<2000 {
                        let one: DataKey = try key(UInt8(truncatingIfNeeded: round))
                        let two: DataKey = try key(UInt8(truncatingIfNeeded: round + 1))
                        if bytes(of: one) == bytes(of: two) { Issue.record("two holders of one slot") }
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    @Test func `equal is equal, whatever the length`() {
        #expect(constantTimeEqual([], []))
        #expect(constantTimeEqual([1, 2], [1, 2]))
        #expect(!constantTimeEqual([1, 2], [1, 3]))
        #expect(!constantTimeEqual([1, 2], [1, 2, 3]))
    }
}
