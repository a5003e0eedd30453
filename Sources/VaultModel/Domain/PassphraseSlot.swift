/// A way into the keystore that is a passphrase. The raw value is the word used in the protocol.
public enum PassphraseSlot: String, CaseIterable, Sendable, Codable {
    case technician
    case director

    /// The slot's byte on disk (docs/format.md, "Keystore").
    public var kind: UInt8 {
        switch self {
        case .technician: 3
        case .director: 4
        }
    }

    /// - Returns: `nil` for a byte that is no passphrase's.
    public init?(kind: UInt8) {
        guard let slot = Self.allCases.first(where: { $0.kind == kind }) else { return nil }
        self = slot
    }
}
