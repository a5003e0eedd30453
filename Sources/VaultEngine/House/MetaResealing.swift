import VaultCrypto
import VaultModel
import VaultStore

/// Seals one value again by the newest meta key, without knowing what it says. An account's row has a second such
/// value inside, whose own inner seal, by the unlock key, stays as it is.
struct MetaResealing: Sendable {
    let keys: VaultKeys

    /// - Returns: what is to stand there instead; `nil` where the newest key is on it already.
    /// - Throws: ``CryptoError/authenticationFailed`` or ``MalformedEncoding`` where no key opens it.
    func resealed(_ seal: MetaSeal, of table: MetaTable) throws -> [UInt8]? {
        let metas = keys.meta
        let context = try context(of: seal, table)
        var (value, isNewest) = try metas.openTellingPadded(seal.sealed, context: context)
        if table == .account, let inner = try resealedBlob(value, key: seal.key) {
            value = inner
            isNewest = false
        }
        return isNewest ? nil : try metas.newest.key.sealPadded(value, context: context)
    }

    private func resealedBlob(_ value: [UInt8], key: [UInt8]) throws -> [UInt8]? {
        guard let holder = KeyID(bytes: key) else { throw MalformedEncoding() }
        var fields = try FieldList(decoding: value)
        guard let blob = fields[AccountSecrets.blobField] else { throw MalformedEncoding() }
        let context = SealContext.accountBlob(vault: keys.vaultID, holder: holder)
        let (inner, isNewest) = try keys.meta.openTelling(blob, context: context)
        guard !isNewest else { return nil }
        fields[AccountSecrets.blobField] = try keys.meta.newest.key.seal(inner, context: context)
        return fields.encoded()
    }

    private func context(of seal: MetaSeal, _ table: MetaTable) throws(MalformedEncoding) -> SealContext {
        guard table == .ledger else { return .row(vault: keys.vaultID, table: table.name, key: seal.key) }
        guard seal.key.count == 8 else { throw MalformedEncoding() }
        return .ledgerEntry(vault: keys.vaultID, sequence: seal.key.reduce(0) { $0 << 8 | UInt64($1) })
    }
}
