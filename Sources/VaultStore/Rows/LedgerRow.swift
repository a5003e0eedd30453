/// A row of `ledger`.
package struct LedgerRow: Sendable, Equatable {
    /// 1 for the first entry, rising by one.
    package var sequence: UInt64
    /// RFC 6962 leaf hash of the entry, 32 bytes.
    package var leaf: [UInt8]
    /// The entry, sealed with context 0x0F.
    package var sealed: [UInt8]

    /// A row with these columns.
    package init(sequence: UInt64, leaf: [UInt8], sealed: [UInt8]) {
        self.sequence = sequence
        self.leaf = leaf
        self.sealed = sealed
    }
}
