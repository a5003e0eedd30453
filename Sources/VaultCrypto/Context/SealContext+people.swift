package import VaultModel

extension SealContext {
    /// 0x0B: an account's secret halves, under the unlock key.
    package static func accountKeys(
        vault: VaultID, holder: KeyID, salt: PassphraseSalt, cost: PassphraseCost
    ) -> Self {
        Self(type: 0x0B, vault: vault, person: holder, other: salt.bytes + cost.bytes)
    }

    /// 0x0C: the same once more, under the meta key.
    package static func accountBlob(vault: VaultID, holder: KeyID) -> Self {
        Self(type: 0x0C, vault: vault, person: holder)
    }

    /// 0x0D: the unlock key, from the device key and the passphrase.
    ///
    /// Vault and person are absent: the client does not know them yet.
    package static func unlockKey(salt: PassphraseSalt, cost: PassphraseCost) -> Self {
        Self(type: 0x0D, other: salt.bytes + cost.bytes)
    }

    /// 0x13: a key id, the hash of both public halves.
    package static var keyID: Self { Self(type: 0x13) }

    /// 0x14: the hash of an invite code.
    package static var inviteCode: Self { Self(type: 0x14) }

    /// 0x18: a request's digest, under the person's Ed25519 seed.
    package static func requestDigest(vault: VaultID, holder: KeyID) -> Self {
        Self(type: 0x18, vault: vault, person: holder)
    }

    /// 0x19: the custodians' X25519 secret, from the secret on their cards.
    ///
    /// No vault: the cards are dealt where there is none.
    package static var custodianAgreement: Self { Self(type: 0x19) }

    /// 0x1A: the custodians' Ed25519 seed, from the same secret.
    package static var custodianSigning: Self { Self(type: 0x1A) }
}
