import Testing
import VaultStore

@Suite struct BlobDatabaseTests {
    private let folder: TemporaryFolder
    private let blobs: BlobDatabase

    init() throws {
        folder = try TemporaryFolder()
        blobs = try BlobDatabase(path: folder.file("blobs.db"))
    }

    private func seals(_ count: Int, bytes: Int = 65_552) -> [[UInt8]] {
        (0..<count).map { Array(repeating: UInt8(truncatingIfNeeded: $0), count: bytes) }
    }

    @Test func `chunks come back as they went in`() async throws {
        let stream = try await blobs.beginStream(day: 20_000)
        try await blobs.append(stream: stream, first: 0, seals: seals(127))
        try await blobs.append(stream: stream, first: 127, seals: seals(3, bytes: 17))
        let all = seals(127) + seals(3, bytes: 17)
        for (index, seal) in all.enumerated() {
            #expect(try await blobs.chunk(stream: stream, index: UInt64(index)) == seal)
        }
        #expect(try await blobs.chunk(stream: stream, index: 130) == nil)
        #expect(try await blobs.chunk(stream: stream, index: .max) == nil)
        #expect(try await blobs.chunkCount(stream: stream) == 130)
    }

    @Test func `a batch above the limit leaves nothing`() async throws {
        let stream = try await blobs.beginStream(day: 1)
        await #expect(throws: StoreError.batchTooLarge(byteCount: 128 * 65_552, limit: 8 << 20)) {
            try await blobs.append(stream: stream, first: 0, seals: seals(128))
        }
        #expect(try await blobs.chunkCount(stream: stream) == 0)
    }

    @Test func `a chunk is never written twice`() async throws {
        let stream = try await blobs.beginStream(day: 1)
        try await blobs.append(stream: stream, first: 1, seals: seals(1, bytes: 20))
        await #expect(throws: StoreError.self) {
            try await blobs.append(stream: stream, first: 0, seals: [[9] + Array(repeating: 9, count: 20), [1]])
        }
        #expect(try await blobs.chunk(stream: stream, index: 0) == nil)
        #expect(try await blobs.chunk(stream: stream, index: 1) == seals(1, bytes: 20)[0])
    }

    @Test func `chunks outside a stream are refused`() async throws {
        await #expect(throws: StoreError.noSuchRow(table: "stream")) {
            try await blobs.append(stream: 7, first: 0, seals: seals(1))
        }
        let stream = try await blobs.beginStream(day: 1)
        await #expect(throws: StoreError.outOfRange("chunk index")) {
            try await blobs.append(stream: stream, first: (1 << 24) - 1, seals: seals(2, bytes: 20))
        }
        await #expect(throws: StoreError.outOfRange("stream id")) {
            try await blobs.append(stream: .max, first: 0, seals: seals(1, bytes: 20))
        }
    }

    @Test func `a deleted stream takes its chunks and no others with it`() async throws {
        let first = try await blobs.beginStream(day: 1)
        let second = try await blobs.beginStream(day: 2)
        for stream in [first, second] {
            try await blobs.append(stream: stream, first: 0, seals: seals(300, bytes: 100))
        }
        try await blobs.deleteStream(second)
        try await blobs.deleteStream(second)
        #expect(try await blobs.streams().map(\.id) == [first])
        #expect(try await blobs.streams().map(\.day) == [1])
        #expect(try await blobs.chunkCount(stream: second) == 0)
        #expect(try await blobs.chunkCount(stream: first) == 300)
        #expect(try await blobs.beginStream(day: 3) > second)
        #expect(try await blobs.quickCheck().isEmpty)
    }

    @Test func `readers of chunks do not block commits`() async throws {
        let stream = try await blobs.beginStream(day: 1)
        try await blobs.append(stream: stream, first: 0, seals: seals(16))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    for index: UInt64 in 0..<64 {
                        let seal = try await blobs.chunk(stream: stream, index: index % 16)
                        #expect(seal != nil)
                    }
                }
            }
            for batch: UInt64 in 1...8 {
                try await blobs.append(stream: stream, first: batch * 16, seals: seals(16))
            }
            try await group.waitForAll()
        }
        #expect(try await blobs.chunkCount(stream: stream) == 144)
    }
}
