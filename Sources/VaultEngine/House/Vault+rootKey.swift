import Foundation
import Logging
import VaultCrypto
import VaultModel
import VaultStore

// The order, each step durable before the next: the new key in a file beside the old one; the keystore and its
// mirror with both slots; the new file in the place of the old one; the event `root-rotated`; the keystore and its
// mirror with the new slot only. What a start finds (old and new are the root key's file and its `.new`):
//
// | root key opens | `.new` opens    | slots        | then
// |----------------|-----------------|--------------|---------------------------------------------------------
// | the one        | – or nothing    | one          | nothing was begun, or no keystore has it: `.new` goes
// | the first      | the pending one | both         | both files again with both slots; `.new` takes the place
// | the first      | – or nothing    | both         | the new key is lost: its slot goes, `.new` goes
// | the first      | anything       | both, and no event that asked for it | it was refused: its slot goes, `.new` goes
// | the pending    | anything        | both         | the event, unless it is there; the first slot goes; `.new` goes
//
// Where the source is a credential, the second row waits: the operator swaps it, and a restart proves it.
extension Vault {
    /// A new root key and its slot, in the ledger from here on. Inside a commit.
    ///
    /// - Throws: `out-of-order` where one is on its way, `root-key-not-writable`, `invalid-value` where the root
    ///   key is a passphrase.
    func beginRootKey(
        _ pen: LedgerPen, by actor: KeyID?, _ reason: EventReason, _ transaction: borrowing CommitTransaction,
        _ state: inout VaultState
    ) throws {
        if settings.rootKey == .passphrase {
            throw VaultError(
                .invalidValue, "The root key is a passphrase here: `sandyk key slot set` sets a new one.",
                field: "root")
        }
        let roots = pen.keys.keystore.snapshot.slots.filter(\.isRoot)
        guard roots.count < 2 else { throw PolicyDenial.outOfOrder }
        let kind = KeystoreSlot.otherRoot(roots.first?.kind ?? KeystoreSlot.secondRoot)
        let path = RootKeyReader.newPath(of: settings.rootKey, dataFolder: settings.dataFolder)
        // Asked for and prepared in this commit; from its end on everything is sealed to the new key too.
        _ = try RotationState.retired.moved(to: .asked, .root).moved(to: .prepared, .root).moved(to: .writingNew, .root)
        try pen.append(
            pen.event(.rootAsked).with(.slot, number: kind).with(.reason, number: reason.rawValue)
                .with(.actor, actor), transaction, &state)
        let slot: KeystoreSlot
        do {
            // No keystore has what a broken attempt left here.
            unlink(path)
            slot = try KeystoreSlot(root: RootKeyReader.create(path).key, kind: kind)
        } catch let error as StoreError {
            logger.error("the new root key cannot be written", metadata: ["error": "\(error)"])
            throw VaultError(.rootKeyNotWritable)
        }
        try pen.keys.keystore.addSlot(kind: kind, publicKey: slot.publicKey)
    }

    /// Finishes a rotation of the root key, or takes it back, as the table above says.
    ///
    /// - Returns: where the new key waits for the operator.
    @discardableResult
    func advanceRootKey() async throws -> String? {
        let keys = try keys()
        let path = RootKeyReader.newPath(of: settings.rootKey, dataFolder: settings.dataFolder)
        guard keys.keystore.snapshot.slots.count(where: \.isRoot) > 1 || access(path, F_OK) == 0 else { return nil }
        let clock = clock
        // Durably: what only the batch at hand knows may still fail.
        let isAsked = queue.state.house.rootReason != nil
        let progress = try await queue.commit { [self] transaction, state in
            let pen = LedgerPen(keys: keys, at: Timestamp(clock()))
            let progress = try stepRootKey(keys, path, isAsked: isAsked)
            if case .proved(let kind) = progress, state.house.rootSlot != kind {
                try pen.append(
                    pen.event(.rootRotated).with(.slot, number: kind)
                        .with(.reason, number: (state.house.rootReason ?? .resumedAtStart).rawValue), transaction,
                    &state)
            }
            return progress
        }
        switch progress {
        case .nothing: return nil
        case .waits: return path
        case .proved(let kind):
            // The event is durable: nothing needs the old slot any more.
            try await queue.commit { _, _ in
                // Somebody else may have done it, and a newer one may have begun since.
                let roots = keys.keystore.snapshot.slots.filter(\.isRoot)
                guard roots.count > 1, roots.last?.kind == kind else { return }
                _ = try RotationState.verifying.moved(to: .retired, .root)
                try keys.keystore.update { $0.slots.removeAll { $0.isRoot && $0.kind != kind } }
                unlink(path)
            }
            await writePin()
            logger.notice("the root key is new")
            return nil
        }
    }

    /// The same at start, where a failure is for later and stops nothing.
    func finishRootKey() async {
        do {
            if try await advanceRootKey() != nil { logger.notice("a new root key waits to be put in place") }
        } catch {
            logger.error(
                "a root key's rotation could not be finished",
                metadata: ["reason": "\(translate(error).code.rawValue)"])
        }
    }

    private enum RootKeyProgress: Sendable {
        case nothing
        case waits
        case proved(UInt8)
    }

    private func stepRootKey(_ keys: VaultKeys, _ path: String, isAsked: Bool) throws -> RootKeyProgress {
        let roots = keys.keystore.snapshot.slots.filter(\.isRoot)
        guard roots.count > 1, let pending = roots.last else {
            unlink(path)
            return .nothing
        }
        func opens(_ key: HeldKey<RootKeyRole>?) throws -> Bool {
            guard let key else { return false }
            return try KeystoreSlot(root: key.key, kind: pending.kind).publicKey == pending.publicKey
        }
        if try opens(RootKeyReader.read(settings.rootKey)) { return .proved(pending.kind) }
        guard isAsked else {
            // It was refused: its commit failed after the keystore was written.
            try keys.keystore.removeSlot(kind: pending.kind)
            unlink(path)
            return .nothing
        }
        guard case .file(let file) = settings.rootKey else { return .waits }
        guard try opens((try? RootKeyReader.read(path)) ?? nil) else {
            try keys.keystore.removeSlot(kind: pending.kind)
            unlink(path)
            logger.warning("a new root key was lost before it was used; the old one stays")
            return .nothing
        }
        // Neither file may be without the new slot when the old key is gone.
        try keys.keystore.update { _ in }
        try RootKeyReader.replace(file, by: path)
        _ = try RotationState.writingNew.moved(to: .verifying, .root)
        return .proved(pending.kind)
    }
}
