import VaultEngine
import VaultModel

/// A document's name in `Content-Disposition` (RFC 6266), in any script through `filename*` (RFC 8187).
package enum FileNameHeader {
    private static let field = "Content-Disposition"

    /// What a download says.
    package static func attachment(_ name: String) -> String {
        "attachment; filename*=UTF-8''\(PercentCoding.encode(name))"
    }

    /// The name that an upload says; `filename*` counts before `filename`.
    ///
    /// - Throws: ``VaultError`` with `invalid-value`: no name, not UTF-8, too long, or one that is a path.
    package static func name(_ header: String?) throws -> String {
        guard let header, let parsed = HeaderParameters(header), parsed.value == "attachment" else {
            throw VaultError(
                .invalidValue, "Say the file's name: attachment; filename*=UTF-8''report.pdf.", field: field)
        }
        let name: String?
        if let extended = parsed.parameters["filename*"] {
            name = decode(extended)
        } else {
            name = parsed.parameters["filename"].flatMap { $0.utf8.allSatisfy { $0 < 0x80 } ? $0 : nil }
        }
        guard let name else {
            throw VaultError(.invalidValue, "The file's name is not UTF-8, escaped as RFC 8187 says.", field: field)
        }
        try check(name)
        return name
    }

    private static func check(_ name: String) throws {
        guard (1...Limits.fileNameBytes).contains(name.utf8.count) else {
            throw VaultError(
                .invalidValue, "A file's name has 1 to \(Limits.fileNameBytes) bytes.", field: field)
        }
        let isPath = name == "." || name == ".." || name.contains("/") || name.contains("\\")
        guard !isPath, !name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
            throw VaultError(.invalidValue, "A file's name has no folders and no control characters.", field: field)
        }
    }

    private static func decode(_ value: String) -> String? {
        let parts = value.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].lowercased() == "utf-8" else { return nil }
        guard parts[2].utf8.allSatisfy({ $0 == UInt8(ascii: "%") || PercentCoding.isAttributeCharacter($0) }) else {
            return nil
        }
        return PercentCoding.decode(parts[2])
    }
}
