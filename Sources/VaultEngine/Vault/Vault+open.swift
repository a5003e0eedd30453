package import Foundation
package import Logging
import VaultCrypto
import VaultModel
import VaultStore

extension Vault {
    /// Opens what is in the data folder: the root key opens the keystore, the ledger is replayed and
    /// verified from the charter on, the tables are compared with it, the pin with both.
    ///
    /// Blocks for a while on a large ledger; called once, before anything is served.
    ///
    /// - Throws: ``StartRefusal``.
    package static func open(
        _ settings: VaultSettings, version: String, logger: Logger, clock: @escaping @Sendable () -> Date = Date.init
    ) async throws(StartRefusal) -> Vault {
        do {
            try Sodium.initialise()
            let folder = try DataFolder(path: settings.dataFolder)
            let database = try VaultDatabase(folder: folder)
            let blobs = try BlobDatabase(folder: folder)
            let pinBytes = try AtomicFile.read(folder.path(of: Pin.fileName))
            var condition = Condition.uninitialised
            var replay = LedgerReader.Replay()
            let (vaultID, ledgerCount) = try await database.read { (try $0.vaultID(), try $0.ledgerCount()) }
            if vaultID != nil || ledgerCount > 0 || pinBytes != nil {
                if try isSealed(settings, folder) {
                    condition = .sealed
                } else {
                    let keys = try openKeys(settings, .root(try rootKey(settings)))
                    (condition, replay) = try await load(keys, database, pinBytes)
                }
            }
            let vault = Vault(
                settings: settings, version: version, logger: logger, clock: clock, folder: folder,
                database: database, blobs: blobs, condition: condition, replay: replay)
            if case .ready(let keys) = condition { try await vault.resume(keys) }
            return vault
        } catch {
            throw StartRefusal(error, settings)
        }
    }

    /// The second half of opening, when the keystore is open: here at once, or at `sandyk unseal`.
    ///
    /// - Throws: ``StartRefusal``, ``CryptoError``, ``StoreError``.
    static func load(
        _ keys: VaultKeys, _ database: VaultDatabase, _ pinBytes: [UInt8]?
    ) async throws -> (Condition, LedgerReader.Replay) {
        let pin = try pinBytes.map { try Pin(opening: $0, keys) }
        guard let vaultID = try await database.read({ try $0.vaultID() }) else {
            return (.behindPin(keys, reason: "the database is empty, its pin is not"), LedgerReader.Replay())
        }
        guard vaultID == keys.vaultID else { throw StartRefusal.tablesDiffer(table: "vault") }
        let replay = try await LedgerReader(keys: keys).replay(database, pinnedSize: pin?.size)
        guard replay.state.authority.vaultID == vaultID else { throw StartRefusal.tablesDiffer(table: "vault") }
        if let reason = behind(pin, replay, keys) { return (.behindPin(keys, reason: reason), replay) }
        try await TableCheck(keys: keys, state: replay.state).run(database)
        return (.ready(keys), replay)
    }

    /// Whether the keystore stays closed until `sandyk unseal`: the root key is a passphrase; somebody sealed the
    /// vault; or its root key is gone and a passphrase is the spare way in.
    private static func isSealed(_ settings: VaultSettings, _ folder: DataFolder) throws -> Bool {
        if settings.rootKey == .passphrase || isMarkedSealed(folder) { return true }
        guard try RootKeyReader.read(settings.rootKey) == nil else { return false }
        return keystores(settings).first?.head.slots.contains { KeystoreSlot.passphrases.contains($0.kind) } ?? false
    }

    static func rootKey(_ settings: VaultSettings) throws -> HeldKey<RootKeyRole> {
        guard let root = try RootKeyReader.read(settings.rootKey) else {
            throw StartRefusal.rootKeyMissing(path: RootKeyReader.place(of: settings.rootKey))
        }
        return root
    }

    /// The keystore and its mirror as they can be read, the higher generation first.
    static func keystores(_ settings: VaultSettings) -> [(bytes: [UInt8], head: KeystoreFile.Head)] {
        settings.keystorePaths.compactMap { path in (try? AtomicFile.read(path)).flatMap { $0 } }
            .compactMap { bytes in (try? KeystoreFile.head(of: bytes)).map { (bytes, $0) } }
            .sorted { $0.1.generation > $1.1.generation }
    }

