import Testing
import VaultCrypto
import VaultModel

/// If one of these failed, a grant could be opened or forged by somebody who is not its holder.
struct PeopleTests {
    private func grant() throws -> SealContext {
        let place = try Place()
        return try .innerGrant(
            vault: place.vault, case: place.caseID, compartment: .legal, keyVersion: 1, holder: id(1))
    }

    @Test func `a key that is sealed to a person opens for that person alone, 138 bytes`() throws {
        let holder = try AgreementSecret()
        let key = try CompartmentKey()
        let context = try grant()
        let sealed = try holder.publicKey.seal(key: key, context: context)
        let again = try holder.publicKey.seal(key: key, context: context)
        let opened = try holder.openKey(sealed, as: CompartmentKeyRole.self, context: context)
        #expect(bytes(of: opened) == bytes(of: key))
        #expect(sealed.count == 138)
        #expect(sealed != again)
        refuses { _ = try AgreementSecret().openKey(sealed, as: CompartmentKeyRole.self, context: context) }
        refuses { _ = try holder.openKey(sealed, as: CompartmentKeyRole.self, context: .keyID) }
    }

    @Test func `no bit of it can be flipped, none cut off`() throws {
        let holder = try AgreementSecret()
        let context = try grant()
        let sealed = try holder.publicKey.seal(key: CompartmentKey(), context: context)
        for bit in 0..<(sealed.count * 8) {
            var changed = sealed
            changed[bit / 8] ^= 1 << (bit % 8)
            refuses(.authenticationFailed, "bit \(bit)") {
                _ = try holder.openKey(changed, as: CompartmentKeyRole.self, context: context)
            }
        }
        for count in 0..<sealed.count {
            refuses { _ = try holder.openKey(Array(sealed.prefix(count)), as: FileKeyRole.self, context: context) }
        }
    }

    @Test func `a public key of low order is refused, and opening says no more than that it failed`() throws {
        let weak = try AgreementPublicKey(bytes: [UInt8](repeating: 0, count: 32))
        let context = try grant()
        refuses(.weakPublicKey) { _ = try weak.seal(key: CompartmentKey(), context: context) }
        let holder = try AgreementSecret()
        var sealed = try holder.publicKey.seal(key: CompartmentKey(), context: context)
        sealed.replaceSubrange(1..<33, with: weak.bytes)
        refuses { _ = try holder.openKey(sealed, as: CompartmentKeyRole.self, context: context) }
    }

    @Test func `public keys and signatures have one length each`() {
        for count in [0, 31, 33, 64] {
            refuses(.wrongLength) { _ = try AgreementPublicKey(bytes: pattern(count)) }
            refuses(.wrongLength) { _ = try SigningPublicKey(bytes: pattern(count)) }
        }
        for count in [0, 63, 65] { refuses(.wrongLength) { _ = try Signature(bytes: pattern(count)) } }
        refuses(.wrongLength) { _ = try AgreementSecret(scalar: SecretBytes(randomCount: 31)) }
        refuses(.wrongLength) { _ = try SigningSecret(seed: SecretBytes(randomCount: 33)) }
    }

    @Test func `a slot's secret half follows from the root key and the slot's kind`() throws {
        let root: RootKey = try key(1)
        let one = try AgreementSecret(derivedFrom: root, slot: 1)
        let same = try AgreementSecret(derivedFrom: root, slot: 1)
        let two = try AgreementSecret(derivedFrom: root, slot: 2)
        #expect(one.publicKey == same.publicKey)
        #expect(one.publicKey != two.publicKey)
    }

    @Test func `a signature is good for its message, context and key alone`() throws {
        let signer = try SigningSecret()
        let publicKey = signer.publicKey
        let stranger = try SigningSecret().publicKey
        let context = SealContext.authorityEvent(vault: try id(1))
        let signature = try signer.sign([1, 2, 3], context: context)
        #expect(publicKey.isValid(signature, for: [1, 2, 3], context: context))
        #expect(publicKey.isValid(signature, for: context.encoded + [1, 2, 3]))
        #expect(!publicKey.isValid(signature, for: [1, 2, 4], context: context))
        #expect(!publicKey.isValid(signature, for: [1, 2, 3], context: .authorityEvent(vault: nil)))
        #expect(!publicKey.isValid(signature, for: [1, 2, 3]))
        #expect(!stranger.isValid(signature, for: [1, 2, 3], context: context))
    }

