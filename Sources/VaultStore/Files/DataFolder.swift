import Glibc

/// The folder that holds the databases, checked and locked for as long as a copy of this value lives.
package struct DataFolder: Sendable {
    /// As given, without a slash at the end.
    package let path: String
    private let lock: FolderLock

    /// Opens a folder that only the daemon's user can enter.
    ///
    /// - Throws: ``StoreError/folderMissing(path:)``, ``StoreError/folderNotOwned(path:)``,
    ///   ``StoreError/folderReadableByOthers(path:)``, ``StoreError/secondDaemon(path:)``.
    package init(path: String) throws {
        let path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        try Self.check(path)
        self.path = path
        lock = try FolderLock(folder: path)
    }

    /// Makes the folder, mode 0700, and opens it. Its parent must be there.
    ///
    /// - Throws: ``StoreError/system(call:path:code:)`` where there is something by that name already.
    package static func create(path: String) throws -> DataFolder {
        try SystemCall.checked("mkdir", path) { mkdir(path, 0o700) }
        return try DataFolder(path: path)
    }

    /// The path of a file in the folder.
    package func path(of name: String) -> String { path + "/" + name }

    /// Replaces a file in the folder as a whole; durable on return. See ``AtomicFile``.
    package func writeAtomically(_ bytes: [UInt8], to name: String, mode: UInt32 = 0o600) throws {
        try AtomicFile.write(bytes, to: path(of: name), mode: mode)
    }

    /// Lets another daemon have the folder; nothing may be written by this one after.
    package func unlock() { lock.unlock() }

    private static func check(_ path: String) throws {
        let status: stat
        do {
            status = try Descriptor(opening: path, flags: O_RDONLY | O_DIRECTORY).status()
        } catch StoreError.system(_, _, let code) where [ENOENT, ENOTDIR, ELOOP].contains(code) {
            throw StoreError.folderMissing(path: path)
        }
        guard status.st_uid == geteuid() else { throw StoreError.folderNotOwned(path: path) }
        guard status.st_mode & 0o077 == 0 else { throw StoreError.folderReadableByOthers(path: path) }
    }
}

/// An exclusive `flock` on `sandykd.lock`: one daemon for one folder.
///
/// The kernel lets go of it when the process ends, however it ends; the file stays and says nothing.
private final class FolderLock: Sendable {
    private let file: Descriptor

    init(folder: String) throws {
        let path = folder + "/sandykd.lock"
        let file = try Descriptor(opening: path, flags: O_RDWR | O_CREAT, mode: 0o600)
        do {
            try SystemCall.checked("flock", path) { flock(file.number, LOCK_EX | LOCK_NB) }
        } catch StoreError.system(_, _, EWOULDBLOCK) {
            throw StoreError.secondDaemon(path: folder)
        }
        self.file = file
    }

    func unlock() { flock(file.number, LOCK_UN) }
}
