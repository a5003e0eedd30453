/// What an ``Identifier`` names and how long it is.
public protocol IdentifierKind: Sendable {
    /// Length in bytes, in memory and on disk.
    static var byteCount: Int { get }
}

/// A fixed-length binary name: 16 random bytes or a 32-byte hash, by kind.
///
/// Identifiers of different kinds are different types, so that none can stand where another is meant.
/// Text form: lower-case hexadecimal.
public struct Identifier<Kind: IdentifierKind>: Hashable, Comparable, Sendable {
    /// Exactly `Kind.byteCount` bytes.
    public let bytes: [UInt8]

    /// - Returns: `nil` unless `bytes` has exactly `Kind.byteCount` elements.
    @inlinable public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Kind.byteCount else { return nil }
        self.bytes = Array(bytes)
    }

    /// - Returns: `nil` unless `hex` is exactly `2 × Kind.byteCount` hexadecimal digits.
    public init?(hex: some StringProtocol) {
        guard let bytes = Hex.decode(hex) else { return nil }
        self.init(bytes: bytes)
    }

    /// Lower-case hexadecimal, `2 × Kind.byteCount` digits.
    public var hex: String { Hex.encode(bytes) }

    /// Orders by bytes, as SQLite orders blobs.
    public static func < (left: Self, right: Self) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }
}

extension Identifier: CustomStringConvertible {
    /// The hexadecimal text form.
    public var description: String { hex }
}

extension Identifier: Codable {
    /// Decodes the hexadecimal text form.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let value = Self(hex: text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an identifier")
        }
        self = value
    }

    /// Encodes the hexadecimal text form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(hex)
    }
}

/// Hash of the signed charter; names one vault for ever. 32 bytes.
public typealias VaultID = Identifier<VaultTag>
/// Hash of the signed opening event; names one case for ever. 32 bytes.
public typealias CaseID = Identifier<CaseTag>
/// Hash of an account's two public keys. 32 bytes.
public typealias KeyID = Identifier<KeyTag>
/// Names one record. 16 random bytes.
public typealias RecordID = Identifier<RecordTag>
/// Names one request that waits for a yes. 16 random bytes.
public typealias RequestID = Identifier<RequestTag>
/// Hash of one authority event, which the next one names. 32 bytes.
public typealias EventHash = Identifier<EventTag>
/// An index derived from the index key: names rows that belong together, never whose. 16 bytes.
public typealias RowIndex = Identifier<RowTag>

/// The kind of ``VaultID``.
public enum VaultTag: IdentifierKind {
    /// 32.
    public static let byteCount = 32
}

/// The kind of ``CaseID``.
public enum CaseTag: IdentifierKind {
    /// 32.
    public static let byteCount = 32
}

/// The kind of ``KeyID``.
public enum KeyTag: IdentifierKind {
    /// 32.
    public static let byteCount = 32
}

/// The kind of ``RecordID``.
public enum RecordTag: IdentifierKind {
    /// 16.
    public static let byteCount = 16
}

/// The kind of ``RequestID``.
public enum RequestTag: IdentifierKind {
    /// 16.
    public static let byteCount = 16
}

/// The kind of ``EventHash``.
public enum EventTag: IdentifierKind {
    /// 32.
    public static let byteCount = 32
}

/// The kind of ``RowIndex``.
public enum RowTag: IdentifierKind {
    /// 16.
    public static let byteCount = 16
}