    @Test func `RFC 8032's first seed gives its key and signature`() throws {
        let text = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"
        let seed = try #require(Hex.decode(text))
        let signer = try SigningSecret(seed: SecretBytes(count: 32) { $0.copyBytes(from: seed) })
        let publicKey = signer.publicKey
        #expect(Hex.encode(publicKey.bytes) == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
        let signature = try signer.sign([])
        #expect(Hex.encode(signature.bytes.prefix(8)) == "e5564300c360ac72")
    }
}

/// If one of these failed, a person could not get back to their keys, or somebody else could.
struct AccountTests {
    private let vault: VaultID
    private let salt: PassphraseSalt
    private let cost = PassphraseCost.standard

    init() throws {
        vault = try id(0xA1)
        salt = try PassphraseSalt(bytes: pattern(16))
    }

    @Test func `account keys open under the same unlock and meta key, as the same account`() throws {
        let unlock = try UnlockKey(), meta = try MetaKey()
        let account = try AccountKeys()
        let holder = account.keyID
        let sealed = try account.sealed(unlock: unlock, meta: meta, vault: vault, salt: salt, cost: cost)
        let opened = try AccountKeys(
            opening: sealed, unlock: unlock, meta: meta, vault: vault, holder: holder, salt: salt, cost: cost)
        #expect(sealed.count == 210)
        let (before, after) = (account.publicKeys, opened.publicKeys)
        #expect(before.agreement == after.agreement && before.signing == after.signing)
        #expect(KeyID(agreement: after.agreement, signing: after.signing) == holder)
        let signature = try opened.signing.sign([1])
        #expect(before.signing.isValid(signature, for: [1]))
        let digest = account.requestDigest(of: [1], vault: vault)
        let same = opened.requestDigest(of: [1], vault: vault)
        let other = opened.requestDigest(of: [2], vault: vault)
        let elsewhere = opened.requestDigest(of: [1], vault: try id(9))
        #expect(digest == same)
        #expect(digest != other && digest != elsewhere)
    }

    @Test func `they open under no other key, vault, holder, salt or cost`() throws {
        let unlock = try UnlockKey(), meta = try MetaKey()
        let account = try AccountKeys()
        let holder = account.keyID
        let sealed = try account.sealed(unlock: unlock, meta: meta, vault: vault, salt: salt, cost: cost)
        refuses {
            _ = try AccountKeys(
                opening: sealed, unlock: UnlockKey(), meta: meta, vault: vault, holder: holder, salt: salt, cost: cost)
        }
        refuses {
            _ = try AccountKeys(
                opening: sealed, unlock: unlock, meta: MetaKey(), vault: vault, holder: holder, salt: salt,
                cost: cost)
        }
        let open = { (vault: VaultID, holder: KeyID, salt: PassphraseSalt, cost: PassphraseCost) in
            _ = try AccountKeys(
                opening: sealed, unlock: unlock, meta: meta, vault: vault, holder: holder, salt: salt, cost: cost)
        }
        refuses { try open(id(2), holder, salt, cost) }
        refuses { try open(vault, id(2), salt, cost) }
        refuses { try open(vault, holder, PassphraseSalt(), cost) }
        refuses { try open(vault, holder, salt, .floor) }
    }

    @Test func `keys that were sealed under another account's name do not open`() throws {
        let unlock = try UnlockKey(), meta = try MetaKey()
        let stranger: KeyID = try id(7)
        let inner = try unlock.seal(
            secret: SecretBytes(randomCount: 64),
            context: .accountKeys(vault: vault, holder: stranger, salt: salt, cost: cost))
        let sealed = try meta.seal(inner, context: .accountBlob(vault: vault, holder: stranger))
        refuses {
            _ = try AccountKeys(
                opening: sealed, unlock: unlock, meta: meta, vault: vault, holder: stranger, salt: salt, cost: cost)
        }
    }
}
