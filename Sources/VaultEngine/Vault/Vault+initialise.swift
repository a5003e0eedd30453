import Glibc
import Logging
import VaultCrypto
package import VaultModel
import VaultStore

extension Vault {
    /// `POST /v1/vault`: makes the root key where there is none, the keystore, the charter and the first
    /// admin. Only root or the daemon's own user may.
    package func initialise(
        account: String, key: PresentedUnlockKey, salt: String, passes: UInt32, memoryKiB: UInt32, uid: UInt32,
        root secret: PresentedSlotSecret? = nil, rootSalt: String? = nil
    ) async throws -> Initialised {
        do {
            try checkInitialisable(uid: uid)
            let name = try accountName(account, field: HeaderName.account)
            let (salt, cost) = try unlockParameters(salt: salt, passes: passes, memoryKiB: memoryKiB)
            let slot = try firstSlot(secret, salt: rootSalt, cost)
            let account = HeldAccountKeys(try AccountKeys())
            let paths = settings.keystorePaths
            let contents = try KeystoreContents(slots: [slot])
            let clock = clock
            let keys = try await queue.commit { [self] transaction, state in
                guard state.authority.vaultID == nil else { throw VaultError(.alreadyInitialised) }
                try setAsideUnfinishedKeystore()
                let charter = LedgerEvent(.charter, at: Timestamp(clock()))
                    .with(.random, Random.bytes(32)).with(.name, Array(name.text.utf8))
                    .with(.agreementKey, account.keys.publicKeys.agreement.bytes)
                    .with(.signingKey, account.keys.publicKeys.signing.bytes).with(.cost, cost.bytes)
                // The vault id is a hash of the signed charter, so the charter comes before the keys' pen.
                let signed = charter.with(.signer, account.keys.keyID)
                let signature = try account.keys.signing.sign(
                    try signed.encoded(), context: .authorityEvent(vault: nil))
                guard let vaultID = try EventIdentity(signed, signature: signature, vault: nil).vaultID else {
                    throw VaultError(.internalError)
                }
                let keystore = Keystore(vault: vaultID, contents: contents, paths: paths)
                try keystore.update { _ in }
                let keys = VaultKeys(keystore)
                try transaction.insertVaultID(vaultID)
                let pen = LedgerPen(keys: keys, at: charter.at)
                try pen.sign(charter, by: account, transaction, &state)
                if slot.isPassphrase {
                    try pen.append(
                        pen.event(.slotSet).with(.actor, account.keys.keyID).with(.slot, number: slot.kind)
                            .with(.commitment, slot.commitment), transaction, &state)
                }
                try transaction.insert(
                    try AccountSecrets(account.keys, unlock: key.held, keys, salt: salt, cost: cost)
                        .row(account.keys.keyID, keys))
                return keys
            }
            becomeReady(keys)
            await writePin()
            logger.notice("a vault was made")
            return Initialised(
                vaultID: keys.vaultID, account: name.text, keyWords: KeyWords(account.keys.keyID).text,
                rootKey: RootKeyReader.place(of: settings.rootKey), keystore: settings.keystore,
                mirror: settings.mirror)
        } catch let refusal as StartRefusal {
            logger.error("the root key cannot be used", metadata: ["reason": "\(refusal)"])
            throw VaultError(.ledgerUnavailable, "The root key cannot be used; the daemon's log says why.")
        } catch {
            throw translate(error)
        }
    }

    /// Whether this user may make a vault, and there is none: known before anybody reads what was sent.
    ///
    /// - Throws: `not-the-operator`, `sealed`, `already-initialised`.
    package func checkInitialisable(uid: UInt32) throws(VaultError) {
        guard uid == 0 || uid == geteuid() else { throw VaultError(.notTheOperator) }
        if health().state == .sealed { throw VaultError(.sealed) }
        guard health().state == .uninitialised else { throw VaultError(.alreadyInitialised) }
    }

    /// The new vault's way into its keystore: a root key, or the technician's passphrase.
    private func firstSlot(
        _ secret: PresentedSlotSecret?, salt: String?, _ cost: PassphraseCost
    ) throws -> KeystoreSlot {
        guard settings.rootKey == .passphrase else {
            guard secret == nil else {
                throw VaultError(
                    .invalidValue, "The root key of this vault is no passphrase.", field: HeaderName.rootSalt)
            }
            let root = try RootKeyReader.read(settings.rootKey) ?? RootKeyReader.create(settings.rootKey)
            return try KeystoreSlot(root: root.key, kind: KeystoreSlot.root)
        }
        guard let secret, let bytes = salt.flatMap({ Hex.decode($0) }), let salt = try? PassphraseSalt(bytes: bytes)
        else {
            throw VaultError(
                .invalidValue, "The root key of this vault is a passphrase: send its secret and its salt too.",
                field: HeaderName.rootSalt)
        }
        return try KeystoreSlot(passphrase: secret.held.key, kind: KeystoreSlot.technician, salt: salt, cost: cost)
    }

    /// Keeps, under another name, a keystore whose vault never came to be: nothing is ever overwritten.
    private func setAsideUnfinishedKeystore() throws {
        for path in [settings.keystore, settings.mirror].compactMap({ $0 }) where access(path, F_OK) == 0 {
            let aside = "\(path).unfinished-\(now.milliseconds)"
            guard rename(path, aside) == 0 else { throw StoreError.system(call: "rename", path: path, code: errno) }
            logger.warning("a keystore without a vault was set aside")
        }
    }

    /// - Throws: `invalid-value`, `cost-too-low`.
    func unlockParameters(
        salt: String, passes: UInt32, memoryKiB: UInt32
    ) throws -> (PassphraseSalt, PassphraseCost) {
        guard let bytes = Hex.decode(salt), let salt = try? PassphraseSalt(bytes: bytes) else {
            throw VaultError(.invalidValue, "A salt is 16 bytes in hexadecimal.", field: HeaderName.salt)
        }
        // One published cost for the whole vault, so that a name's cost does not tell whether it exists.
        let limits = limitsInForce
        guard passes == limits.passes, memoryKiB == limits.memoryKiB,
            let cost = try? PassphraseCost(passes: passes, memoryKiB: memoryKiB), cost.isAtLeast(.floor)
        else {
            throw VaultError(
                .costTooLow,
                "This vault's passphrase cost is \(limits.passes) passes over \(limits.memoryKiB) KiB.")
        }
        return (salt, cost)
    }
}
