import Glibc

/// An open file, closed on release. Never inherited by a child process.
struct Descriptor: ~Copyable, Sendable {
    /// The number the kernel knows it by.
    let number: Int32
    /// What was opened, for error messages.
    let path: String

    /// Opens `path` without following a symbolic link in its last part.
    init(opening path: String, flags: Int32, mode: UInt32 = 0) throws {
        number = try SystemCall.checked("open", path) { open(path, flags | O_CLOEXEC | O_NOFOLLOW, mode) }
        self.path = path
    }

    deinit { close(number) }

    /// Owner, mode, size.
    func status() throws -> stat {
        var status = stat()
        try SystemCall.checked("stat", path) { fstat(number, &status) }
        return status
    }

    /// Sets the mode, whatever the umask.
    func setMode(_ mode: UInt32) throws {
        try SystemCall.checked("chmod", path) { fchmod(number, mode) }
    }

    /// Returns when the content is on the disk.
    func synchronise() throws {
        try SystemCall.checked("fsync", path) { fsync(number) }
    }

    /// Writes all of `bytes` at the current place.
    func writeAll(_ bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count {
                let rest = UnsafeRawBufferPointer(rebasing: buffer[done...])
                done += try SystemCall.checked("write", path) { write(number, rest.baseAddress, rest.count) }
            }
        }
    }

    /// Reads from the current place to the end.
    ///
    /// - Throws: ``StoreError/batchTooLarge(byteCount:limit:)`` above `limit` bytes.
    func readAll(limit: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = try SystemCall.checked("read", path) { read(number, &buffer, buffer.count) }
            if count == 0 { return bytes }
            bytes += buffer.prefix(count)
            guard bytes.count <= limit else { throw StoreError.batchTooLarge(byteCount: bytes.count, limit: limit) }
        }
    }
}
