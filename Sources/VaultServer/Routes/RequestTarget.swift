import VaultEngine
import VaultModel

/// A request's address, split and percent-decoded strictly.
package struct RequestTarget: Sendable {
    /// The path's parts. An empty part, as in `/v1//cases`, stays, so that it matches nothing.
    package let segments: [String]
    /// Names and values in the order they stand.
    package let query: [(name: String, value: String)]

    /// - Throws: ``VaultError`` with `invalid-value` for escapes that are none, or are not UTF-8.
    package init(_ target: String) throws {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let path = parts.first ?? ""
        guard path.hasPrefix("/") else {
            segments = []
            query = []
            return
        }
        segments = try path.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map {
            try Self.decode($0, plusIsSpace: false)
        }
        guard parts.count == 2, !parts[1].isEmpty else {
            query = []
            return
        }
        query = try parts[1].split(separator: "&", omittingEmptySubsequences: true).map { pair in
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (
                try Self.decode(sides.first ?? "", plusIsSpace: true),
                try Self.decode(sides.count == 2 ? sides[1] : "", plusIsSpace: true)
            )
        }
    }

    private static func decode(_ text: Substring, plusIsSpace: Bool) throws -> String {
        guard let decoded = PercentCoding.decode(text, plusIsSpace: plusIsSpace) else {
            throw VaultError(.invalidValue, "The address has an escape that is not valid UTF-8.")
        }
        return decoded
    }
}
