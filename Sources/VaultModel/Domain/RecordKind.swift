/// What a record is, in the field's words; decides its compartment. Sealed in the record's header.
public enum RecordKind: String, CaseIterable, Sendable, Hashable, Codable {
    case identitySheet = "identity-sheet"
    case photograph
    case idScan = "id-scan"

    case caseLabel = "case-label"
    case intake
    case incident
    case consent
    case assessment
    case safetyPlan = "safety-plan"
    case supportPlan = "support-plan"
    case service
    case referral
    case followUp = "follow-up"
    case closure

    case statement
    case complaint
    case courtDecision = "court-decision"
    case powerOfAttorney = "power-of-attorney"
    case expertOpinion = "expert-opinion"
    case evidence
    case correspondence

    case sessionNote = "session-note"
    case processNote = "process-note"
    case psychologicalAssessment = "psychological-assessment"
    case treatmentPlan = "treatment-plan"

    /// The one table from kind to compartment.
    public var compartment: Compartment {
        switch self {
        case .identitySheet, .photograph, .idScan:
            .identity
        case .caseLabel, .intake, .incident, .consent, .assessment, .safetyPlan, .supportPlan, .service, .referral,
            .followUp, .closure:
            .casework
        case .statement, .complaint, .courtDecision, .powerOfAttorney, .expertOpinion, .evidence, .correspondence:
            .legal
        case .sessionNote, .processNote, .psychologicalAssessment, .treatmentPlan:
            .psychosocial
        }
    }

    /// What a person of this role most often writes; `nil` for roles that write nothing.
    public static func usual(for role: Role) -> RecordKind? {
        switch role {
        case .caseworker: .followUp
        case .lawyer: .correspondence
        case .psychologist: .sessionNote
        case .admin, .auditor: nil
        }
    }
}

/// A note is text in one sealed body; a document is a stream of sealed chunks. The raw value is its byte on disk.
public enum RecordForm: UInt8, Sendable, Hashable {
    case note = 1
    case document = 2

    /// The word used in the protocol.
    public var name: String { self == .note ? "note" : "document" }
}

extension RecordForm: Codable {
    /// Decodes the word.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        switch try container.decode(String.self) {
        case "note": self = .note
        case "document": self = .document
        default: throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a form")
        }
    }

    /// Encodes the word.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}
