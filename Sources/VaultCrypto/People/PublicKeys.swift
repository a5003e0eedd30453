package import VaultModel

/// The X25519 half that others seal to.
///
/// Any 32 bytes; a weak one is refused when it is used.
package struct AgreementPublicKey: Hashable, Sendable {
    /// Exactly 32.
    package let bytes: [UInt8]

    /// - Throws: ``CryptoError/wrongLength`` unless there are exactly 32 bytes.
    package init(bytes: [UInt8]) throws(CryptoError) {
        guard bytes.count == X25519.byteCount else { throw .wrongLength }
        self.bytes = bytes
    }
}

/// The Ed25519 half that proves who signed.
package struct SigningPublicKey: Hashable, Sendable {
    /// Exactly 32.
    package let bytes: [UInt8]

    /// - Throws: ``CryptoError/wrongLength`` unless there are exactly 32 bytes.
    package init(bytes: [UInt8]) throws(CryptoError) {
        guard bytes.count == Ed25519.publicKeyByteCount else { throw .wrongLength }
        self.bytes = bytes
    }

    /// Whether the key signed exactly this message.
    package func isValid(_ signature: Signature, for message: [UInt8]) -> Bool {
        unsafe bytes.withBytes { key in
            unsafe message.withBytes { message in
                unsafe signature.bytes.withBytes { signature in
                    unsafe Ed25519.isValid(signature, for: message, publicKey: key)
                }
            }
        }
    }

    /// Whether the key signed `context ‖ message`.
    package func isValid(_ signature: Signature, for message: [UInt8], context: SealContext) -> Bool {
        isValid(signature, for: context.encoded + message)
    }
}

/// A detached Ed25519 signature.
package struct Signature: Hashable, Sendable {
    /// Exactly 64.
    package let bytes: [UInt8]

    /// - Throws: ``CryptoError/wrongLength`` unless there are exactly 64 bytes.
    package init(bytes: [UInt8]) throws(CryptoError) {
        guard bytes.count == Ed25519.signatureByteCount else { throw .wrongLength }
        self.bytes = bytes
    }
}

extension Identifier where Kind == KeyTag {
    /// The key id of an account: `hash(context 0x13, X25519 public key ‖ Ed25519 public key)`.
    package init(agreement: AgreementPublicKey, signing: SigningPublicKey) {
        self = SealContext.keyID.identifier(of: agreement.bytes + signing.bytes)
    }
}
