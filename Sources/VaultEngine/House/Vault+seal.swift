import Foundation
import Logging
import VaultCrypto
package import VaultModel
import VaultStore

extension Vault {
    /// Its presence keeps the vault sealed at a start, whatever the source of the root key.
    private static let markFile = "sealed"

    static func isMarkedSealed(_ folder: DataFolder) -> Bool { access(folder.path(of: markFile), F_OK) == 0 }

    /// `POST /v1/seal`: by anyone logged in. Every session ends; whoever runs the vault then stops it and starts it
    /// again in a new process, in which no key ever was.
    package func seal(_ session: Session) async throws -> Done {
        try await perform(session, .seal) {
            let path = folder.path(of: Self.markFile)
            do {
                try await commit(session) { pen, transaction, state in
                    try pen.append(pen.event(.sealed).with(.actor, session.keyID), transaction, &state)
                    try AtomicFile.write([], to: path)
                }
            } catch {
                unlink(path)
                throw error
            }
            for session in sessions.all { sessions.end(session) }
            sealSignal.raise()
            logger.notice("the vault is being sealed")
            return Done(done: Operation.seal.name)
        }
    }

    /// Waits until somebody seals the vault.
    ///
    /// - Returns: `false` where it was cancelled before that.
    package func untilSealed() async -> Bool {
        for await _ in sealSignal.raises { return true }
        return false
    }

    /// What opens it now, the operator's way first.
    func unsealWays() -> [String] {
        let slots = Self.keystores(settings).first?.head.slots ?? []
        let passphrases = slots.compactMap { PassphraseSlot(kind: $0.kind)?.rawValue }
        return (settings.rootKey == .passphrase ? [] : [KeystoreSlot.name(KeystoreSlot.root)]) + passphrases
    }

    /// `GET /v1/unseal/{name}`: what a passphrase's secret is made with.
    package func unsealParameters(slot name: String) throws -> LoginParameters {
        guard health().state == .sealed else { throw VaultError(health().state == .stopping ? .stopping : .notSealed) }
        guard let kind = PassphraseSlot(rawValue: name)?.kind,
            let slot = Self.keystores(settings).first?.head.slots.first(where: { $0.kind == kind }),
            let (salt, cost) = try? KeystoreSlot.passphraseParameters(slot.parameters)
        else { throw VaultError(.notFound) }
        return LoginParameters(salt: Hex.encode(salt.bytes), passes: cost.passes, memoryKiB: cost.memoryKiB)
    }

    /// `POST /v1/unseal/{name}`: opens the keystore and then all that a start opens.
    ///
    /// - Parameter secret: of the passphrase; `nil` for `root`, which only root or the daemon's own user may.
    package func unseal(slot name: String, secret: PresentedSlotSecret?, uid: UInt32) async throws -> Health {
        try beginUnsealing()
        do {
            let (kind, presented) = try keystoreSecret(name, secret, uid: uid)
            let keys = try Self.openKeys(settings, presented)
            let (condition, replay) = try await Self.load(
                keys, database, try AtomicFile.read(folder.path(of: Pin.fileName)))
            // A passphrase that was replaced still opens an older copy, such as a mirror that was away.
            if case .behindPin = condition, try !isNewest(keys) { throw StartRefusal.rootKeyWrong }
            queue.begin(with: replay.state)
            lastOpened.replace(replay.lastOpened)
            try endUnsealing(condition)
            if case .ready = condition {
                try await afterUnsealing(keys, kind, uid: uid)
                unlink(folder.path(of: Self.markFile))
            }
            return health()
        } catch {
            try? endUnsealing(.sealed)
            throw unsealFailure(error)
        }
    }

    private func isNewest(_ keys: VaultKeys) throws -> Bool {
        guard let newest = Self.keystores(settings).first?.head.generation else { return true }
        return keys.keystore.snapshot.generation >= newest
    }

    private func keystoreSecret(
        _ name: String, _ secret: PresentedSlotSecret?, uid: UInt32
    ) throws -> (UInt8, KeystoreSecret) {
        if name == KeystoreSlot.name(KeystoreSlot.root), settings.rootKey != .passphrase {
            guard uid == 0 || uid == geteuid() else { throw VaultError(.notTheOperator) }
            return (KeystoreSlot.root, .root(try Self.rootKey(settings)))
        }
        guard let slot = PassphraseSlot(rawValue: name) else { throw VaultError(.notFound) }
        guard let secret else {
            throw VaultError(.invalidValue, "A slot's secret has exactly 32 bytes.", field: "body")
        }
        try unsealFailures.count(now)
        return (slot.kind, .passphrase(kind: slot.kind, secret.held))
    }

    private func afterUnsealing(_ keys: VaultKeys, _ kind: UInt8, uid: UInt32) async throws {
        let failures = unsealFailures.takeAfterSuccess()
        let clock = clock
        try await queue.commit { transaction, state in
            let pen = LedgerPen(keys: keys, at: Timestamp(clock()))
            if failures > 0 {
                try pen.append(pen.event(.unsealRefused).with(.count, number: failures), transaction, &state)
            }
            try pen.append(
                pen.event(.unsealed).with(.slot, number: kind).with(.uid, number: uid), transaction, &state)
        }
        try await resume(keys)
        await writePin()
        houseWork.raise()
        logger.notice("the vault is open")
    }

    private func unsealFailure(_ error: any Error) -> VaultError {
        switch error {
        case StartRefusal.rootKeyWrong:
            logger.warning("somebody could not unseal the vault")
            return VaultError(.unsealRefused)
        case let refusal as StartRefusal:
            logger.error("the vault cannot be opened", metadata: ["reason": "\(refusal)"])
            return VaultError(.ledgerUnavailable, "The vault cannot be opened; the daemon's log says why.")
        default:
            return translate(error)
        }
    }
}