    static func openKeys(_ settings: VaultSettings, _ secret: KeystoreSecret) throws -> VaultKeys {
        // The higher generation wins; a missing or damaged one is mended at the next rewrite.
        let found = keystores(settings)
        guard !found.isEmpty else {
            let isThere = settings.keystorePaths.contains { access($0, F_OK) == 0 }
            throw isThere
                ? StartRefusal.keystoreDamaged(path: settings.keystore)
                : StartRefusal.keystoreMissing(path: settings.keystore)
        }
        // The newest that opens; that it is not too old is the pin's to say.
        for (bytes, head) in found {
            if let contents = try? KeystoreFile.decode(bytes, secret: secret) {
                return VaultKeys(Keystore(vault: head.vault, contents: contents, paths: settings.keystorePaths))
            }
        }
        throw StartRefusal.rootKeyWrong
    }

    /// A stop between the keystore's rewrite and its mirror's leaves an older one, in which a key may be that was
    /// destroyed: both are written again before anything else.
    func mendKeystores(_ keys: VaultKeys) async {
        let copies = settings.keystorePaths.map { path in (try? AtomicFile.read(path)).flatMap { $0 } }
        guard copies.contains(where: { $0 == nil || $0 != copies[0] }) else { return }
        do {
            try await queue.commit { _, _ in try keys.keystore.update { _ in } }
            await writePin()
            logger.notice("the keystore and its mirror differed; both were written again")
        } catch {
            logger.error(
                "the keystore's copies differ and cannot be written",
                metadata: ["reason": "\(translate(error).code.rawValue)"])
        }
    }

    private static func behind(_ pin: Pin?, _ replay: LedgerReader.Replay, _ keys: VaultKeys) -> String? {
        // A vault's first pin is written before `sandyk init` answers: one that is gone was taken away.
        guard let pin else { return replay.signatures > 1 ? "its pin is missing" : nil }
        if replay.state.tree.size < pin.size {
            return "the ledger has \(replay.state.tree.size) events, its pin says \(pin.size)"
        }
        if replay.rootAtPin != pin.root { return "the ledger's history differs from its pin" }
        if keys.keystore.snapshot.generation < pin.generation { return "the keystore is older than its pin" }
        return nil
    }

    /// Says that it started and finishes what a stop cut off.
    func resume(_ keys: VaultKeys) async throws {
        let clock = clock
        await mendKeystores(keys)
        try await queue.commit { transaction, state in
            let pen = LedgerPen(keys: keys, at: Timestamp(clock()))
            try pen.append(pen.event(.started), transaction, &state)
            if let cutOff = state.openCeremony {
                try pen.endCeremony(cutOff, outcome: 503, .resumedAtStart, by: nil, transaction, &state)
            }
        }
        await afterLeaving(keys)
        // First what the ledger does not know: a root key that was asked for and not recorded is not taken on.
        await finishSlots(keys)
        await finishRootKey()
        try await sweepStreams(keys)
    }
}

extension StartRefusal {
    /// What stopped the start, as one of the refusals.
    init(_ error: any Error, _ settings: VaultSettings) {
        switch error {
        case let refusal as StartRefusal: self = refusal
        case StoreError.folderMissing(let path): self = .dataFolderMissing(path: path)
        case StoreError.folderReadableByOthers(let path), StoreError.folderNotOwned(let path):
            self = .dataFolderOpenToOthers(path: path)
        case StoreError.secondDaemon(let path): self = .secondDaemon(path: path)
        case StoreError.newerVersion(let found, let supported):
            self = .newerDatabase(found: found, supported: supported)
        case StoreError.notAVault(let path): self = .notAVault(path: path)
        case let error as StoreError: self = .storage(reason: error.description)
        case is CryptoError, is MalformedEncoding: self = .tablesDiffer(table: "pin")
        default: self = .storage(reason: "\(type(of: error))")
        }
    }
}
