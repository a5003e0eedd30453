import VaultEngine
import VaultModel

/// Names, codes and ids as they stand in addresses.
package enum PathName {
    /// - Throws: ``VaultError`` with `lookalike-letters` or `invalid-value`.
    package static func account(_ text: String, field: String = "name") throws -> String {
        do { return try AccountName(text).text } catch {
            throw refusal(
                error, field: field,
                malformed: "A name has 2 to 32 of a-z, 0-9, `.`, `_` and `-`, and begins with a letter.")
        }
    }

    /// The code in capitals.
    ///
    /// - Throws: ``VaultError`` with `lookalike-letters` or `invalid-value`.
    package static func code(_ text: String, field: String = "code") throws -> String {
        do { return try CaseCode(text).text } catch {
            throw refusal(
                error, field: field,
                malformed: "A case code has groups of A-Z and 0-9 joined by `-`, like KG-2026-0041.")
        }
    }

    /// Any prefix of an id, in small letters.
    ///
    /// - Throws: ``VaultError`` with `invalid-value` unless it is 4 to 32 hexadecimal digits.
    package static func idPrefix(_ text: String, field: String = "id") throws -> String {
        let id = text.lowercased()
        let digits = Set("0123456789abcdef".utf8)
        guard (4...32).contains(text.utf8.count), id.utf8.allSatisfy(digits.contains) else {
            throw VaultError(.invalidValue, "An id is 4 to 32 hexadecimal digits.", field: field)
        }
        return id
    }

    private static func refusal(_ error: NamingError, field: String, malformed: String) -> VaultError {
        switch error {
        case .lookalike(_, let latin, let position):
            VaultError(
                .lookalikeLetters,
                "Letter \(position) only looks like a Latin \(latin). Type it with the Latin keyboard.", field: field)
        case .malformed: VaultError(.invalidValue, malformed, field: field)
        }
    }
}
