/// Everything that can go wrong in VaultCrypto.
///
/// None of the cases carries data, so none can leak any.
package enum CryptoError: Error, Equatable {
    /// libsodium did not start, or guarded memory (or Argon2id's working memory) could not be had.
    case memoryUnavailable
    /// A key, salt, signature, text or chunk is not as long as its type says.
    case wrongLength
    /// A sealed value did not open. Never says why: wrong key, wrong context and changed bytes look alike.
    case authenticationFailed
    /// An X25519 public key of low order: the shared secret would be zero.
    case weakPublicKey
    /// A text form with another prefix, a foreign letter, a wrong check, or a word that is not in the list.
    case malformedText
    /// A passphrase that is empty or has a control character (RFC 8265, OpaqueString).
    case invalidPassphrase
    /// An Argon2id cost below the floor or above what any machine should be asked for.
    case costOutOfRange
}
