import Foundation
import Logging
import VaultCrypto
import VaultEngine
import VaultModel
import VaultStore
import Synchronization

/// A real vault in a temporary folder, with colleagues enrolled, at a passphrase cost that the engine itself
/// accepts. Unlock keys are random here: Argon2id has tests of its own.
final class TestVault {
    let folder: String
    var settings: VaultSettings
    private(set) var vault: Vault
    private var unlockKeys: [String: [UInt8]] = [:]
    private(set) var words: [String: String] = [:]

    private let clock: TestClock?

    init(clock: TestClock? = nil, passphrase: Bool = false) async throws {
        self.clock = clock
        folder = NSTemporaryDirectory() + "sandyk-engine-" + Hex.encode(Random.bytes(8))
        try FileManager.default.createDirectory(
            atPath: folder + "/data", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        settings = VaultSettings(
            dataFolder: folder + "/data", rootKey: .file(path: folder + "/root.key"), keystore: folder + "/keystore",
            mirror: folder + "/mirror")
        settings.memoryKiB = 65_536
        if passphrase { settings.rootKey = .passphrase }
        vault = try await Self.open(settings, clock)
        let made = try await vault.initialise(
            account: "admin", key: try key("admin"), salt: Self.salt, passes: 3, memoryKiB: 65_536, uid: Self.uid,
            root: passphrase ? try secret("technician") : nil, rootSalt: passphrase ? Self.salt : nil)
        words["admin"] = made.keyWords
    }

    static let uid: UInt32 = 0
    static let salt = String(repeating: "ab", count: 16)

    static func open(_ settings: VaultSettings, _ clock: TestClock? = nil) async throws -> Vault {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        guard let clock else { return try await Vault.open(settings, version: "test", logger: logger) }
        return try await Vault.open(settings, version: "test", logger: logger, clock: { clock.now })
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func key(_ name: String) throws -> PresentedUnlockKey {
        let bytes = unlockKeys[name] ?? Random.bytes(32)
        unlockKeys[name] = bytes
        return try bytes.withUnsafeBytes { try PresentedUnlockKey($0) }
    }

    /// The secret that somebody made from a slot's passphrase; another name is another passphrase.
    func secret(_ name: String) throws -> PresentedSlotSecret {
        let bytes = unlockKeys["slot " + name] ?? Random.bytes(32)
        unlockKeys["slot " + name] = bytes
        return try bytes.withUnsafeBytes { try PresentedSlotSecret($0) }
    }

    func unseal(_ slot: String, _ secret: String? = nil, uid: UInt32 = uid) async throws {
        _ = try await vault.unseal(
            slot: slot, secret: slot == "root" ? nil : try self.secret(secret ?? slot), uid: uid)
    }

    func setSlot(_ slot: String, _ secret: String, by admin: Session) async throws {
        _ = try await vault.setSlot(
            admin, name: slot, secret: try self.secret(secret), salt: Self.salt, passes: 3, memoryKiB: 65_536)
    }

    func login(_ name: String) async throws -> Session {
        let token = try await vault.login(name: name, key: try key(name), uid: Self.uid)
        return try vault.session(token: token.token, uid: Self.uid)
    }

    func enrol(_ name: String, _ role: Role, by admin: Session) async throws -> Session {
        let invitation = try await vault.invite(admin, InviteRequest(name: name, role: role))
        let enrolled = try await vault.enrol(
            name: name, inviteCode: invitation.code, key: try key(name), salt: Self.salt, passes: 3,
            memoryKiB: 65_536, uid: Self.uid)
        words[name] = enrolled.keyWords
        return try await login(name)
    }

    /// How many streams stand in blobs.db.
    func streamCount() async throws -> Int {
        let copy = try BlobDatabase(path: settings.dataFolder + "/blobs.db")
        defer { try? copy.close() }
        return try await copy.streams().count
    }

    /// A graceful stop and a new start on the same files.
    func restart() async throws {
        await vault.beginStopping()
        try await vault.close()
        vault = try await Self.open(settings, clock)
    }

    /// A stop and start with something done to the files in between.
    func restart(after change: (String) throws -> Void) async throws {
        await vault.beginStopping()
        try await vault.close()
        try change(settings.dataFolder)
        vault = try await Self.open(settings, clock)
    }
}

/// The usual people: an admin, a lead, a lawyer, two psychologists, an auditor, and one case.
struct Staff {
    let test: TestVault
    let admin: Session
    let caseworker: Session
    let lawyer: Session
    let psychologist: Session
    let auditor: Session
    let code = "KG-2026-0041"

    init(clock: TestClock? = nil) async throws {
        test = try await TestVault(clock: clock)
        admin = try await test.login("admin")
        caseworker = try await test.enrol("aizada", .caseworker, by: admin)
        lawyer = try await test.enrol("bakyt", .lawyer, by: admin)
        psychologist = try await test.enrol("cholpon", .psychologist, by: admin)
        auditor = try await test.enrol("director", .auditor, by: admin)
        _ = try await test.vault.openCase(caseworker, OpenCaseRequest(code: code))
        _ = try await test.vault.assign(
            caseworker, code: code, AssignRequest(name: "bakyt", keyWords: test.words["bakyt"]))
        _ = try await test.vault.assign(
            caseworker, code: code, AssignRequest(name: "cholpon", keyWords: test.words["cholpon"]))
    }

    var vault: Vault { test.vault }
}

/// What a call is refused with; records an issue where it is not refused.
func refusal<Answer>(_ body: () async throws -> Answer) async -> ProblemCode? {
    do {
        _ = try await body()
        return nil
    } catch let error as VaultError {
        return error.code
    } catch {
        return nil
    }
}

/// Content in pieces, as a client sends it.
func pieces(_ content: [UInt8], size: Int = 10_000) -> () async throws -> [UInt8]? {
    var rest = content[...]
    return {
        guard !rest.isEmpty else { return nil }
        let piece = Array(rest.prefix(size))
        rest = rest.dropFirst(size)
        return piece
    }
}

/// A clock that moves when told to.
final class TestClock: Sendable {
    private let moment = Mutex(Date(timeIntervalSince1970: 1_790_000_000))

    var now: Date { moment.withLock { $0 } }

    func advance(seconds: Double) { moment.withLock { $0 += seconds } }
}
