import Testing
import VaultCrypto
import VaultModel

/// If one of these failed, cards would open another key than the one that the vault was told about.
struct CustodianTests {
    @Test func `the cards give back the pair that was shown`() throws {
        let secret = try CustodianSecret()
        let shown = try CustodianKeys(secret).publicKeys
        let text = try CustodianPublicKeys(parsing: shown.text)
        #expect(text == shown && text.words == shown.words)
        let copy = try secret.withUnsafeBytes { bytes in try SecretBytes(copying: bytes) }
        let cards = try ShareCard.deal(copy, threshold: 3, count: 5)
        let opened = try CustodianKeys(CustodianSecret(try ShareCard.combine([cards[4], cards[0], cards[2]])))
        #expect(opened.publicKeys == shown)
    }

    @Test func `the two halves are derived as the page says`() throws {
        let secret: CustodianSecret = try key(1)
        let keys = try CustodianKeys(secret)
        let scalar = try AgreementSecret(scalar: guarded(secret.derive(.custodianAgreement)))
        let signing = try SigningSecret(seed: guarded(secret.derive(.custodianSigning)))
        #expect(keys.publicKeys.agreement == scalar.publicKey)
        #expect(keys.publicKeys.signing == signing.publicKey)
        #expect(keys.publicKeys.keyID == KeyID(agreement: scalar.publicKey, signing: signing.publicKey))
    }

    @Test func `no letter of the public text can be changed, left out or added`() throws {
        let text = try CustodianKeys(key(1)).publicKeys.text
        #expect(text.hasPrefix("sandyk-custodians-") && text.utf8.count == 127)
        let letters = Array(text)
        for position in letters.indices {
            var changed = letters
            changed[position] = letters[position] == "a" ? "b" : "a"
            refuses(.malformedText) { _ = try CustodianPublicKeys(parsing: String(changed)) }
            changed.remove(at: position)
            refuses(.malformedText) { _ = try CustodianPublicKeys(parsing: String(changed)) }
        }
        refuses(.malformedText) { _ = try CustodianPublicKeys(parsing: text + "a") }
        let broken = letters[..<60] + "\n  " + letters[60...] + "\n"
        #expect(try CustodianPublicKeys(parsing: String(broken)).text == text)
    }

    private func guarded(_ bytes: [UInt8]) throws -> SecretBytes {
        try SecretBytes(count: bytes.count) { $0.copyBytes(from: bytes) }
    }
}
