import CFloorSodium
import Foundation
import GRDB

/// The least that resealing a row can cost: its value opened, sealed again under another key, and the row updated
/// where it still has the old value, in a tight loop with durable commits of as many rows as the daemon takes.
struct RotationFloor {
    private let queue: DatabaseQueue
    private let keys: (old: [UInt8], new: [UInt8])
    /// What is opened and sealed for one row: a grant has one layer, a version's data key lies under two.
    private let plaintexts: [Int]
    private let rows: Int
    private let rowsPerCommit: Int

    /// - Parameters:
    ///   - plaintexts: Lengths of the values that are opened and sealed for each row, the stored one last.
    ///   - beside: Bytes that stand in the same row and stay as they are.
    init(path: String, rows: Int, plaintexts: [Int], beside: Int, rowsPerCommit: Int) throws {
        guard sodium_init() >= 0 else { throw BenchFailure("libsodium does not start") }
        var configuration = Configuration()
        configuration.prepareDatabase {
            try $0.execute(
                sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON")
        }
        queue = try DatabaseQueue(path: path, configuration: configuration)
        keys = (Self.random(32), Self.random(32))
        self.plaintexts = plaintexts
        self.rows = rows
        self.rowsPerCommit = rowsPerCommit
        let stored = Data(Self.seal(Self.random(plaintexts[plaintexts.count - 1]), keys.old))
        try queue.write { database in
            try database.execute(sql: "CREATE TABLE t (id BLOB PRIMARY KEY, rest BLOB, sealed BLOB) WITHOUT ROWID")
            let insert = try database.cachedStatement(sql: "INSERT INTO t VALUES (?, ?, ?)")
            for number in 0..<rows {
                try insert.execute(arguments: [Self.id(number), Data(count: beside), stored])
            }
        }
    }

    /// Seconds for all rows.
    func seconds() throws -> Double {
        let inner = plaintexts.dropLast().map { Self.seal(Self.random($0), keys.old) }
        let began = Load.now()
        for first in stride(from: 0, to: rows, by: rowsPerCommit) {
            try queue.write { database in
                let select = try database.cachedStatement(sql: "SELECT sealed FROM t WHERE id = ?")
                let update = try database.cachedStatement(
                    sql: "UPDATE t SET sealed = ?2 WHERE id = ?1 AND sealed = ?3")
                for number in first..<min(first + rowsPerCommit, rows) {
                    guard let old = try Data.fetchOne(select, arguments: [Self.id(number)]) else {
                        throw BenchFailure("the floor lost a row")
                    }
                    for sealed in inner { _ = Self.seal(try Self.open(sealed, keys.old), keys.new) }
                    let new = Data(Self.seal(try Self.open(Array(old), keys.old), keys.new))
                    try update.execute(arguments: [Self.id(number), new, old])
                }
            }
        }
        return Double(Load.now() - began) / 1e9
    }

    private static func id(_ number: Int) -> Data {
        withUnsafeBytes(of: UInt64(number).bigEndian) { Data($0) + Data(count: 8) }
    }

    private static func random(_ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        randombytes_buf(&bytes, count)
        return bytes
    }

    private static func seal(_ plaintext: [UInt8], _ key: [UInt8]) -> [UInt8] {
        let nonce = random(24)
        var sealed = [UInt8](repeating: 0, count: plaintext.count + 16)
        crypto_aead_xchacha20poly1305_ietf_encrypt(
            &sealed, nil, plaintext, UInt64(plaintext.count), nil, 0, nil, nonce, key)
        return nonce + sealed
    }

    private static func open(_ sealed: [UInt8], _ key: [UInt8]) throws -> [UInt8] {
        var plaintext = [UInt8](repeating: 0, count: sealed.count - 40)
        guard
            crypto_aead_xchacha20poly1305_ietf_decrypt(
                &plaintext, nil, nil, Array(sealed[24...]), UInt64(sealed.count - 24), nil, 0, Array(sealed[..<24]), key)
                == 0
        else { throw BenchFailure("the floor does not open") }
        return plaintext
    }
}
