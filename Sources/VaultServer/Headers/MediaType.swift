import VaultEngine
import VaultModel

/// Reading `Content-Type`.
package enum MediaType {
    private static let field = "Content-Type"

    /// - Throws: ``VaultError`` with `media-type-not-supported` unless the header says `expected`, in UTF-8 where
    ///   it says a character set.
    package static func require(_ expected: String, _ header: String?) throws {
        guard let header, let parsed = HeaderParameters(header), parsed.value == expected,
            parsed.parameters.allSatisfy({ $0.key == "charset" && $0.value.lowercased() == "utf-8" })
        else { throw VaultError(.mediaTypeNotSupported, "Send this as \(expected).", field: field) }
    }

    /// A document's own media type, as it was sent.
    ///
    /// - Throws: ``VaultError`` with `media-type-not-supported` where there is none or it is malformed.
    package static func document(_ header: String?) throws -> String {
        guard let header, let parsed = HeaderParameters(header),
            (3...Limits.mediaTypeBytes).contains(header.utf8.count),
            header.utf8.allSatisfy({ (0x20...0x7e).contains($0) })
        else { throw malformed }
        let sides = parsed.value.split(separator: "/", omittingEmptySubsequences: false)
        guard sides.count == 2, sides.allSatisfy({ HeaderParameters.isToken($0) && !$0.contains("*") }) else {
            throw malformed
        }
        return header
    }

    private static var malformed: VaultError {
        VaultError(.mediaTypeNotSupported, "Say the document's media type, like application/pdf.", field: field)
    }
}
