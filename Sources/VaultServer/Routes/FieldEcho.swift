/// What of an unknown field's name may stand in an answer: a plain short word or nothing, so that no content
/// that ended up in the wrong place is sent back or logged.
enum FieldEcho {
    /// - Returns: `nil` unless `name` is 1 to 32 ASCII letters, digits, `-` and `_`.
    static func of(_ name: String) -> String? {
        let plain = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        return plain && (1...32).contains(name.utf8.count) ? name : nil
    }
}

/// Whole numbers as the protocol writes them.
enum Decimal {
    /// - Returns: `nil` for anything but digits, and for leading zeros.
    static func parse(_ text: some StringProtocol) -> UInt64? {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        guard !text.isEmpty, text.utf8.allSatisfy(digits.contains), text == "0" || !text.hasPrefix("0") else {
            return nil
        }
        return UInt64(text)
    }
}
