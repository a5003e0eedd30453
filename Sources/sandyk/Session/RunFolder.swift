import FoundationEssentials
import Glibc

/// The one folder where `sandyk` keeps anything between or during commands: session tokens, a note that is being
/// typed, a note that could not be sent. In memory, so that nothing of it outlives the machine's power.
struct RunFolder: Sendable {
    /// Absolute, without a trailing slash.
    let path: String

    /// Makes the folder where it is missing and checks it.
    ///
    /// - Throws: ``Failure`` unless it is this user's alone (0700, no link) and memory-backed.
    init(environment: [String: String]) throws {
        let path = Self.path(environment: environment, user: geteuid())
        if mkdir(path, 0o700) != 0, errno != EEXIST { throw SystemError(path: path, number: errno) }
        try Self.check(path)
        self.path = path
    }

    /// `$XDG_RUNTIME_DIR/sandyk`, else `/dev/shm/sandyk-UID`.
    static func path(environment: [String: String], user: uid_t) -> String {
        var status = stat()
        if let base = environment["XDG_RUNTIME_DIR"], base.hasPrefix("/"), stat(base, &status) == 0 {
            return (base.hasSuffix("/") ? base : base + "/") + "sandyk"
        }
        return "/dev/shm/sandyk-\(user)"
    }

    /// - Throws: ``Failure`` that says what is wrong with the folder at `path`.
    static func check(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure(.notAllowed, .runFolderUnusable(path), next: .nextRunFolder(path)) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw SystemError(path: path, number: errno) }
        guard status.st_uid == geteuid(), status.st_mode & 0o077 == 0 else {
            throw Failure(.notAllowed, .runFolderOpen(path), next: .nextRunFolder(path))
        }
        let mounts = try SmallFile.read(path: "/proc/self/mountinfo")
        guard isInMemory(device: status.st_dev, mounts: String(decoding: mounts, as: UTF8.self)) else {
            throw Failure(.notAllowed, .runFolderOnDisk(path), next: .nextRuntimeDirectory)
        }
    }

    /// Whether `/proc/self/mountinfo` (proc(5)) calls the device a tmpfs or a ramfs.
    static func isInMemory(device: dev_t, mounts: String) -> Bool {
        let major = (device >> 8) & 0xFFF | (device >> 32) & ~0xFFF
        let minor = device & 0xFF | (device >> 12) & ~0xFF
        let types = mounts.split(separator: "\n").compactMap { line -> Substring? in
            let words = line.split(separator: " ")
            guard words.count > 2, words[2] == "\(major):\(minor & 0xFFFF_FFFF)",
                let dash = words.lastIndex(of: "-"), dash + 1 < words.count
            else { return nil }
            return words[dash + 1]
        }
        return !types.isEmpty && types.allSatisfy { $0 == "tmpfs" || $0 == "ramfs" }
    }

    /// Writes a file of mode 0600, wholly or not at all, in place of one that may be there.
    func write(_ bytes: [UInt8], to name: String) throws {
        let file = try NewFile(folder: path, name: name)
        try file.write(bytes)
        try file.commit(replacing: true)
    }

    /// A new subfolder of mode 0700 for one editor.
    func makeEditorFolder() throws -> String {
        let folder = "\(path)/edit-\(RandomName.make())"
        guard mkdir(folder, 0o700) == 0 else { throw SystemError(path: folder, number: errno) }
        return folder
    }
}

/// Names that nobody can guess, for files that must be new.
enum RandomName {
    /// 16 hexadecimal digits.
    static func make() -> String {
        let number = UInt64.random(in: 0...UInt64.max)
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
