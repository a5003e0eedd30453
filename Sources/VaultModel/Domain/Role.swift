/// What a person does in the organisation. One account has one role. The raw value is its byte on disk.
public enum Role: UInt8, CaseIterable, Sendable, Hashable {
    /// Leads cases: intake, services, safety plan, referrals.
    case caseworker = 1
    /// Retrieves and files statements, court papers, evidence.
    case lawyer = 2
    /// Stores session notes that nobody else opens by default.
    case psychologist = 3
    /// Adds and removes people, rotates keys; never reads a case.
    case admin = 4
    /// Sees who did what; never content.
    case auditor = 5

    /// The word used in the protocol and on the command line.
    public var name: String {
        switch self {
        case .caseworker: "caseworker"
        case .lawyer: "lawyer"
        case .psychologist: "psychologist"
        case .admin: "admin"
        case .auditor: "auditor"
        }
    }

    /// - Returns: `nil` for any other word.
    public init?(name: some StringProtocol) {
        guard let value = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = value
    }

    /// Whether people of this role can be on a case.
    public var worksOnCases: Bool {
        switch self {
        case .caseworker, .lawyer, .psychologist: true
        case .admin, .auditor: false
        }
    }
}

extension Role: Codable {
    /// Decodes the word.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let value = Self(name: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a role")
        }
        self = value
    }

    /// Encodes the word.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}
