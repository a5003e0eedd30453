package import VaultModel

/// A row of `record`.
package struct RecordRow: Sendable, Equatable {
    /// Random.
    package var id: RecordID
    /// From case and compartment.
    package var shelf: RowIndex
    /// Rising in the order of creation; no two alike on a shelf.
    package var sequence: UInt64
    /// The newest version's number.
    package var current: UInt64
    /// The record's fields, sealed by the meta key.
    package var sealed: [UInt8]

    /// A row with these columns.
    package init(id: RecordID, shelf: RowIndex, sequence: UInt64, current: UInt64, sealed: [UInt8]) {
        self.id = id
        self.shelf = shelf
        self.sequence = sequence
        self.current = current
        self.sealed = sealed
    }
}
