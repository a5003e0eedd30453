import Testing
import VaultCrypto
import VaultEngine
import VaultModel

/// If one of these fails, somebody who writes to the database lets himself in.
@Suite struct SignatureTests {
    private let admin: HeldAccountKeys
    private let charter: LedgerEvent
    private let signature: Signature

    init() throws {
        admin = HeldAccountKeys(try AccountKeys())
        charter = LedgerEvent(.charter, at: Timestamp(milliseconds: 1))
            .with(.signer, admin.keys.keyID).with(.random, Random.bytes(32)).with(.name, Array("admin".utf8))
            .with(.agreementKey, admin.keys.publicKeys.agreement.bytes)
            .with(.signingKey, admin.keys.publicKeys.signing.bytes)
            .with(.cost, PassphraseCost.floor.bytes)
        signature = try admin.keys.signing.sign(try charter.encoded(), context: .authorityEvent(vault: nil))
    }

    private func begun() throws -> Authority {
        var authority = Authority()
        try authority.applyVerified(charter, signature: signature)
        return authority
    }

    private func invitation(after authority: Authority) -> LedgerEvent {
        LedgerEvent(.accountInvited, at: Timestamp(milliseconds: 2))
            .with(.signer, admin.keys.keyID).with(.previous, authority.head).with(.name, Array("shadow".utf8))
            .with(.role, number: Role.admin.rawValue).with(.inviteHash, InviteCode().hash)
            .with(.expires, number: UInt64(9))
    }

    @Test func `an event signed by the key that it names is taken`() throws {
        var authority = try begun()
        let event = invitation(after: authority)
        let signature = try admin.keys.signing.sign(
            try event.encoded(), context: .authorityEvent(vault: authority.vaultID))
        try authority.applyVerified(event, signature: signature)
        #expect(authority.invitations.count == 1)
    }

    @Test func `an event signed by another key than it names is refused`() throws {
        var authority = try begun()
        let event = invitation(after: authority)
        let stranger = try AccountKeys()
        let signature = try stranger.signing.sign(
            try event.encoded(), context: .authorityEvent(vault: authority.vaultID))
        #expect(throws: CryptoError.authenticationFailed) {
            try authority.applyVerified(event, signature: signature)
        }
        #expect(authority.invitations.isEmpty)
    }

    @Test func `an event signed for another vault is refused`() throws {
        var authority = try begun()
        let event = invitation(after: authority)
        let signature = try admin.keys.signing.sign(try event.encoded(), context: .authorityEvent(vault: nil))
        #expect(throws: CryptoError.authenticationFailed) {
            try authority.applyVerified(event, signature: signature)
        }
    }

    @Test func `an event that was changed after it was signed is refused`() throws {
        var authority = try begun()
        let event = invitation(after: authority)
        let signature = try admin.keys.signing.sign(
            try event.encoded(), context: .authorityEvent(vault: authority.vaultID))
        #expect(throws: CryptoError.authenticationFailed) {
            try authority.applyVerified(event.with(.name, Array("other".utf8)), signature: signature)
        }
    }
}
