package import VaultModel

/// What resealing needs of a version: its place in the shelf and its meta-sealed value.
package struct VersionSeal: Sendable, Equatable {
    /// The record it is a version of.
    package var record: RecordID
    /// Its place in the shelf; its version number is there too.
    package var cursor: VersionCursor
    /// The version's fields, the wrapped data key included, sealed by the meta key.
    package var sealed: [UInt8]

    /// A row with these columns.
    package init(record: RecordID, cursor: VersionCursor, sealed: [UInt8]) {
        self.record = record
        self.cursor = cursor
        self.sealed = sealed
    }
}
