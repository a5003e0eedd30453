import Foundation
import Glibc
import VaultCrypto
import VaultModel
import VaultStore

/// Reads the root key from where `Keys` says, and makes it when a vault is made.
///
/// A passphrase is no file: whoever knows it makes a slot's secret of it, and there is nothing to read here.
enum RootKeyReader {
    /// - Throws: ``StartRefusal``; `nil` where there is none yet.
    static func read(_ source: RootKeySource) throws(StartRefusal) -> HeldKey<RootKeyRole>? {
        guard let path = try path(of: source) else { return nil }
        // systemd gives a credential to its service by group or ACL, which shows as 0440; its folder is closed.
        let closedBits: mode_t = if case .credential = source { 0o037 } else { 0o077 }
        return try read(path, closedBits: closedBits)
    }

    /// Reads one file.
    ///
    /// - Throws: ``StartRefusal``; `nil` where there is none.
    static func read(_ path: String, closedBits: mode_t = 0o077) throws(StartRefusal) -> HeldKey<RootKeyRole>? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw .storage(reason: "cannot read \(path): \(String(cString: strerror(errno)))")
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .storage(reason: "cannot look at \(path)") }
        guard status.st_mode & closedBits == 0, status.st_uid == geteuid() || status.st_uid == 0 else {
            throw .rootKeyOpenToOthers(path: path)
        }
        let limit = 512
        var count = 0
        do {
            let text = try SecretBytes(count: limit) { bytes in
                bytes.initializeMemory(as: UInt8.self, repeating: 0x20)
                count = Glibc.read(descriptor, bytes.baseAddress, limit)
            }
            guard count > 0 else { throw StartRefusal.rootKeyMalformed }
            return HeldKey(try TextForm.rootKey.decode(text))
        } catch {
            throw .rootKeyMalformed
        }
    }

    /// Makes a new root key, mode 0400, where there is none.
    ///
    /// - Throws: ``StoreError``, ``CryptoError``.
    static func create(_ source: RootKeySource) throws -> HeldKey<RootKeyRole> {
        guard case .file(let path) = source else {
            throw VaultError(.invalidValue, "The root key's credential is missing; make it before `sandyk init`.")
        }
        return try create(path)
    }

    /// Makes a new root key in a new file, mode 0400; durable on return.
    ///
    /// - Throws: ``StoreError``, ``CryptoError``.
    static func create(_ path: String) throws -> HeldKey<RootKeyRole> {
        let root = HeldKey(try RootKey())
        let text = try TextForm.rootKey.encode(root.key)
        // Under another name until it is whole, or a kill would leave a root key that is none. What one left
        // behind was never used.
        let new = path + ".new"
        unlink(new)
        let descriptor = open(new, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o400)
        guard descriptor >= 0 else { throw StoreError.system(call: "open", path: path, code: errno) }
        defer { close(descriptor) }
        let written = text.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        guard written == text.count, Glibc.write(descriptor, "\n", 1) == 1, fsync(descriptor) == 0 else {
            throw StoreError.system(call: "write", path: path, code: errno)
        }
        guard access(path, F_OK) != 0, rename(new, path) == 0 else {
            throw StoreError.system(call: "rename", path: path, code: errno)
        }
        try synchroniseFolder(of: path)
        return root
    }

    /// Where a new root key lies until it is in the place of the old one: beside it, or where the source is no
    /// file, in the data folder.
    static func newPath(of source: RootKeySource, dataFolder: String) -> String {
        if case .file(let path) = source { path + ".new" } else { dataFolder + "/root.key.new" }
    }

    /// Whether the daemon may put a new file beside this one.
    static func isReplaceable(_ path: String) -> Bool {
        access((path as NSString).deletingLastPathComponent, W_OK) == 0
    }

    /// Puts the new file in the place of the old one; durable on return.
    ///
    /// - Throws: ``StoreError``.
    static func replace(_ path: String, by new: String) throws {
        guard rename(new, path) == 0 else { throw StoreError.system(call: "rename", path: path, code: errno) }
        try synchroniseFolder(of: path)
    }

    /// The name has to outlive a power cut too.
    private static func synchroniseFolder(of path: String) throws {
        let folder = open((path as NSString).deletingLastPathComponent + "/.", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw StoreError.system(call: "open", path: path, code: errno) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw StoreError.system(call: "fsync", path: path, code: errno) }
    }

    /// What `sandyk init` tells the operator.
    static func place(of source: RootKeySource) -> String {
        switch source {
        case .file(let path): path
        case .credential(let name): "credential \(name)"
        case .passphrase: "passphrase"
        }
    }

    private static func path(of source: RootKeySource) throws(StartRefusal) -> String? {
        switch source {
        case .file(let path): return path
        case .credential(let name):
            guard let folder = getenv("CREDENTIALS_DIRECTORY").map({ String(cString: $0) }) else {
                throw .rootKeyMissing(path: "credential \(name)")
            }
            return folder + "/" + name
        case .passphrase: return nil
        }
    }
}
