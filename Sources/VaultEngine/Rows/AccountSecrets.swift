import VaultCrypto
import VaultModel
import VaultStore

/// The private fields of an `account` row (docs/format.md).
struct AccountSecrets: Sendable {
    static let table = "account"
    /// The field of ``blob``.
    static let blobField: UInt8 = 5

    let agreementKey: [UInt8]
    let signingKey: [UInt8]
    let salt: PassphraseSalt
    let cost: PassphraseCost
    /// Account keys sealed by the unlock key and the meta key.
    let blob: [UInt8]

    init(
        _ account: borrowing AccountKeys, unlock: HeldKey<UnlockKeyRole>, _ keys: VaultKeys, salt: PassphraseSalt,
        cost: PassphraseCost
    ) throws(CryptoError) {
        agreementKey = account.publicKeys.agreement.bytes
        signingKey = account.publicKeys.signing.bytes
        self.salt = salt
        self.cost = cost
        blob = try account.sealed(
            unlock: unlock.key, meta: keys.meta.newest.key, vault: keys.vaultID, salt: salt, cost: cost)
    }

    init(opening row: AccountRow, _ keys: VaultKeys) throws {
        let fields = try keys.openRow(Self.table, key: row.keyID.bytes, row.sealed)
        guard let agreement = fields[1], let signing = fields[2], let salt = fields[3], let cost = fields[4],
            let blob = fields[5]
        else { throw MalformedEncoding() }
        agreementKey = agreement
        signingKey = signing
        self.salt = try PassphraseSalt(bytes: salt)
        self.cost = try PassphraseCost(bytes: cost)
        self.blob = blob
    }

    func row(_ keyID: KeyID, _ keys: VaultKeys) throws(CryptoError) -> AccountRow {
        var fields = FieldList()
        fields[1] = agreementKey
        fields[2] = signingKey
        fields[3] = salt.bytes
        fields[4] = cost.bytes
        fields[5] = blob
        return AccountRow(keyID: keyID, sealed: try keys.sealRow(Self.table, key: keyID.bytes, fields))
    }

    /// The account keys as the unlock key sealed them, without the meta key's seal around that: another passphrase
    /// changes it, a new meta key does not.
    func inner(_ holder: KeyID, _ keys: VaultKeys) throws(CryptoError) -> [UInt8] {
        try keys.meta.open(blob, context: .accountBlob(vault: keys.vaultID, holder: holder))
    }

    /// Opens the private keys: this *is* the check of the passphrase.
    func unlock(
        _ key: HeldKey<UnlockKeyRole>, holder: KeyID, _ keys: VaultKeys
    ) throws(CryptoError) -> HeldAccountKeys {
        let meta = keys.meta.key(of: blob, context: .accountBlob(vault: keys.vaultID, holder: holder))
        return HeldAccountKeys(
            try AccountKeys(
                opening: blob, unlock: key.key, meta: meta.key, vault: keys.vaultID, holder: holder, salt: salt,
                cost: cost))
    }
}
