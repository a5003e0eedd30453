/// Why the daemon did something by itself. The raw value is its byte on disk.
public enum EventReason: UInt8, Sendable, CaseIterable {
    case askedByAdmin = 1
    case memberLeft = 2
    case accountDisabled = 3
    case accountSuspended = 4
    case expired = 5
    case resumedAtStart = 6
    case passphraseChanged = 15
    case recovered = 20
    case custodiansChanged = 21
    case cancelled = 22
    case cardsWrong = 23

    case courtOrder = 25
    case investigation = 26
    case complaint = 27
    case audit = 28
    case recordDestroyed = 29
    case overdue = 30

    /// The word used in listings.
    public var name: String {
        switch self {
        case .askedByAdmin: "asked by an admin"
        case .memberLeft: "a member left"
        case .accountDisabled: "account disabled"
        case .accountSuspended: "account suspended"
        case .expired: "expired"
        case .resumedAtStart: "resumed at start"
        case .passphraseChanged: "passphrase changed"
        case .recovered: "recovered by the custodians"
        case .custodiansChanged: "the custodians' key changed"
        case .cancelled: "cancelled"
        case .cardsWrong: "cards of another key"
        case .courtOrder: "court order"
        case .investigation: "investigation"
        case .complaint: "complaint"
        case .audit: "audit"
        case .recordDestroyed: "a record was destroyed"
        case .overdue: "older than the key age in Keys"
        }
    }
}
