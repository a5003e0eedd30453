import Glibc

/// Why the socket cannot be made. Each prints as one line that says what to do.
package enum SocketRefusal: Error, Equatable {
    /// There is no such folder.
    case folderMissing(path: String)
    /// Somebody besides root and the daemon's user could put another socket in its place.
    case folderOpenToOthers(path: String)
    /// Longer than the kernel takes.
    case pathTooLong(path: String)
    /// Something that is not a socket has that name.
    case inTheWay(path: String)
    /// Another daemon answers there.
    case inUse(path: String)
    /// There is no Unix group of that name.
    case noSuchGroup(name: String)
    /// The system refused; the text is its own.
    case system(reason: String)
}

/// The file that the Unix socket is: its folder's safety, its mode, its end.
package struct SocketFile: Sendable {
    /// Where.
    package let path: String
    /// Who may connect besides the daemon's own user and group.
    package let group: String?

    /// A socket at `path`.
    package init(path: String, group: String? = nil) {
        self.path = path
        self.group = group
    }

    /// Checks the folder and removes a socket that nobody listens on any more. The data folder's lock has
    /// to be held.
    ///
    /// - Throws: ``SocketRefusal``.
    package func prepare() throws(SocketRefusal) {
        try checkFolder()
        if let group { _ = try Self.groupID(group) }
        var found = stat()
        guard lstat(path, &found) == 0 else { return }
        guard found.st_mode & S_IFMT == S_IFSOCK else { throw .inTheWay(path: path) }
        guard !answers() else { throw .inUse(path: path) }
        guard unlink(path) == 0 else { throw Self.systemError() }
    }

    /// Lets the daemon's group, or ``group``, connect: mode 0660. Call it once the socket is bound.
    ///
    /// - Throws: ``SocketRefusal``.
    package func letPeopleIn() throws(SocketRefusal) {
        if let group {
            let id = try Self.groupID(group)
            guard lchown(path, uid_t.max, id) == 0 else { throw Self.systemError() }
        }
        guard chmod(path, 0o660) == 0 else { throw Self.systemError() }
    }

    /// Removes the socket.
    package func remove() { unlink(path) }

    /// Checks that nobody besides root and the daemon's user could put another socket here.
    ///
    /// - Throws: ``SocketRefusal``.
    package func checkFolder() throws(SocketRefusal) {
        guard path.utf8.count < 108 else { throw .pathTooLong(path: path) }
        let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        var found = stat()
        guard stat(folder, &found) == 0, found.st_mode & S_IFMT == S_IFDIR else { throw .folderMissing(path: folder) }
        let owned = found.st_uid == 0 || found.st_uid == geteuid()
        guard owned, found.st_mode & 0o022 == 0 else { throw .folderOpenToOthers(path: folder) }
    }

    private func answers() -> Bool {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
    }

    private static func groupID(_ name: String) throws(SocketRefusal) -> gid_t {
        // Only at start, where no other thread asks for a group.
        guard let entry = getgrnam(name) else { throw .noSuchGroup(name: name) }
        return entry.pointee.gr_gid
    }

    private static func systemError() -> SocketRefusal { .system(reason: String(cString: strerror(errno))) }
}
