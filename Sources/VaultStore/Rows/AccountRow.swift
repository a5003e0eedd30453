package import VaultModel

/// A row of `account`.
package struct AccountRow: Sendable, Equatable {
    /// Names the account's two public keys.
    package var keyID: KeyID
    /// The account's fields, sealed by the meta key.
    package var sealed: [UInt8]

    /// A row with these columns.
    package init(keyID: KeyID, sealed: [UInt8]) {
        self.keyID = keyID
        self.sealed = sealed
    }
}
