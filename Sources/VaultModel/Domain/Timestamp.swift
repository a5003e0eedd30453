public import FoundationEssentials

/// A moment, in whole milliseconds since 1970-01-01T00:00:00Z.
///
/// Text form: RFC 3339 in UTC with three decimals.
public struct Timestamp: Hashable, Comparable, Sendable {
    /// Milliseconds since 1970.
    public let milliseconds: UInt64

    /// Milliseconds since 1970.
    public init(milliseconds: UInt64) { self.milliseconds = milliseconds }

    /// Rounded down to the millisecond; moments before 1970 become 1970.
    public init(_ date: Date) { milliseconds = UInt64(max(0, date.timeIntervalSince1970 * 1000)) }

    /// The same moment as a `Date`.
    public var date: Date { Date(timeIntervalSince1970: Double(milliseconds) / 1000) }

    /// Whole days since 1970.
    public var day: UInt32 { UInt32(truncatingIfNeeded: milliseconds / 86_400_000) }

    /// This moment `seconds` later.
    public func adding(seconds: UInt64) -> Timestamp { Timestamp(milliseconds: milliseconds &+ seconds &* 1000) }

    /// Earlier moments first.
    public static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }
}

extension Timestamp: Codable, CustomStringConvertible {
    private static let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

    /// The RFC 3339 text form. Its decimals are the milliseconds themselves, not what a binary fraction makes of them.
    public var description: String {
        let whole = Date(timeIntervalSince1970: Double(milliseconds / 1000)).formatted(.iso8601)
        let decimals = String(milliseconds % 1000)
        return whole.dropLast() + "." + String(repeating: "0", count: 3 - decimals.count) + decimals + "Z"
    }

    /// - Returns: `nil` unless `text` is an RFC 3339 moment in UTC, with or without decimals.
    public init?(text: String) {
        guard let date = (try? Date(text, strategy: Self.style)) ?? (try? Date(text, strategy: .iso8601)) else {
            return nil
        }
        // To the nearest: a moment that was written is read as itself.
        milliseconds = UInt64(max(0, (date.timeIntervalSince1970 * 1000).rounded()))
    }

    /// Decodes the RFC 3339 text form.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let value = Self(text: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a time")
        }
        self = value
    }

    /// Encodes the RFC 3339 text form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
