/// The canonical encoding of a list of tagged values (docs/format.md).
///
/// `field = tag u8 ‖ length u32 ‖ bytes`, tags rising, each at most once; an absent field is left out,
/// an empty one is not the same. One list has exactly one encoding, so that it can be hashed and signed.
public struct FieldList: Equatable, Sendable {
    private var fields: [Field] = []

    private struct Field: Equatable, Sendable {
        let tag: UInt8
        var bytes: [UInt8]
    }

    /// A list without fields.
    public init() {}

    /// The tags that are present, rising.
    public var tags: [UInt8] { fields.map(\.tag) }

    /// The bytes under a tag; `nil` where absent.
    public subscript(tag: UInt8) -> [UInt8]? {
        get { fields.first { $0.tag == tag }?.bytes }
        set {
            // A handful of fields, nearly always put in rising order: a list that stays sorted.
            let position = fields.firstIndex { $0.tag >= tag } ?? fields.count
            let isThere = position < fields.count && fields[position].tag == tag
            switch (newValue, isThere) {
            case (let bytes?, true): fields[position].bytes = bytes
            case (let bytes?, false): fields.insert(Field(tag: tag, bytes: bytes), at: position)
            case (nil, true): fields.remove(at: position)
            case (nil, false): break
            }
        }
    }

    /// A big-endian integer under a tag; `nil` where absent or not exactly as wide as `Value`.
    public func integer<Value: FixedWidthInteger & UnsignedInteger>(_ tag: UInt8, as type: Value.Type = Value.self)
        -> Value?
    {
        guard let bytes = self[tag], bytes.count == Value.bitWidth / 8 else { return nil }
        var value: UInt64 = 0
        for byte in bytes { value = value << 8 | UInt64(byte) }
        return Value(exactly: value)
    }

    /// Puts an integer in big-endian order.
    public mutating func set<Value: FixedWidthInteger & UnsignedInteger>(_ tag: UInt8, _ value: Value) {
        self[tag] = value.bigEndianBytes
    }

    /// The canonical bytes.
    public func encoded() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(fields.reduce(0) { $0 + 5 + $1.bytes.count })
        for field in fields {
            bytes.append(field.tag)
            bytes += UInt32(field.bytes.count).bigEndianBytes
            bytes += field.bytes
        }
        return bytes
    }

    /// - Throws: ``MalformedEncoding`` unless `bytes` is exactly one canonical list.
    public init(decoding bytes: some Collection<UInt8>) throws(MalformedEncoding) {
        let bytes = Array(bytes)
        var position = 0
        while position < bytes.count {
            guard bytes.count - position >= 5, bytes[position] > fields.last?.tag ?? 0 || fields.isEmpty else {
                throw MalformedEncoding()
            }
            let tag = bytes[position]
            var length = 0
            for byte in bytes[position + 1..<position + 5] { length = length << 8 | Int(byte) }
            position += 5
            guard length <= bytes.count - position else { throw MalformedEncoding() }
            fields.append(Field(tag: tag, bytes: Array(bytes[position..<position + length])))
            position += length
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
    @inlinable public var bigEndianBytes: [UInt8] {
        (0..<(Self.bitWidth / 8)).reversed().map { UInt8(truncatingIfNeeded: self >> (Self($0) * 8)) }
    }
}
