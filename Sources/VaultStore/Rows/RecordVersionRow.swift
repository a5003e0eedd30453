package import VaultModel

/// A row of `record_version`.
package struct RecordVersionRow: Sendable, Equatable {
    /// The record it is a version of.
    package var record: RecordID
    /// The version's number in its record.
    package var version: UInt64
    /// Sealed header, context 0x08.
    package var header: [UInt8]
    /// Sealed text of a note, context 0x09; `nil` for a document.
    package var body: [UInt8]?
    /// Where a document's chunks are in `blobs.db`; `nil` for a note.
    package var stream: Int64?
    /// The version's fields, the wrapped data key included, sealed by the meta key.
    package var sealed: [UInt8]

    /// A row with these columns.
    package init(record: RecordID, version: UInt64, header: [UInt8], body: [UInt8]?, stream: Int64?, sealed: [UInt8]) {
        self.record = record
        self.version = version
        self.header = header
        self.body = body
        self.stream = stream
        self.sealed = sealed
    }
}
