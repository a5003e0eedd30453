import Glibc

/// The files of one SQLite database, for their owner alone.
///
/// Never opens a file that SQLite may have open: closing any descriptor of a file gives up all of this
/// process's POSIX locks on it, SQLite's included (https://www.sqlite.org/howtocorrupt.html, 2.2).
struct DatabaseFile {
    /// The main file.
    let path: String

    /// Makes the main file, empty and 0600, where there is none. SQLite gives `-wal`, `-shm` and `-journal`
    /// the main file's mode.
    func createIfMissing() throws {
        if access(path, F_OK) == 0 { return try closeToOthers() }
        let file = try Descriptor(opening: path, flags: O_RDWR | O_CREAT | O_EXCL, mode: 0o600)
        try file.setMode(0o600)
    }

    /// Takes every right from group and others on all the files that are there.
    func closeToOthers() throws {
        for suffix in ["", "-wal", "-shm", "-journal"] where access(path + suffix, F_OK) == 0 {
            try SystemCall.checked("chmod", path) { chmod(path + suffix, 0o600) }
        }
    }
}
