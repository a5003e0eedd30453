import VaultCrypto
package import VaultModel
import VaultStore

extension Vault {
    /// `POST /v1/session/passphrase`: the same keys, sealed again by a new unlock key under a new salt.
    ///
    /// Opening the account's keys with the old unlock key is the check of the old passphrase; failures delay like
    /// those of logins. Every other session of the account ends.
    ///
    /// - Throws: `passphrase-refused`, `login-delayed`, `cost-too-low`.
    package func changePassphrase(
        _ session: Session, old: PresentedUnlockKey, new: PresentedUnlockKey, salt: String, passes: UInt32,
        memoryKiB: UInt32
    ) async throws -> Done {
        try await perform(session, .accountPassphrase) {
            let keys = try keys()
            let (salt, cost) = try unlockParameters(salt: salt, passes: passes, memoryKiB: memoryKiB)
            let delayID = keys.loginIndex(uid: session.uid, name: session.account.name.text)
            try await countAttempt(delayID, keys)
            try await commit(session) { [self] pen, transaction, state in
                guard let row = try transaction.account(session.keyID) else { throw VaultError(.integrity) }
                let account = try Self.open(row, old, holder: session.keyID, keys)
                let sealed = try AccountSecrets(account.keys, unlock: new.held, keys, salt: salt, cost: cost)
                try transaction.update(try sealed.row(session.keyID, keys))
                _ = try transaction.deleteLoginDelay(delayID)
                try pen.append(
                    pen.event(.performed).with(.actor, session.keyID)
                        .with(.operation, number: Operation.accountPassphrase.rawValue), transaction, &state)
                guard !others(than: session).isEmpty else { return }
                try pen.append(
                    pen.event(.sessionEnded).with(.subject, session.keyID)
                        .with(.reason, number: EventReason.passphraseChanged.rawValue), transaction, &state)
            }
            for other in others(than: session) { sessions.end(other) }
            return Done(done: Operation.accountPassphrase.name)
        }
    }

    private func others(than session: Session) -> [Session] {
        sessions.all.filter { $0.keyID == session.keyID && $0 !== session }
    }

    private static func open(
        _ row: AccountRow, _ old: PresentedUnlockKey, holder: KeyID, _ keys: VaultKeys
    ) throws -> HeldAccountKeys {
        let secrets = try AccountSecrets(opening: row, keys)
        do {
            return try secrets.unlock(old.held, holder: holder, keys)
        } catch CryptoError.authenticationFailed {
            throw VaultError(.passphraseRefused)
        }
    }
}
