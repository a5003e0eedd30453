package import VaultModel

extension SealContext {
    /// 0x01: the keystore's payload, under the file key.
    package static func keystorePayload(vault: VaultID, generation: UInt64) -> Self {
        Self(type: 0x01, vault: vault, version: generation)
    }

    /// 0x02: the file key, to one slot's public half.
    package static func keystoreSlot(vault: VaultID, generation: UInt64, kind: UInt8) -> Self {
        Self(type: 0x02, vault: vault, version: generation, other: [kind])
    }

    /// 0x03: the pin, under the meta key.
    package static func pin(vault: VaultID) -> Self { Self(type: 0x03, vault: vault) }

    /// 0x0E: a row's private fields, under the meta key.
    ///
    /// `table` is printable ASCII, `key` the row's key.
    package static func row(vault: VaultID, table: String, key: [UInt8]) -> Self {
        Self(type: 0x0E, vault: vault, other: named(table, key))
    }

    /// 0x0F: a ledger entry, under the meta key.
    package static func ledgerEntry(vault: VaultID, sequence: UInt64) -> Self {
        Self(type: 0x0F, vault: vault, version: sequence)
    }

    /// 0x10: an index, derived from the index key.
    ///
    /// `space` is printable ASCII.
    package static func index(vault: VaultID, space: String, value: [UInt8]) -> Self {
        Self(type: 0x10, vault: vault, other: named(space, value))
    }

    /// 0x11: what stands in for an account that does not exist, derived from the dummy-login key.
    ///
    /// `name` is the normalised account name.
    package static func dummyLogin(vault: VaultID, name: String) -> Self {
        Self(type: 0x11, vault: vault, other: Array(name.utf8))
    }

    /// 0x12: the secret half of a root key's slot, derived from the root key.
    package static func slotSecret(kind: UInt8) -> Self { Self(type: 0x12, other: [kind]) }
}
