import VaultEngine
import VaultModel

/// A version as an entity tag (RFC 9110 §8.8.3): `"3"`.
package enum EntityTag {
    /// The tag of a version.
    static func text(_ version: UInt64) -> String { "\"\(version)\"" }

    /// A version's number, from 1.
    static func version(_ text: some StringProtocol) -> UInt64? {
        Decimal.parse(text).flatMap { (1...UInt64(Int64.max)).contains($0) ? $0 : nil }
    }

    /// What an amendment follows.
    ///
    /// - Throws: ``VaultError`` with `precondition-required`, or `invalid-value` for anything but one strong tag.
    package static func ifMatch(_ header: String?) throws -> UInt64 {
        guard let header else { throw VaultError(.preconditionRequired, field: "If-Match") }
        guard header.utf8.count >= 3, header.hasPrefix("\""), header.hasSuffix("\""),
            let version = version(header.dropFirst().dropLast())
        else { throw VaultError(.invalidValue, "If-Match is one version in quotes, like \"3\".", field: "If-Match") }
        return version
    }
}
