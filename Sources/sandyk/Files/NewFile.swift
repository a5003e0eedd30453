import Glibc

/// A file that appears under its name whole or not at all, readable by its owner only.
///
/// It is written under a temporary name in the same folder; whatever ends the program before ``commit(replacing:)``,
/// Ctrl-C included, leaves nothing.
final class NewFile {
    /// Where it will be.
    let path: String
    private let temporary: String
    private let folder: String
    private let descriptor: Int32
    private let undo: Int
    private var isSettled = false

    /// - Throws: ``SystemError`` if the folder cannot be written.
    init(folder: String, name: String) throws {
        self.folder = folder
        path = folder == "/" ? "/\(name)" : "\(folder)/\(name)"
        let temporary = "\(folder)/.sandyk-\(RandomName.make()).part"
        descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw SystemError(path: folder, number: errno) }
        self.temporary = temporary
        undo = Interrupts.onSignal { unlink(temporary) }
    }

    deinit {
        close(descriptor)
        guard !isSettled else { return }
        unlink(temporary)
        Interrupts.settle(undo)
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
            guard rename(temporary, path) == 0 else { throw SystemError(path: path, number: errno) }
        } else {
            try renameWithoutReplacing()
        }
        isSettled = true
        Interrupts.settle(undo)
        syncFolder()
    }

    private func renameWithoutReplacing() throws {
        // A second name fails where there is one already, whoever made it meanwhile.
        if link(temporary, path) == 0 {
            unlink(temporary)
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
        guard rename(temporary, path) == 0 else {
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
