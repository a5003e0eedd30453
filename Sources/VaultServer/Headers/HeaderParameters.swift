/// A header of the form `value; name=value; name="quoted"` (RFC 9110 §5.6).
struct HeaderParameters: Equatable {
    /// What stands before the first `;`, in small letters.
    let value: String
    /// Parameters by name in small letters.
    let parameters: [String: String]

    /// - Returns: `nil` for anything malformed, and for a parameter that stands twice.
    init?(_ header: String) {
        var rest = Substring(header)
        guard let value = Self.readUntil(";", &rest), !value.isEmpty else { return nil }
        self.value = value.lowercased()
        var parameters: [String: String] = [:]
        while rest.first == ";" {
            rest = rest.dropFirst().trimmingOptionalSpace()
            guard let equals = rest.firstIndex(of: "=") else { return nil }
            let name = rest[..<equals].lowercased()
            guard Self.isToken(name) else { return nil }
            rest = rest[rest.index(after: equals)...]
            guard let text = rest.first == "\"" ? Self.readQuoted(&rest) : Self.readUntil(";", &rest),
                parameters.updateValue(text, forKey: name) == nil
            else { return nil }
            rest = rest.trimmingOptionalSpace()
        }
        guard rest.isEmpty else { return nil }
        self.parameters = parameters
    }

    /// Whether `text` is a token (RFC 9110 §5.6.2).
    static func isToken(_ text: some StringProtocol) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
                }
            }
    }

    private static func readUntil(_ stop: Character, _ rest: inout Substring) -> String? {
        let end = rest.firstIndex(of: stop) ?? rest.endIndex
        let text = rest[..<end].trimmingOptionalSpace()
        guard !text.contains("\"") else { return nil }
        rest = rest[end...]
        return String(text)
    }

    private static func readQuoted(_ rest: inout Substring) -> String? {
        var text = ""
        var escaped = false
        rest.removeFirst()
        while let character = rest.popFirst() {
            if escaped {
                text.append(character)
                escaped = false
            } else if character == "\\" {
                escaped = true
            } else if character == "\"" {
                return text
            } else {
                text.append(character)
            }
        }
        return nil
    }
}
