/// The part of a document that a `Range` header asks for (RFC 9110 §14).
package enum ByteRange: Equatable {
    /// Everything: no range, one that this server may ignore (other units, several ranges), or a malformed one.
    case everything
    /// These bytes.
    case part(Range<UInt64>)
    /// Nothing of the document lies there.
    case unsatisfiable

    /// Reads a header against a document of `length` bytes.
    package static func parse(_ header: String?, length: UInt64) -> ByteRange {
        guard let header, header.lowercased().hasPrefix("bytes=") else { return .everything }
        let specification = header.dropFirst("bytes=".count).trimmingOptionalSpace()
        let sides = specification.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard sides.count == 2, !specification.contains(",") else { return .everything }
        if sides[0].isEmpty { return suffix(sides[1], length: length) }
        guard let first = number(sides[0]) else { return .everything }
        guard !sides[1].isEmpty else { return first < length ? .part(first..<length) : .unsatisfiable }
        guard let last = number(sides[1]), first <= last else { return .everything }
        return first < length ? .part(first..<min(length, last == .max ? last : last + 1)) : .unsatisfiable
    }

    private static func suffix(_ text: Substring, length: UInt64) -> ByteRange {
        guard let count = number(text) else { return .everything }
        guard count > 0, length > 0 else { return .unsatisfiable }
        return .part((length - min(count, length))..<length)
    }

    private static func number(_ text: Substring) -> UInt64? {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        guard !text.isEmpty, text.utf8.allSatisfy(digits.contains) else { return nil }
        // Too large for 64 bits is past any document's end.
        return UInt64(text) ?? .max
    }
}

extension StringProtocol {
    /// Without the spaces and tabs around it that HTTP allows (`OWS`).
    func trimmingOptionalSpace() -> Substring {
        var rest = Substring(self)
        while let first = rest.utf8.first, first == 0x20 || first == 0x09 { rest.removeFirst() }
        while let last = rest.utf8.last, last == 0x20 || last == 0x09 { rest.removeLast() }
        return rest
    }
}
