package import VaultModel

extension SealContext {
    /// 0x15: a vault id, the hash of the charter and its signature.
    package static var vaultID: Self { Self(type: 0x15) }

    /// 0x16: a case id, the hash of the opening event and its signature.
    package static func caseID(vault: VaultID) -> Self { Self(type: 0x16, vault: vault) }

    /// 0x17: an authority event, for its signature and for the chain; without a vault in the charter alone.
    package static func authorityEvent(vault: VaultID?) -> Self { Self(type: 0x17, vault: vault) }
}
