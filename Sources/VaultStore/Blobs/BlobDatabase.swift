import GRDB

/// `blobs.db`: the sealed chunks of attachments (docs/format.md).
///
/// Large pages and a rollback journal, because an appended page is then written once. The journal is
/// truncated, not deleted, at the end of a transaction: with `synchronous=FULL` SQLite synchronises a
/// truncated journal but not the folder of a deleted one, which could come back after a power cut and
/// undo a commit that was reported. One connection, one short transaction for each chunk read, since a
/// reader that stays open would block every commit.
package final class BlobDatabase: Sendable {
    /// The file's name in the data folder.
    package static let fileName = "blobs.db"
    /// Most bytes in one ``append(stream:first:seals:)``.
    package static let batchByteLimit = 8 << 20
    /// Most chunks in a stream: chunk id = stream id × 2²⁴ + index.
    package static let chunkLimit = 1 << 24

    /// The main file.
    package let path: String
    let queue: DatabaseQueue

    /// Opens the file, makes it where there is none, and brings it to the newest version.
    ///
    /// - Throws: as ``VaultDatabase/init(folder:)``.
    package convenience init(folder: DataFolder) throws {
        try self.init(path: folder.path(of: Self.fileName))
    }

    /// Opens a file outside a data folder, such as a backup that is examined.
    package init(path: String) throws {
        let file = DatabaseFile(path: path)
        try file.createIfMissing()
        self.path = path
        queue = try StoreError.translating {
            let format = FileFormat.blobs
            let queue = try DatabaseQueue(path: path, configuration: format.configuration(path: path, label: "blobs"))
            try queue.writeWithoutTransaction { database in
                // The page size takes effect on the first write to an empty file, and never after it.
                try database.execute(sql: "PRAGMA page_size = 65536; PRAGMA journal_mode = TRUNCATE")
                try format.migrate(database)
                // Counted in pages when it was set, and in a new file the pages have grown since: 256 MiB.
                try database.execute(sql: "PRAGMA cache_size = -16384")
            }
            return queue
        }
        try file.closeToOthers()
    }

    /// SQLite's quick check, for `doctor`. Every other call waits for it.
    ///
    /// - Returns: one line for each thing that is wrong; empty for a sound file.
    package func quickCheck() async throws -> [String] {
        try await perform { try $0.quickCheck() }
    }

    /// How the connection is set: SQLite's own names and numbers, for `doctor`.
    package func settings() async throws -> [String: Int64] {
        try await perform { try $0.settings() }
    }

    /// Closes the connection. Later calls fail.
    package func close() throws {
        try StoreError.translating { try queue.close() }
    }

    /// Runs statements on the connection's queue, each a transaction of its own.
    func perform<Result: Sendable>(_ body: @Sendable (Database) throws -> Result) async throws -> Result {
        do {
            return try await queue.writeWithoutTransaction(body)
        } catch {
            throw StoreError.translated(error)
        }
    }
}
