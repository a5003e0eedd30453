import FoundationEssentials
import Glibc
import VaultModel

/// Who is logged in at one vault, kept in the run folder with mode 0600.
struct SavedSession: Codable, Equatable, Sendable {
    /// Whom to log in again when the session has ended.
    var account: String
    /// What they do.
    var role: Role
    /// Goes into each request; bound to this user by the daemon.
    var token: String
    /// The path of the device key that the account needs, where it has one.
    var deviceKey: String?

    init(_ token: SessionToken, deviceKey: String? = nil) {
        self.deviceKey = deviceKey
        account = token.account
        role = token.role
        self.token = token.token
    }

    /// One file for each socket, so that two vaults do not mix.
    static func fileName(socketPath: String) -> String {
        // FNV-1a, 64 bits: tells sockets apart, keeps nothing secret.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in socketPath.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return "session-" + String(hash, radix: 16)
    }

    /// The session for this socket; `nil` where nobody is logged in.
    static func load(from folder: RunFolder, socketPath: String) -> SavedSession? {
        let path = "\(folder.path)/\(fileName(socketPath: socketPath))"
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_uid == geteuid(), status.st_mode & 0o077 == 0,
            let bytes = try? SmallFile.read(descriptor, path: path)
        else { return nil }
        return try? JSONDecoder().decode(SavedSession.self, from: Data(bytes))
    }

    /// Keeps it.
    func save(in folder: RunFolder, socketPath: String) throws {
        try folder.write(Array(try JSONEncoder().encode(self)), to: Self.fileName(socketPath: socketPath))
    }

    /// Forgets it.
    static func remove(from folder: RunFolder, socketPath: String) {
        unlink("\(folder.path)/\(fileName(socketPath: socketPath))")
    }
}
