import CFloorSodium
import Foundation
import GRDB

/// The least that a document can cost: its content hashed, each chunk of 64 KiB sealed, and inserted into a
/// database like `blobs.db` (large pages, rollback journal, FULL, transactions of 4 MiB), in a tight loop; and back.
struct Floor {
    private static let chunkByteCount = 65_536
    private static let sealByteCount = chunkByteCount + 16
    private static let batch = 64

    private let queue: DatabaseQueue
    private let key: [UInt8]

    init(path: String) throws {
        guard sodium_init() >= 0 else { throw BenchFailure("libsodium does not start") }
        var configuration = Configuration()
        configuration.prepareDatabase {
            try $0.execute(
                sql: """
                    PRAGMA page_size = 65536; PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL;
                    PRAGMA secure_delete = ON
                    """)
        }
        queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.write { try $0.execute(sql: "CREATE TABLE chunk (id INTEGER PRIMARY KEY, seal BLOB NOT NULL)") }
        var key = [UInt8](repeating: 0, count: 32)
        randombytes_buf(&key, key.count)
        self.key = key
    }

    /// Hashes, seals and inserts `bytes`, whole chunks of them.
    func put(_ bytes: [UInt8]) throws {
        let memory = UnsafeMutableRawPointer.allocate(byteCount: crypto_generichash_statebytes(), alignment: 64)
        defer { memory.deallocate() }
        let state = OpaquePointer(memory)
        crypto_generichash_init(state, nil, 0, 32)
        var seal = Data(count: Self.sealByteCount)
        let count = bytes.count / Self.chunkByteCount
        for first in stride(from: 0, to: count, by: Self.batch) {
            try queue.write { database in
                let insert = try database.cachedStatement(sql: "INSERT INTO chunk (id, seal) VALUES (?, ?)")
                for index in first..<min(first + Self.batch, count) {
                    let start = index * Self.chunkByteCount
                    bytes[start..<start + Self.chunkByteCount].withUnsafeBufferPointer { chunk in
                        guard let chunk = chunk.baseAddress else { return }
                        crypto_generichash_update(state, chunk, UInt64(Self.chunkByteCount))
                        seal.withUnsafeMutableBytes { seal in
                            guard let seal = seal.bindMemory(to: UInt8.self).baseAddress else { return }
                            crypto_aead_chacha20poly1305_ietf_encrypt(
                                seal, nil, chunk, UInt64(Self.chunkByteCount), nil, 0, nil, nonce(index), key)
                        }
                    }
                    try insert.execute(arguments: [index, seal])
                }
            }
        }
        var hash = [UInt8](repeating: 0, count: 32)
        crypto_generichash_final(state, &hash, hash.count)
    }

    /// Selects and opens every chunk, each in a transaction of its own, and compares it with `bytes`.
    func get(_ bytes: [UInt8]) throws {
        var chunk = [UInt8](repeating: 0, count: Self.chunkByteCount)
        for index in 0..<bytes.count / Self.chunkByteCount {
            try queue.read { database in
                let select = try database.cachedStatement(sql: "SELECT seal FROM chunk WHERE id = ?")
                // The row is a view on its cursor, which has to outlive it.
                let rows = try Row.fetchCursor(select, arguments: [index])
                defer { withExtendedLifetime(rows) {} }
                guard let row = try rows.next() else {
                    throw BenchFailure("the floor lost a chunk")
                }
                let isSound = try row.withUnsafeData(atIndex: 0) { seal in
                    seal?.withUnsafeBytes { seal in
                        guard let bytes = seal.bindMemory(to: UInt8.self).baseAddress else { return false }
                        return crypto_aead_chacha20poly1305_ietf_decrypt(
                            &chunk, nil, nil, bytes, UInt64(seal.count), nil, 0, nonce(index), key) == 0
                    }
                }
                let start = index * Self.chunkByteCount
                let isSame = bytes[start..<start + Self.chunkByteCount].withUnsafeBytes { bytes in
                    bytes.baseAddress.map { memcmp($0, chunk, bytes.count) == 0 } ?? false
                }
                guard isSound == true, isSame else { throw BenchFailure("the floor does not open") }
            }
        }
    }

    static func fillRandomly(_ bytes: UnsafeMutableRawBufferPointer) {
        if let start = bytes.baseAddress { randombytes_buf(start, bytes.count) }
    }

    private func nonce(_ index: Int) -> [UInt8] {
        withUnsafeBytes(of: UInt64(index).bigEndian) { [0, 0, 0, 0] + Array($0) }
    }
}
