import FoundationEssentials
import VaultEngine
import VaultModel

/// Looks over a JSON body before it is decoded, for what the decoder would let pass: nesting, raw control
/// characters, other encodings and fields that stand twice.
struct JSONScan {
    /// How deep the protocol's bodies nest, with room.
    static let deepest = 8

    private var names: Set<String> = []

    /// - Throws: ``VaultError`` with `malformed-json`, or `invalid-value` for a field that stands twice.
    static func check(_ bytes: [UInt8]) throws {
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw VaultError(.malformedJSON, "The body is not valid UTF-8.")
        }
        guard bytes.first(where: { ![0x20, 0x09, 0x0a, 0x0d].contains($0) }) == UInt8(ascii: "{") else {
            throw VaultError(.malformedJSON, "The body is not a JSON object.")
        }
        var scan = JSONScan()
        try scan.walk(bytes)
    }

    private mutating func walk(_ bytes: [UInt8]) throws {
        var depth = 0
        var position = 0
        var last: UInt8 = 0
        while position < bytes.count {
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                guard depth <= Self.deepest else { throw VaultError(.malformedJSON, "The body nests too deeply.") }
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                // Foundation's decoder takes a comma before the end.
                guard last != UInt8(ascii: ",") else { throw VaultError(.malformedJSON) }
            case UInt8(ascii: "\""):
                let end = try Self.endOfString(bytes, from: position)
                if depth == 1, Self.isName(bytes, after: end) { try note(bytes[position...end]) }
                position = end
            case 0x20, 0x09, 0x0a, 0x0d:
                break
            case 0..<0x20:
                throw VaultError(.malformedJSON)
            default:
                break
            }
            if ![0x20, 0x09, 0x0a, 0x0d].contains(byte) { last = byte }
            position += 1
        }
    }

    private mutating func note(_ quoted: ArraySlice<UInt8>) throws {
        guard let name = try? JSONDecoder().decode(String.self, from: Data(quoted)) else {
            throw VaultError(.malformedJSON)
        }
        guard names.insert(name).inserted else {
            throw VaultError(.invalidValue, "A field stands twice.", field: FieldEcho.of(name))
        }
    }

    private static func endOfString(_ bytes: [UInt8], from start: Int) throws -> Int {
        var position = start + 1
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\\"): position += 1
            case UInt8(ascii: "\""): return position
            case 0..<0x20: throw VaultError(.malformedJSON, "A control character stands in a text unescaped.")
            default: break
            }
            position += 1
        }
        throw VaultError(.malformedJSON)
    }

    private static func isName(_ bytes: [UInt8], after end: Int) -> Bool {
        bytes[(end + 1)...].first { ![0x20, 0x09, 0x0a, 0x0d].contains($0) } == UInt8(ascii: ":")
    }
}
