/// Headings of tables.
enum Heading: String {
    case id, name, role, status, vouched, code, kind, found, title, compartment, access, state, records, leads, label
    case compartments, request, person, since, author, version, size, digest, remaining, event, actor, details
    case signed, epoch, custodians
    case enrolledAt, openedAt, askedBy, waitsFor, canOpen, grantedBy, lastOpened, writtenAt, fileName, keyVersion
    case madeAt, number, at
    case about, until, limit, agreed, file, inForce, effect

    /// In the person's language.
    var text: String {
        switch Language.current {
        case .english: english
        }
    }

    private var english: String {
        switch self {
        case .enrolledAt: "ENROLLED"
        case .openedAt: "OPENED"
        case .askedBy: "ASKED BY"
        case .waitsFor: "WAITS FOR"
        case .canOpen: "CAN OPEN"
        case .grantedBy: "GRANTED BY"
        case .lastOpened: "LAST OPENED"
        case .writtenAt: "WRITTEN"
        case .fileName: "FILE"
        case .keyVersion: "KEY"
        case .madeAt: "MADE"
        case .number: "NO"
        case .inForce: "COUNTS"
        case .at: "TIME"
        case .epoch: "OUTER"
        case .actor: "BY"
        case .person: "PERSON"
        default: rawValue.uppercased()
        }
    }
}

/// The languages that `sandyk` speaks. Russian and Kyrgyz follow: each is one more answer in every switch here.
enum Language {
    case english

    /// What messages are in.
    static let current = Language.english
}
