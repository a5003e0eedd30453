package import VaultModel

/// A row of `idempotency`.
package struct IdempotencyRow: Sendable, Equatable {
    /// From account and the client's key.
    package var id: RowIndex
    /// Days since 1970, for clearing.
    package var day: UInt32
    /// The remembered answer, sealed by the meta key.
    package var sealed: [UInt8]

    /// A row with these columns.
    package init(id: RowIndex, day: UInt32, sealed: [UInt8]) {
        self.id = id
        self.day = day
        self.sealed = sealed
    }
}
