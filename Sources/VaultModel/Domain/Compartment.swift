/// One of the four parts of a case, each under keys of its own. The raw value is its byte on disk.
public enum Compartment: UInt8, CaseIterable, Sendable, Hashable, Comparable {
    /// Names, birth date, contacts: who the survivor is.
    case identity = 1
    /// Intake, plans, services, referrals.
    case casework = 2
    /// Statements, court papers, evidence.
    case legal = 3
    /// Session notes and assessments.
    case psychosocial = 4

    /// The word used in the protocol and on the command line.
    public var name: String {
        switch self {
        case .identity: "identity"
        case .casework: "casework"
        case .legal: "legal"
        case .psychosocial: "psychosocial"
        }
    }

    /// - Returns: `nil` for any other word.
    public init?(name: some StringProtocol) {
        guard let value = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = value
    }

    /// In the order of the bytes on disk.
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension Compartment: Codable {
    /// Decodes the word.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let value = Self(name: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a compartment")
        }
        self = value
    }

    /// Encodes the word.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}
