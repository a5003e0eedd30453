package import VaultModel

/// A row of `rotation`.
package struct RotationRow: Sendable, Equatable {
    /// From case and compartment.
    package var shelf: RowIndex
    /// The rotation's fields, sealed by the meta key.
    package var sealed: [UInt8]

    /// A row with these columns.
    package init(shelf: RowIndex, sealed: [UInt8]) {
        self.shelf = shelf
        self.sealed = sealed
    }
}
