package import VaultModel

/// A row of `compartment_grant`.
package struct GrantRow: Sendable, Equatable {
    /// From case, compartment, key version and holder.
    package var id: RowIndex
    /// Which of the case's house keys made the outer seal.
    package var epoch: UInt64
    /// The outer grant, context 0x05.
    package var sealed: [UInt8]

    /// A row with these columns.
    package init(id: RowIndex, epoch: UInt64, sealed: [UInt8]) {
        self.id = id
        self.epoch = epoch
        self.sealed = sealed
    }
}
