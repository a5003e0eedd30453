/// What a signed disposal says beyond its event's own fields: names, moments, and which copies of the keys there were.
///
/// The event `case-disposed` names these bytes by their BLAKE2b-256 (`digest`), so that a certificate shows all of it
/// as signed (docs/format.md, "A certificate of disposal").
public struct DisposalFacts: Sendable, Equatable {
    /// The case's code.
    public var code: String
    /// Who proposed it.
    public var proposedBy: String
    /// When.
    public var proposedAt: Timestamp
    /// Who agreed.
    public var agreedBy: String
    /// When.
    public var agreedAt: Timestamp
    /// In whose session it was executed.
    public var executedBy: String
    /// Registered copies of the keys that can still open the case, in the order in which they were registered.
    public var keyCopies: [KeyCopy]
    /// What stays, as stable words.
    public var stays: [String]

    /// Memberwise.
    public init(
        code: String, proposedBy: String, proposedAt: Timestamp, agreedBy: String, agreedAt: Timestamp,
        executedBy: String, keyCopies: [KeyCopy], stays: [String] = Self.usuallyStays
    ) {
        self.code = code
        self.proposedBy = proposedBy
        self.proposedAt = proposedAt
        self.agreedBy = agreedBy
        self.agreedAt = agreedAt
        self.executedBy = executedBy
        self.keyCopies = keyCopies
        self.stays = stays
    }

    /// What stays of every case.
    public static let usuallyStays = ["code", "ledger", "certificate", "unregistered-copies", "disk-remanence"]

    /// The canonical bytes: tags 1 to 8 in the order above; lists are items of `length u32 ‖ bytes`, one after another.
    public var encoded: [UInt8] {
        var fields = FieldList()
        fields[1] = Array(code.utf8)
        fields[2] = Array(proposedBy.utf8)
        fields.set(3, proposedAt.milliseconds)
        fields[4] = Array(agreedBy.utf8)
        fields.set(5, agreedAt.milliseconds)
        fields[6] = Array(executedBy.utf8)
        fields[7] = Self.list(keyCopies.map(\.encoded))
        fields[8] = Self.list(stays.map { Array($0.utf8) })
        return fields.encoded()
    }

    private static func list(_ items: [[UInt8]]) -> [UInt8] {
        items.flatMap { UInt32($0.count).bigEndianBytes + $0 }
    }
}

extension KeyCopy {
    /// Tags 1 to 4: label, registered at, registered by, until.
    fileprivate var encoded: [UInt8] {
        var fields = FieldList()
        fields[1] = Array(label.utf8)
        fields.set(2, registeredAt.milliseconds)
        fields[3] = Array(registeredBy.utf8)
        fields.set(4, until.milliseconds)
        return fields.encoded()
    }
}

extension DisposalCertificate {
    /// What the signed event names by its digest.
    public var facts: DisposalFacts {
        DisposalFacts(
            code: self.case, proposedBy: proposedBy, proposedAt: proposedAt, agreedBy: agreedBy, agreedAt: agreedAt,
            executedBy: executedBy, keyCopies: keyCopies, stays: stays)
    }
}
