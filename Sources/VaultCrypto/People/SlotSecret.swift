/// The secret half of a keystore slot that a passphrase opens: an X25519 scalar.
package enum SlotSecretRole: KeyRole {}

/// See ``SlotSecretRole``.
package typealias SlotSecret = SecretKey<SlotSecretRole>

extension AgreementSecret {
    /// The pair of a slot that a passphrase opens; the scalar is the secret's 32 bytes.
    ///
    /// - Throws: ``CryptoError/memoryUnavailable``.
    package init(slot secret: borrowing SlotSecret) throws(CryptoError) {
        let scalar = try unsafe secret.withUnsafeBytes { (bytes) throws(CryptoError) in
            try unsafe SecretBytes(copying: bytes)
        }
        try self.init(scalar: scalar)
    }
}
