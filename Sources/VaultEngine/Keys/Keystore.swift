import Synchronization
import VaultCrypto
import VaultModel
import VaultStore

/// The keystore of a running daemon: contents in guarded memory, rewritten whole to one or two paths
/// before any row uses a new key, and after the last row stopped using an old one.
final class Keystore: Sendable {
    let vaultID: VaultID
    private let paths: [String]
    private let contents: Mutex<KeystoreContents>
    // One rewrite at a time; readers of the contents do not wait for the disk.
    private let writing = Mutex(())
    /// The house key epoch that was made for the rotation that is asked for now, by case.
    let prepared = Mutex<[CaseID: UInt64]>([:])
    // A lock of its own: rows are sealed and opened while the file is being written.
    private let metas: Mutex<MetaKeys>

    init(vault: VaultID, contents: KeystoreContents, paths: [String]) {
        vaultID = vault
        metas = Mutex(MetaKeys(contents.metas))
        self.contents = Mutex(contents)
        self.paths = paths
    }

    /// The contents as they are now; keys are shared, not copied.
    var snapshot: KeystoreContents { contents.withLock { $0 } }

    /// The meta keys as they are now.
    var metaKeys: MetaKeys { metas.withLock { $0 } }

    /// To be called each minute: meta keys that left the keystore a whole minute ago go from memory too.
    func ageMetaKeys() { metas.withLock { $0 = $0.aged } }

    /// Changes the contents: durable at every path before the change is used. Blocks; call it where
    /// blocking is allowed.
    ///
    /// - Throws: ``StoreError`` where a path cannot be written; then nothing has changed in memory.
    func update(_ change: (inout KeystoreContents) throws -> Void) throws {
        try writing.withLock { _ in
            var next = snapshot
            try change(&next)
            next.generation += 1
            let bytes = try KeystoreFile.encode(next, vault: vaultID)
            for path in paths { try AtomicFile.write(bytes, to: path) }
            contents.withLock { $0 = next }
            metas.withLock { $0 = $0.followed(by: next.metas) }
        }
    }

    /// Puts a way in last in the list, in the place of one of the same kind. Blocks; call it inside a commit.
    ///
    /// - Throws: ``StoreError`` where a path cannot be written.
    func addSlot(kind: UInt8, publicKey: AgreementPublicKey) throws {
        let slot = KeystoreSlot(kind: kind, publicKey: publicKey)
        try update { contents in
            contents.slots.removeAll { $0.kind == kind }
            contents.slots.append(slot)
        }
    }

    /// Takes a way in away. The last one stays.
    ///
    /// - Throws: `last-slot`; ``StoreError`` where a path cannot be written.
    func removeSlot(kind: UInt8) throws {
        try update { contents in
            contents.slots.removeAll { $0.kind == kind }
            guard !contents.slots.isEmpty else { throw VaultError(.lastSlot) }
        }
    }

    /// The newest house key of a case and its epoch.
    func house(_ caseID: CaseID) throws(VaultError) -> (epoch: UInt64, key: HeldKey<HouseKeyRole>) {
        guard let newest = snapshot.houses[caseID]?.max(by: { $0.key < $1.key }) else {
            throw VaultError(.integrity)
        }
        return (newest.key, newest.value)
    }

    /// The house key of one epoch.
    func house(_ caseID: CaseID, epoch: UInt64) throws(VaultError) -> HeldKey<HouseKeyRole> {
        guard let key = snapshot.houses[caseID]?[epoch] else { throw VaultError(.integrity) }
        return key
    }
}
