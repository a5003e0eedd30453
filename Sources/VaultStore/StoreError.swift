import GRDB

/// What can go wrong under the engine. No case carries the content or the arguments of a statement.
package enum StoreError: Error, Equatable {
    /// The file was written by a later release: its `user_version` is above what this one knows.
    case newerVersion(found: Int, supported: Int)
    /// The file has another application's id, or tables and no id at all.
    case notAVault(path: String)
    /// The file, or a value in it, is not what docs/format.md says; the text names the place, never the value.
    case corrupt(String)
    /// The transaction could not be begun or committed: nothing of it happened. `cause` is SQLite's own message.
    case notDurable(cause: String)
    /// A ledger row must have exactly the number after the last one.
    case sequenceGap(expected: UInt64, found: UInt64)
    /// A row with this key is already in the table, or names a row that is not there.
    case constraint(String)
    /// The row to be changed or deleted is not in the table.
    case noSuchRow(table: String)
    /// One append to a stream is larger than the limit. Bytes.
    case batchTooLarge(byteCount: Int, limit: Int)
    /// A chunk index, stream id or integer is outside what its column can hold.
    case outOfRange(String)
    /// The data folder is not there or is not a folder.
    case folderMissing(path: String)
    /// Group or others have some right on the folder; it must be 0700 or less.
    case folderReadableByOthers(path: String)
    /// The folder belongs to another user than the one that runs the daemon.
    case folderNotOwned(path: String)
    /// Another process holds the folder's lock.
    case secondDaemon(path: String)
    /// A call to the operating system failed. `code` is its `errno`.
    case system(call: String, path: String, code: Int32)
    /// Any other answer of SQLite. `code` is the extended result code.
    case sqlite(code: Int32, message: String)
}

extension StoreError {
    /// The same failure without the statement's arguments, which a `DatabaseError` keeps.
    init(_ error: DatabaseError) {
        let message = error.message ?? "no message"
        switch error.resultCode {
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .corrupt(message)
        case .SQLITE_CONSTRAINT: self = .constraint(message)
        default: self = .sqlite(code: error.extendedResultCode.rawValue, message: message)
        }
    }

    /// Runs `body` and lets no error of GRDB's out.
    static func translating<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch {
            throw translated(error)
        }
    }

    /// `error`, or what stands for it where it is one of GRDB's.
    static func translated(_ error: any Error) -> any Error {
        switch error {
        case let error as DatabaseError: StoreError(error)
        case is RowDecodingError: StoreError.corrupt("a column has the wrong type")
        default: error
        }
    }
}

extension StoreError: CustomStringConvertible {
    /// One lower-case sentence without a full stop, for the daemon's log.
    package var description: String {
        switch self {
        case .newerVersion(let found, let supported):
            "format version \(found) is newer than \(supported), the newest this release can read"
        case .notAVault(let path): "\(path) is not one of Sandyk's databases"
        case .corrupt(let place): "the database is damaged: \(place)"
        case .notDurable(let cause): "nothing was recorded: \(cause)"
        case .sequenceGap(let expected, let found): "ledger entry \(found) where \(expected) comes next"
        case .constraint(let message): "refused by the schema: \(message)"
        case .noSuchRow(let table): "no such row in \(table)"
        case .batchTooLarge(let byteCount, let limit): "a batch of \(byteCount) bytes; at most \(limit)"
        case .outOfRange(let name): "\(name) is out of range"
        case .folderMissing(let path): "\(path) is not a folder"
        case .folderReadableByOthers(let path): "\(path) is open to others; run chmod 700 on it"
        case .folderNotOwned(let path): "\(path) belongs to another user"
        case .secondDaemon(let path): "another sandykd is using \(path)"
        case .system(let call, let path, let code): "\(call) \(path): \(SystemCall.message(code))"
        case .sqlite(let code, let message): "SQLite error \(code): \(message)"
        }
    }
}
