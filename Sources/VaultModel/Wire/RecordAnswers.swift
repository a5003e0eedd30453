/// An item of `GET /v1/cases/{code}/records`; the answer to a write.
public struct RecordItem: Codable, Sendable, Equatable {
    /// 16 bytes in hexadecimal.
    public var id: RecordID
    /// The case's code.
    public var `case`: String
    /// What it is.
    public var kind: RecordKind
    /// Where it is.
    public var compartment: Compartment
    /// A note or a document.
    public var form: RecordForm
    /// One line; may be empty.
    public var title: String
    /// A document's.
    public var document: DocumentItem?
    /// Who wrote this version.
    public var author: String
    /// When the record was first written.
    public var createdAt: Timestamp
    /// When this version was written.
    public var writtenAt: Timestamp
    /// This version, from 1.
    public var version: UInt64
    /// Memberwise.
    public init(
        id: RecordID, case code: String, kind: RecordKind, compartment: Compartment, form: RecordForm, title: String,
        document: DocumentItem?, author: String, createdAt: Timestamp, writtenAt: Timestamp, version: UInt64
    ) {
        self.id = id
        self.case = code
        self.kind = kind
        self.compartment = compartment
        self.form = form
        self.title = title
        self.document = document
        self.author = author
        self.createdAt = createdAt
        self.writtenAt = writtenAt
        self.version = version
    }
}

/// What a document's sealed header says.
public struct DocumentItem: Codable, Sendable, Equatable {
    /// The file's name.
    public var name: String
    /// E.g. `application/pdf`.
    public var mediaType: String
    /// In bytes.
    public var length: UInt64
    /// BLAKE2b-256 of the content, in hexadecimal.
    public var contentHash: String
    /// Memberwise.
    public init(name: String, mediaType: String, length: UInt64, contentHash: String) {
        self.name = name
        self.mediaType = mediaType
        self.length = length
        self.contentHash = contentHash
    }
}

/// `GET /v1/records/{id}`
public struct Note: Codable, Sendable, Equatable {
    /// All but the text.
    public var record: RecordItem
    /// The note.
    public var text: String
    /// Memberwise.
    public init(record: RecordItem, text: String) {
        self.record = record
        self.text = text
    }
}

/// An item of `GET /v1/records/{id}/versions`.
public struct VersionItem: Codable, Sendable, Equatable {
    /// The version's number as text.
    public var id: String
    /// From 1.
    public var version: UInt64
    /// Who wrote it.
    public var author: String
    /// When.
    public var writtenAt: Timestamp
    /// One line.
    public var title: String
    /// A document's.
    public var document: DocumentItem?
    /// The sealed content's BLAKE2b-256, as the ledger has it, in hexadecimal.
    public var digest: String
    /// Why the record was withdrawn, in the version that says so.
    public var withdrawn: String?
    /// Memberwise.
    public init(
        id: String, version: UInt64, author: String, writtenAt: Timestamp, title: String, document: DocumentItem?,
        digest: String, withdrawn: String? = nil
    ) {
        self.id = id
        self.version = version
        self.author = author
        self.writtenAt = writtenAt
        self.title = title
        self.document = document
        self.digest = digest
        self.withdrawn = withdrawn
    }
}

/// An item of `POST /v1/search`.
public struct SearchHit: Codable, Sendable, Equatable {
    /// The record.
    public var id: RecordID
    /// The case's code.
    public var `case`: String
    /// What it is.
    public var kind: RecordKind
    /// Its title or file name.
    public var title: String
    /// `label`, `title`, `name` or `text`: where the words stand.
    public var found: String
    /// Memberwise.
    public init(id: RecordID, case code: String, kind: RecordKind, title: String, found: String) {
        self.id = id
        self.case = code
        self.kind = kind
        self.title = title
        self.found = found
    }
}
