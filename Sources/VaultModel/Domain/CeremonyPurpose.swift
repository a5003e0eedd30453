/// What the custodians put their cards together for. The raw value is its byte on disk.
public enum CeremonyPurpose: UInt8, CaseIterable, Sendable, Hashable {
    /// To let somebody into one case.
    case recoverCase = 1
    /// To let somebody into everything that one person alone could open; or a last admin back in.
    case recoverAccount = 2
    /// To prove that the cards work; opens nothing.
    case rehearse = 3
    /// To hand over to a new key.
    case succeed = 4

    /// The word used in the protocol.
    public var name: String {
        switch self {
        case .recoverCase: "case"
        case .recoverAccount: "account"
        case .rehearse: "rehearse"
        case .succeed: "succeed"
        }
    }

    /// - Returns: `nil` for any other word.
    public init?(name: some StringProtocol) {
        guard let value = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = value
    }
}

extension CeremonyPurpose: Codable {
    /// Decodes the word.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let value = Self(name: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a purpose")
        }
        self = value
    }

    /// Encodes the word.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}
