/// The stable codes of problem documents (RFC 9457). A code is never renamed and never reused.
public enum ProblemCode: String, CaseIterable, Sendable, Codable {
    // What was sent is wrong.
    case malformedJSON = "malformed-json"
    case unknownField = "unknown-field"
    case invalidValue = "invalid-value"
    case lookalikeLetters = "lookalike-letters"
    case bodyTooLarge = "body-too-large"
    case lengthMismatch = "length-mismatch"
    case mediaTypeNotSupported = "media-type-not-supported"
    case preconditionRequired = "precondition-required"
    case versionConflict = "version-conflict"
    case idempotencyMismatch = "idempotency-mismatch"
    case rangeNotSatisfiable = "range-not-satisfiable"
    case methodNotAllowed = "method-not-allowed"
    case requestTimeout = "request-timeout"

    // Who is asking.
    case notLoggedIn = "not-logged-in"
    case sessionExpired = "session-expired"
    case loginRefused = "login-refused"
    case loginDelayed = "login-delayed"
    case inviteRefused = "invite-refused"
    case costTooLow = "cost-too-low"
    case notTheOperator = "not-the-operator"

    // What this person may do.
    case roleMayNot = "role-may-not"
    case notFound = "not-found"
    case leadOnly = "lead-only"
    case awaitingGrant = "awaiting-grant"
    case notVouched = "not-vouched"
    case keyWordsDiffer = "key-words-differ"
    case authorOnly = "author-only"
    case oneself = "oneself"
    case compartmentNotForRole = "compartment-not-for-role"
    case kindDiffers = "kind-differs"

    // What state things are in.
    case codeTaken = "code-taken"
    case nameTaken = "name-taken"
    case caseClosed = "case-closed"
    case caseOpen = "case-open"
    case notActive = "not-active"
    case nothingToChange = "nothing-to-change"
    case lastAdmin = "last-admin"
    case lastLead = "last-lead"
    case wouldOrphan = "would-orphan"
    case alreadyAssigned = "already-assigned"
    case notAssigned = "not-assigned"
    case outOfOrder = "out-of-order"
    case noCustodians = "no-custodians"
    case recoveryUnderWay = "recovery-under-way"
    case cardRefused = "card-refused"
    case cardsOfAnotherKey = "cards-of-another-key"
    case recoveryDelayed = "recovery-delayed"
    case custodiansSucceeded = "custodians-succeeded"

    // Two people, withdrawal, legal hold, disposal.
    case needsSecondPerson = "needs-second-person"
    case samePerson = "same-person"
    case proposalExpired = "proposal-expired"
    case proposalDiffers = "proposal-differs"
    case alreadyProposed = "already-proposed"
    case lastSecondPerson = "last-second-person"
    case caseHeld = "case-held"
    case caseDisposed = "case-disposed"
    case withdrawn
    case notWithdrawn = "not-withdrawn"
    case notDue = "not-due"

    // What the vault is like.
    case integrity
    case ledgerUnavailable = "ledger-unavailable"
    case uninitialised
    case alreadyInitialised = "already-initialised"
    case behindPin = "behind-pin"
    case tooBusy = "too-busy"
    case stopping
    case internalError = "internal-error"

    // The house's own keys.
    case sealed
    case notSealed = "not-sealed"
    case unsealRefused = "unseal-refused"
    case lastSlot = "last-slot"
    case rootKeyNotWritable = "root-key-not-writable"
    // People.
    case passphraseRefused = "passphrase-refused"
    case confirmationNeeded = "confirmation-needed"
    case nobodyLeft = "nobody-left"
    case listChanged = "list-changed"
}

/// A problem document (RFC 9457, `application/problem+json`).
public struct Problem: Codable, Sendable, Error, Equatable {
    /// `urn:sandyk:problem:` and the code.
    public var type: String
    /// The code in words.
    public var title: String
    /// The HTTP status.
    public var status: Int
    /// The stable code.
    public var code: ProblemCode
    /// A sentence that the person can act on. Never content, never a secret.
    public var detail: String
    /// The JSON field or header that is wrong, where one is.
    public var field: String?
    /// Compartments that would be left without holders, as `CODE compartment`.
    public var orphans: [String]?
    /// Seconds to wait before trying again.
    public var retryAfterSeconds: Int?
    /// What an account's end does, where it has to be confirmed.
    public var leaving: Leaving?

    /// A document for `code`.
    public init(
        _ code: ProblemCode, status: Int, detail: String, field: String? = nil, orphans: [String]? = nil,
        retryAfterSeconds: Int? = nil, leaving: Leaving? = nil
    ) {
        self.leaving = leaving
        type = "urn:sandyk:problem:\(code.rawValue)"
        title = code.rawValue.split(separator: "-").joined(separator: " ")
        self.status = status
        self.code = code
        self.detail = detail
        self.field = field
        self.orphans = orphans
        self.retryAfterSeconds = retryAfterSeconds
    }
}
