package import VaultModel

extension SealContext {
    /// 0x20: what names a meta key in the ledger without telling anything about it, derived from the meta key.
    package static func metaKey(vault: VaultID) -> Self { Self(type: 0x20, vault: vault) }

    /// 0x21: the secret half of a passphrase's slot, from the passphrase.
    ///
    /// The vault is absent: whoever types the passphrase does not know it yet.
    package static func slotPassphrase(kind: UInt8, salt: PassphraseSalt, cost: PassphraseCost) -> Self {
        Self(type: 0x21, other: [kind] + salt.bytes + cost.bytes)
    }
}
