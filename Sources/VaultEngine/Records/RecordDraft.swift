import VaultCrypto
package import VaultModel

/// What a client says about a document before its content.
package struct DocumentDraft: Sendable {
    let name: String
    let mediaType: String
    let kind: RecordKind?
    let length: UInt64?

    /// - Parameter length: `Content-Length`, where the client knows it.
    package init(name: String, mediaType: String, kind: RecordKind?, length: UInt64?) {
        self.name = name
        self.mediaType = mediaType
        self.kind = kind
        self.length = length
    }

    /// - Throws: `invalid-value`, `body-too-large`.
    func check() throws(VaultError) {
        guard !name.isEmpty, name.utf8.count <= Limits.fileNameBytes, name != ".", name != "..",
            !name.contains("/"), !name.contains("\\"), !TextRules.hasControl(name)
        else {
            throw VaultError(
                .invalidValue, "A file name has 1 to 255 bytes, no slashes and no control characters.", field: "name")
        }
        guard (3...Limits.mediaTypeBytes).contains(mediaType.utf8.count), mediaType.contains("/"),
            mediaType.utf8.allSatisfy({ (0x21...0x7E).contains($0) || $0 == 0x20 })
        else { throw VaultError(.invalidValue, field: "Content-Type") }
        if let length, length > Limits.documentBytes { throw VaultError(.bodyTooLarge) }
    }
}

/// What text may hold.
enum TextRules {
    /// C0 and C1 controls and DEL, line breaks included.
    static func hasControl(_ text: String) -> Bool { text.unicodeScalars.contains(where: isControl) }

    // The general category Cc, which Unicode promises never to change; asking for it costs more than sealing does.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    }

    /// - Throws: `invalid-value`.
    static func check(_ draft: NoteDraft) throws(VaultError) {
        if let title = draft.title {
            guard title.utf8.count <= Limits.titleBytes, !hasControl(title) else {
                throw VaultError(
                    .invalidValue, "A title is one line of at most \(Limits.titleBytes) bytes.", field: "title")
            }
        }
        guard !draft.text.isEmpty, draft.text.utf8.count <= Limits.noteBytes else {
            throw VaultError(
                .invalidValue, "A note has 1 to \(Limits.noteBytes) bytes of text.", field: "text")
        }
        guard draft.text.unicodeScalars.allSatisfy({ !isControl($0) || $0 == "\n" || $0 == "\r" || $0 == "\t" })
        else { throw VaultError(.invalidValue, "The text has control characters.", field: "text") }
    }
}
