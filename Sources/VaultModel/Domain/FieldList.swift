/// The canonical encoding of a list of tagged values (docs/format.md).
///
/// `field = tag u8 ‖ length u32 ‖ bytes`, tags rising, each at most once; an absent field is left out,
/// an empty one is not the same. One list has exactly one encoding, so that it can be hashed and signed.
public struct FieldList: Equatable, Sendable {
    private var values: [UInt8: [UInt8]] = [:]

    /// A list without fields.
    public init() {}

    /// The tags that are present, rising.
    public var tags: [UInt8] { values.keys.sorted() }

    /// The bytes under a tag; `nil` where absent.
    public subscript(tag: UInt8) -> [UInt8]? {
        get { values[tag] }
        set { values[tag] = newValue }
    }

    /// A big-endian integer under a tag; `nil` where absent or not exactly as wide as `Value`.
    public func integer<Value: FixedWidthInteger & UnsignedInteger>(_ tag: UInt8, as type: Value.Type = Value.self)
        -> Value?
    {
        guard let bytes = values[tag], bytes.count == Value.bitWidth / 8 else { return nil }
        var value: UInt64 = 0
        for byte in bytes { value = value << 8 | UInt64(byte) }
        return Value(exactly: value)
    }

    /// Puts an integer in big-endian order.
    public mutating func set<Value: FixedWidthInteger & UnsignedInteger>(_ tag: UInt8, _ value: Value) {
        values[tag] = value.bigEndianBytes
    }

    /// The canonical bytes.
    public func encoded() -> [UInt8] {
        var bytes: [UInt8] = []
        for tag in tags {
            guard let value = values[tag] else { continue }
            bytes.append(tag)
            bytes += UInt32(value.count).bigEndianBytes
            bytes += value
        }
        return bytes
    }

    /// - Throws: ``MalformedEncoding`` unless `bytes` is exactly one canonical list.
    public init(decoding bytes: some Collection<UInt8>) throws(MalformedEncoding) {
        var rest = Array(bytes)[...]
        var previous = -1
        while let tag = rest.first {
            guard Int(tag) > previous, rest.count >= 5 else { throw MalformedEncoding() }
            let length = rest.dropFirst().prefix(4).reduce(0) { $0 << 8 | Int($1) }
            rest = rest.dropFirst(5)
            guard rest.count >= length else { throw MalformedEncoding() }
            values[tag] = Array(rest.prefix(length))
            rest = rest.dropFirst(length)
            previous = Int(tag)
        }
    }
}

/// Bytes that are not what the format says: cut off, out of order or of the wrong length.
public struct MalformedEncoding: Error, Equatable {
    /// The one value.
    public init() {}
}

extension FixedWidthInteger where Self: UnsignedInteger {
    /// The bytes, most significant first.
    public var bigEndianBytes: [UInt8] {
        (0..<(Self.bitWidth / 8)).reversed().map { UInt8(truncatingIfNeeded: self >> (Self($0) * 8)) }
    }
}
