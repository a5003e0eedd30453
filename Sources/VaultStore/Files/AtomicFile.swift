import Glibc

/// A small file that is replaced as a whole: whoever opens it finds the old content or the new one.
///
/// Used for the keystore, its mirror and the pin. One writer per path at a time.
package enum AtomicFile {
    /// Where a test makes a replacement fail.
    package enum Fault: Sendable {
        /// Nowhere.
        case none
        /// When the new file is complete and takes the old one's name.
        case rename
    }

    /// Puts `bytes` in the place of what is at `path`; durable on return.
    ///
    /// Writes a file beside it, synchronises that, renames it, synchronises the folder.
    ///
    /// - Throws: ``StoreError/system(call:path:code:)``; the old content is then still there, unless the
    ///   last step, synchronising the folder, is what failed.
    package static func write(
        _ bytes: [UInt8], to path: String, mode: UInt32 = 0o600, fault: Fault = .none
    ) throws {
        let new = path + ".new"
        // What a killed process left behind; its content was never acknowledged.
        unlink(new)
        do {
            let file = try Descriptor(opening: new, flags: O_WRONLY | O_CREAT | O_EXCL, mode: mode)
            try file.setMode(mode)
            try file.writeAll(bytes)
            try file.synchronise()
            if case .rename = fault { throw StoreError.system(call: "rename", path: path, code: EIO) }
            try SystemCall.checked("rename", path) { rename(new, path) }
        } catch {
            unlink(new)
            throw error
        }
        // With a dot at the end, because the folder itself may be a symbolic link.
        try Descriptor(opening: folder(of: path) + "/.", flags: O_RDONLY | O_DIRECTORY).synchronise()
    }

    /// The whole content.
    ///
    /// - Returns: `nil` where there is no such file.
    /// - Throws: ``StoreError/batchTooLarge(byteCount:limit:)`` above `limit` bytes;
    ///   ``StoreError/system(call:path:code:)``.
    package static func read(_ path: String, limit: Int = 64 << 20) throws -> [UInt8]? {
        do {
            return try Descriptor(opening: path, flags: O_RDONLY).readAll(limit: limit)
        } catch StoreError.system("open", _, ENOENT) {
            return nil
        }
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return String(path[..<slash])
    }
}
