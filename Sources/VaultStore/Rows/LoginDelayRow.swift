package import VaultModel

/// A row of `login_delay`.
package struct LoginDelayRow: Sendable, Equatable {
    /// From the peer's uid and account name.
    package var id: RowIndex
    /// Count of failures and end of the delay, sealed by the meta key.
    package var sealed: [UInt8]

    /// A row with these columns.
    package init(id: RowIndex, sealed: [UInt8]) {
        self.id = id
        self.sealed = sealed
    }
}
