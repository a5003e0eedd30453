/// An address below the socket: path segments and a query, each percent-encoded.
package struct RequestPath: Equatable {
    /// As it stands in the request line.
    package private(set) var text: String

    /// Segments after `/v1`.
    package init(_ segments: String...) {
        text = "/v1" + segments.map { "/" + Self.encode($0) }.joined()
    }

    /// Adds the pairs whose value is there.
    package func query(_ pairs: [(name: String, value: String?)]) -> RequestPath {
        var copy = self
        let present = pairs.compactMap { pair in pair.value.map { "\(pair.name)=\(Self.encode($0))" } }
        if !present.isEmpty { copy.text += "?" + present.joined(separator: "&") }
        return copy
    }

    /// RFC 3986: everything but unreserved characters, byte by byte. `.` and `..` alone are encoded too, so that
    /// nothing on the way takes them for a step up.
    static func encode(_ text: String) -> String {
        if text.allSatisfy({ $0 == "." }) { return text.map { _ in "%2E" }.joined() }
        return PercentEncoding.encode(text, keeping: PercentEncoding.unreserved)
    }
}

/// Percent-encoding of UTF-8 (RFC 3986 §2.1), for addresses and for header parameters (RFC 8187).
enum PercentEncoding {
    /// Letters, digits, `-`, `.`, `_`, `~`.
    static let unreserved = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
    /// RFC 8187 `attr-char`.
    static let attributeCharacters = Set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$&+-.^_`|~".utf8)

    private static let digits = Array("0123456789ABCDEF".utf8)

    /// `text` with every byte that is not in `keeping` as `%XX`.
    static func encode(_ text: String, keeping: Set<UInt8>) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if keeping.contains(byte) {
                bytes.append(byte)
            } else {
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
