import Foundation
import VaultCrypto
import VaultModel

/// What a version's sealed header says (docs/format.md): all that describes the content is content.
struct RecordHeader: Codable, Sendable {
    var kind: RecordKind
    var title: String
    var name: String?
    var mediaType: String?
    var length: UInt64?
    var chunks: UInt32?
    var salt: Data?
    var commitment: Data?
    var contentHash: Data?
    /// Present and true in the version that says why a record was withdrawn.
    var withdrawn: Bool?

    init(kind: RecordKind, title: String) {
        self.kind = kind
        self.title = title
    }

    /// A document's header.
    init(
        kind: RecordKind, title: String, name: String, mediaType: String, stream: StreamDescription,
        contentHash: [UInt8]
    ) {
        self.init(kind: kind, title: title)
        self.name = name
        self.mediaType = mediaType
        length = stream.length
        chunks = stream.chunkCount
        salt = Data(stream.salt)
        commitment = Data(stream.commitment)
        self.contentHash = Data(contentHash)
    }

    func encoded() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self))
    }

    init(decoding bytes: [UInt8]) throws {
        self = try JSONDecoder().decode(Self.self, from: Data(bytes))
    }

    /// The stream's description; `nil` for a note.
    var stream: StreamDescription? {
        guard let salt, let commitment, let chunks, let length else { return nil }
        return StreamDescription(
            salt: Array(salt), commitment: Array(commitment), chunkCount: chunks, length: length)
    }

    /// What a client is told; `nil` for a note.
    var document: DocumentItem? {
        guard let name, let mediaType, let length, let contentHash else { return nil }
        return DocumentItem(name: name, mediaType: mediaType, length: length, contentHash: Hex.encode(contentHash))
    }
}
