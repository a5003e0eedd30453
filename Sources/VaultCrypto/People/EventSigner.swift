package import VaultModel

/// Whoever can sign an authority event: somebody logged in, or the custodians while their cards lie together.
package protocol EventSigner: Sendable {
    /// Names the public halves.
    var keyID: KeyID { get }

    /// Signs `context ‖ message`.
    ///
    /// - Throws: ``CryptoError/wrongLength``, which correct code never sees.
    func sign(_ message: [UInt8], context: SealContext) throws(CryptoError) -> Signature
}

extension HeldAccountKeys: EventSigner {
    /// The account's.
    package var keyID: KeyID { keys.keyID }

    /// With the account's Ed25519 half.
    package func sign(_ message: [UInt8], context: SealContext) throws(CryptoError) -> Signature {
        try keys.signing.sign(message, context: context)
    }
}

/// The custodians' keys in a box, for as long as a ceremony needs them.
package final class HeldCustodianKeys: EventSigner {
    /// Released when the last reference to the box goes.
    package let keys: CustodianKeys
    /// Names the public halves.
    package let keyID: KeyID

    /// Takes the keys over.
    package init(_ keys: consuming CustodianKeys) {
        keyID = keys.publicKeys.keyID
        self.keys = keys
    }

    /// The keys that cards hold together: exactly as many as they need, all dealt by Sandyk's rules.
    ///
    /// - Throws: ``ShareError/impossibleCard`` for a card with an iteration exponent (computing it could take hours),
    ///   groups, or another length than 256 bits; else as ``ShareCard/combine(_:)``.
    package convenience init(combining cards: [ShareCard]) throws(ShareError) {
        guard cards.allSatisfy(\.isCustodians) else { throw .impossibleCard }
        let bytes = try ShareCard.combine(cards)
        do {
            self.init(try CustodianKeys(try CustodianSecret(bytes)))
        } catch {
            throw .primitive(error)
        }
    }

    /// With the custodians' Ed25519 half.
    package func sign(_ message: [UInt8], context: SealContext) throws(CryptoError) -> Signature {
        try keys.signing.sign(message, context: context)
    }
}

extension ShareCard {
    /// Whether the card is of the form that custodians' cards have: one group, no passphrase stretching, 256 bits.
    package var isCustodians: Bool {
        deal.iterationExponent == 0 && deal.groupThreshold == 1 && deal.groupCount == 1 && memberThreshold >= 2
            && point.value.count == CustodianSecret.byteCount
    }

    /// Whether a card says that it comes from the same deal. What is secret is not looked at.
    package func isOfSameDeal(as other: ShareCard) -> Bool {
        deal == other.deal && memberThreshold == other.memberThreshold
    }
}
