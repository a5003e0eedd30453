import VaultCrypto
import VaultModel

/// The 32 bytes that a client made from the passphrase of a keystore's slot, taken straight into guarded memory.
package struct PresentedSlotSecret: Sendable {
    let held: HeldKey<SlotSecretRole>

    /// Copies; the caller zeroes its own buffer.
    ///
    /// - Throws: ``VaultError`` `invalid-value` unless there are exactly 32 bytes.
    package init(_ bytes: UnsafeRawBufferPointer) throws(VaultError) {
        guard bytes.count == 32, let secret = try? SlotSecret(copying: bytes) else {
            throw VaultError(.invalidValue, "A slot's secret has exactly 32 bytes.", field: "body")
        }
        held = HeldKey(secret)
    }
}
