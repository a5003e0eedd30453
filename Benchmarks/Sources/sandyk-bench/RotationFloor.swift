import CFloorSodium
import Foundation
import GRDB

/// The least that sealing rows again can cost, in a tight loop on one thread over a database like `vault.db`: select,
/// open, seal, UPDATE where the old seal still stands, so many in a durable transaction. Calls libsodium and SQLite itself.
struct RotationFloor {
    private let queue: DatabaseQueue
    private let key: [UInt8]

    /// - Parameters:
    ///   - rows: How many there are.
    ///   - byteCount: Of one row's plaintext.
    init(path: String, rows: Int, byteCount: Int) throws {
        guard sodium_init() >= 0 else { throw BenchFailure("libsodium does not start") }
        var configuration = Configuration()
        configuration.prepareDatabase {
            try $0.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON")
            try $0.execute(sql: "PRAGMA wal_autocheckpoint = 4000")
        }
        queue = try DatabaseQueue(path: path, configuration: configuration)
        var key = [UInt8](repeating: 0, count: 32)
        randombytes_buf(&key, key.count)
        self.key = key
        let plain = [UInt8](repeating: 7, count: byteCount)
        try queue.write { database in
            try database.execute(
                sql: """
                    CREATE TABLE sealed (id BLOB NOT NULL PRIMARY KEY, epoch INTEGER NOT NULL, sealed BLOB NOT NULL)
                    STRICT, WITHOUT ROWID
                    """)
            for row in 0..<rows {
                try database.execute(
                    sql: "INSERT INTO sealed VALUES (?, 1, ?)", arguments: [Self.id(row), try seal(plain)])
            }
        }
    }

    /// Seconds for every row. Each is opened and sealed `layers` times: a record version is a row sealed by the meta
    /// key with a data key in it that is sealed too.
    func seconds(rows: Int, perCommit: Int, layers: Int) throws -> Double {
        let began = Load.now()
        for start in stride(from: 0, to: rows, by: perCommit) {
            try queue.write { database in
                let select = try database.cachedStatement(sql: "SELECT sealed FROM sealed WHERE id = ?")
                let update = try database.cachedStatement(
                    sql: "UPDATE sealed SET epoch = 2, sealed = ? WHERE id = ? AND sealed = ?")
                for row in start..<min(start + perCommit, rows) {
                    let id = Self.id(row)
                    guard let old = try Data.fetchOne(select, arguments: [id]) else { throw BenchFailure("no row") }
                    var plain = try open(old)
                    // A data key is 32 bytes.
                    for _ in 1..<layers { _ = try open(try seal([UInt8](repeating: 1, count: 32))) }
                    plain[0] &+= 1
                    try update.execute(arguments: [try seal(plain), id, old])
                }
            }
        }
        return Double(Load.now() - began) / 1e9
    }

    private static func id(_ row: Int) -> Data {
        withUnsafeBytes(of: (UInt64(row) &* 0x9E37_79B9_7F4A_7C15).bigEndian) { Data($0) + Data($0) }
    }

    /// As docs/format.md has it: key and commitment derived, XChaCha20-Poly1305.
    private func seal(_ plain: [UInt8]) throws -> Data {
        var out = [UInt8](repeating: 0, count: 57 + plain.count + 16)
        var derived = derive()
        out[0] = 1
        out.replaceSubrange(1..<33, with: derived[32...])
        var nonce = [UInt8](repeating: 0, count: 24)
        randombytes_buf(&nonce, 24)
        out.replaceSubrange(33..<57, with: nonce)
        let head = Array(out[..<33])
        let result = out.withUnsafeMutableBufferPointer { bytes in
            bytes.baseAddress.map {
                crypto_aead_xchacha20poly1305_ietf_encrypt(
                    $0 + 57, nil, plain, UInt64(plain.count), head, 33, nil, nonce, &derived)
            }
        }
        guard result == 0 else { throw BenchFailure("the floor does not seal") }
        return Data(out)
    }

    private func open(_ sealed: Data) throws -> [UInt8] {
        let bytes = [UInt8](sealed)
        var derived = derive()
        var plain = [UInt8](repeating: 0, count: bytes.count - 73)
        let (head, nonce, rest) = (Array(bytes[..<33]), Array(bytes[33..<57]), Array(bytes[57...]))
        guard sodium_memcmp(Array(derived[32...]), Array(bytes[1..<33]), 32) == 0,
            crypto_aead_xchacha20poly1305_ietf_decrypt(
                &plain, nil, nil, rest, UInt64(rest.count), head, 33, nonce, &derived) == 0
        else { throw BenchFailure("the floor does not open") }
        return plain
    }

    private func derive() -> [UInt8] {
        // A context is about 180 bytes.
        let context = [UInt8](repeating: 9, count: 180)
        var derived = [UInt8](repeating: 0, count: 64)
        crypto_generichash(&derived, 64, context, UInt64(context.count), key, 32)
        return derived
    }
}
