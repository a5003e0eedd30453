import Glibc

/// A file that appears under its name whole or not at all, readable by its owner only.
///
/// It has no name before ``commit(replacing:)``, so that whatever ends the program before, SIGKILL and a power cut
/// included, leaves nothing. A file system that knows no files without a name (a stick) gets a temporary name in the
/// same folder; there SIGKILL leaves a `.sandyk-….part`.
final class NewFile {
    /// Where it will be.
    let path: String
    private let folder: String
    private let descriptor: Int32
    /// The name until the file has its own; `nil` while it has none at all.
    private var temporary: String?
    private var undo: Int?

    // `__O_TMPFILE | O_DIRECTORY`: the C macro is too much for the importer.
    private static let withoutName: Int32 = 0o20_000_000 | O_DIRECTORY

    /// - Throws: ``SystemError`` if the folder cannot be written.
    init(folder: String, name: String) throws {
        self.folder = folder
        path = folder == "/" ? "/\(name)" : "\(folder)/\(name)"
        let nameless = open(folder, O_WRONLY | Self.withoutName | O_CLOEXEC, 0o600)
        if nameless >= 0 || ![EOPNOTSUPP, EISDIR, ENOENT, EINVAL].contains(errno) {
            guard nameless >= 0 else { throw SystemError(path: folder, number: errno) }
            descriptor = nameless
            return
        }
        let temporary = Self.temporaryName(in: folder)
        descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw SystemError(path: folder, number: errno) }
        remember(temporary)
    }

    deinit {
        close(descriptor)
        guard let temporary else { return }
        unlink(temporary)
        settle()
    }

    private static func temporaryName(in folder: String) -> String { "\(folder)/.sandyk-\(RandomName.make()).part" }

    /// From now on there is a name to take away.
    private func remember(_ temporary: String) {
        self.temporary = temporary
        undo = Interrupts.onSignal { unlink(temporary) }
    }

    private func settle() {
        temporary = nil
        if let undo { Interrupts.settle(undo) }
        undo = nil
    }

    /// Gives the file a name that is free.
    private func link(as name: String) -> Int32 {
        if let temporary { return Glibc.link(temporary, name) }
        return linkat(AT_FDCWD, "/proc/self/fd/\(descriptor)", AT_FDCWD, name, AT_SYMLINK_FOLLOW)
    }

    /// A name to rename from, for what a second name cannot do.
    private func named() throws -> String {
        if let temporary { return temporary }
        let temporary = Self.temporaryName(in: folder)
        guard link(as: temporary) == 0 else { throw SystemError(path: path, number: errno) }
        remember(temporary)
        return temporary
    }

    /// Adds bytes.
    func write(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw SystemError(path: path, number: errno) }
            rest = rest.dropFirst(count)
        }
    }

    /// Makes the bytes durable and gives the file its name.
    ///
    /// - Parameter replacing: Whether a file of that name may go.
    /// - Throws: ``Failure`` if there is one and it may not; ``SystemError``. Nothing of the new file stays then.
    func commit(replacing: Bool) throws {
        guard fchmod(descriptor, 0o600) == 0, fsync(descriptor) == 0 else {
            throw SystemError(path: path, number: errno)
        }
        if replacing {
            var there = stat()
            // A device, a pipe or a folder is nothing to replace; a link is replaced itself.
            if lstat(path, &there) == 0, ![S_IFREG, S_IFLNK].contains(there.st_mode & S_IFMT) {
                throw Failure(.data, .fileExists(path))
            }
            guard rename(try named(), path) == 0 else { throw SystemError(path: path, number: errno) }
        } else {
            try nameWithoutReplacing()
        }
        settle()
        syncFolder()
    }

    private func nameWithoutReplacing() throws {
        // A second name fails where there is one already, whoever made it meanwhile.
        if link(as: path) == 0 {
            if let temporary { unlink(temporary) }
            return
        }
        if errno == EEXIST { throw Failure(.data, .fileExists(path), next: .nextForce) }
        guard errno == EPERM || errno == EOPNOTSUPP || errno == ENOSYS || errno == EMLINK else {
            throw SystemError(path: path, number: errno)
        }
        // A file system without second names (a stick): take the name first, then put the file in its place.
        let reserved = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard reserved >= 0 else {
            if errno == EEXIST { throw Failure(.data, .fileExists(path), next: .nextForce) }
            throw SystemError(path: path, number: errno)
        }
        close(reserved)
        guard rename(try named(), path) == 0 else {
            let number = errno
            unlink(path)
            throw SystemError(path: path, number: number)
        }
    }

    private func syncFolder() {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }
}
