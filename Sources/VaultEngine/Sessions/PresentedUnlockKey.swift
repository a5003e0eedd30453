import VaultCrypto
import VaultModel

/// The 32 bytes that a client made from a passphrase, taken straight into guarded memory.
package struct PresentedUnlockKey: Sendable {
    let held: HeldKey<UnlockKeyRole>

    /// Copies; the caller zeroes its own buffer.
    ///
    /// - Throws: ``VaultError`` `invalid-value` unless there are exactly 32 bytes.
    package init(_ bytes: UnsafeRawBufferPointer) throws(VaultError) {
        guard bytes.count == 32, let key = try? UnlockKey(copying: bytes) else {
            throw VaultError(.invalidValue, "An unlock key has exactly 32 bytes.", field: "body")
        }
        held = HeldKey(key)
    }
}
