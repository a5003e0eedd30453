public import VaultModel

/// What goes with a document's bytes.
public struct DocumentUpload: Sendable, Equatable {
    /// The file's name: at most ``Limits/fileNameBytes``, no folder.
    public var name: String
    /// E.g. `application/pdf`.
    public var mediaType: String
    /// What it is; `nil`: what the person's role usually files. A new version keeps the kind it has.
    public var kind: RecordKind?
    /// In bytes, where it is known before; the daemon checks it.
    public var length: UInt64?
    /// Memberwise.
    public init(name: String, mediaType: String, kind: RecordKind? = nil, length: UInt64? = nil) {
        self.name = name
        self.mediaType = mediaType
        self.kind = kind
        self.length = length
    }
}
