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
                let keys = try openKeys(settings)
                let pin = try pinBytes.map { try Pin(opening: $0, keys) }
                guard let vaultID else {
                    condition = .behindPin(keys, reason: "the database is empty, its pin is not")
                    return Vault(
                        settings: settings, version: version, logger: logger, clock: clock, folder: folder,
                        database: database, blobs: blobs, condition: condition, replay: replay)
                }
                guard vaultID == keys.vaultID else { throw StartRefusal.tablesDiffer(table: "vault") }
                replay = try await LedgerReader(keys: keys).replay(database, pinnedSize: pin?.size)
                guard replay.state.authority.vaultID == vaultID else {
                    throw StartRefusal.tablesDiffer(table: "vault")
                }
                if let reason = behind(pin, replay, keys) {
                    condition = .behindPin(keys, reason: reason)
                } else {
                    try await TableCheck(keys: keys, state: replay.state).run(database)
                    condition = .ready(keys)
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

    private static func openKeys(_ settings: VaultSettings) throws -> VaultKeys {
        guard let root = try RootKeyReader.read(settings.rootKey) else {
            throw StartRefusal.rootKeyMissing(path: RootKeyReader.place(of: settings.rootKey))
        }
        let paths = [settings.keystore] + (settings.mirror.map { [$0] } ?? [])
        // The higher generation wins; a missing or damaged one is mended at the next rewrite.
        let files = paths.compactMap { path in (try? AtomicFile.read(path)).flatMap { $0 } }
        guard !files.isEmpty else { throw StartRefusal.keystoreMissing(path: settings.keystore) }
        let heads = files.compactMap { bytes in
            (try? KeystoreFile.head(of: bytes)).map { (bytes: bytes, vault: $0.vault, generation: $0.generation) }
        }.sorted { $0.generation > $1.generation }
        guard !heads.isEmpty else { throw StartRefusal.keystoreDamaged(path: settings.keystore) }
        // The newest that opens; that it is not too old is the pin's to say.
        for head in heads {
            if let contents = try? KeystoreFile.decode(head.bytes, secret: .root(root)) {
                return VaultKeys(Keystore(vault: head.vault, contents: contents, paths: paths))
            }
        }
        throw StartRefusal.rootKeyWrong
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
    private func resume(_ keys: VaultKeys) async throws {
        let clock = clock
        try await queue.commit { transaction, state in
            let pen = LedgerPen(keys: keys, at: Timestamp(clock()))
            try pen.append(pen.event(.started), transaction, &state)
            if let cutOff = state.openCeremony {
                try pen.endCeremony(cutOff, outcome: 503, .resumedAtStart, by: nil, transaction, &state)
            }
        }
        await afterLeaving(keys)
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
