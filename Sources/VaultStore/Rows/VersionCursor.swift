/// A place in a shelf, which is ordered by record sequence and then by version.
package struct VersionCursor: Sendable, Equatable {
    /// The record's sequence number.
    package var sequence: UInt64
    /// The version's number in its record.
    package var version: UInt64

    /// A row with these columns.
    package init(sequence: UInt64, version: UInt64) {
        self.sequence = sequence
        self.version = version
    }
}
