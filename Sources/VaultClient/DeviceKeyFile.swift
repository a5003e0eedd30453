internal import Glibc
package import VaultCrypto

/// An optional second secret of a person's own machine: with it, the passphrase alone is nothing to guess at.
///
/// One line `sandyk-device-…` in a file of mode 0400. It never leaves this machine: only the unlock key that it is
/// mixed into does. Who loses it is where somebody is who forgot the passphrase.
public struct DeviceKeyFile: Sendable {
    /// Where it is.
    public let path: String
    /// Whether it was made just now.
    public let isNew: Bool
    package let key: HeldKey<DeviceKeyRole>

    private static let longest = 256

    /// Reads a device key.
    ///
    /// - Throws: ``VaultClientError`` with `deviceKeyUnusable`: no such file, others can read it, or it holds no
    ///   device key.
    public init(reading path: String) throws {
        guard let key = try Self.read(path) else { throw Self.unusable(path, "there is no such file") }
        self.init(path: path, isNew: false, key: key)
    }

    /// Makes a device key where there is no file, else reads it: none is ever overwritten.
    ///
    /// - Throws: ``VaultClientError`` with `deviceKeyUnusable`.
    public init(readingOrMaking path: String) throws {
        if let key = try Self.read(path) {
            self.init(path: path, isNew: false, key: key)
        } else {
            self.init(path: path, isNew: true, key: try Self.make(path))
        }
    }

    private init(path: String, isNew: Bool, key: HeldKey<DeviceKeyRole>) {
        self.path = path
        self.isNew = isNew
        self.key = key
    }

    private static func read(_ path: String) throws -> HeldKey<DeviceKeyRole>? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw unusable(path, String(cString: strerror(errno)))
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw unusable(path, "it is not an ordinary file")
        }
        guard status.st_mode & 0o077 == 0, status.st_uid == geteuid() else {
            throw unusable(path, "it is not this user's alone (`chmod 400`)")
        }
        do {
            let text = try SecretBytes(count: longest) { bytes in
                bytes.initializeMemory(as: UInt8.self, repeating: 0x20)
                guard Glibc.read(descriptor, bytes.baseAddress, longest) > 0 else { throw CryptoError.malformedText }
            }
            return HeldKey(try TextForm.deviceKey.decode(text))
        } catch {
            throw unusable(path, "it holds no device key, or a damaged one")
        }
    }

    private static func make(_ path: String) throws -> HeldKey<DeviceKeyRole> {
        let key = HeldKey(try DeviceKey())
        let text = try TextForm.deviceKey.encode(key.key)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o400)
        guard descriptor >= 0 else { throw unusable(path, String(cString: strerror(errno))) }
        defer { close(descriptor) }
        let written = text.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        guard written == text.count, write(descriptor, "\n", 1) == 1, fsync(descriptor) == 0, syncFolder(of: path)
        else {
            let reason = String(cString: strerror(errno))
            unlink(path)
            throw unusable(path, reason)
        }
        return key
    }

    /// The name has to outlive a power cut too.
    private static func syncFolder(of path: String) -> Bool {
        let parent = path.lastIndex(of: "/").map { String(path[..<$0]) + "/." } ?? "."
        let folder = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return false }
        defer { close(folder) }
        return fsync(folder) == 0
    }

    private static func unusable(_ path: String, _ reason: String) -> VaultClientError {
        VaultClientError(.deviceKeyUnusable, "\(path): \(reason)")
    }
}
