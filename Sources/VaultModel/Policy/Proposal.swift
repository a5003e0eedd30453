/// Something that takes effect when a second person agrees: what was signed, to the byte.
public struct Proposal: Sendable {
    /// How long a proposal is open to agreement.
    public static let openSeconds: UInt64 = 7 * 86_400

    /// Names it.
    public let id: RequestID
    /// What is proposed: ``Operation/accountInvite``, ``Operation/accountRole``, ``Operation/limitsPropose``,
    /// ``Operation/custodiansSet``, ``Operation/recordDestroy`` or ``Operation/caseDispose``.
    public let operation: Operation
    /// The signed event with all of its fields: what an agreement makes true, and nothing else.
    public let event: LedgerEvent
    /// The event's hash, which an agreement names.
    public let hash: EventHash
    /// Who proposed it.
    public let by: KeyID
    /// Open until then.
    public let expires: Timestamp
    /// The custodians' key that would be set.
    public let custodians: KeyID?

    /// When it was proposed.
    public var at: Timestamp { event.at }
    /// The case that it is about.
    public var caseID: CaseID? { event.id(.case) }
    /// The account that it is about.
    public var subject: KeyID? { event.id(.subject) }
}

/// Limits that people agreed on; the daemon uses the stricter of these and `Keys`.
public struct AgreedLimits: Sendable, Hashable {
    /// 1, or 2: what touches everybody's safety takes two people.
    public var quorum: UInt8
    /// Days between an agreed disposal and its execution.
    public var waitDays: UInt32
    /// A session ends after so long without a request.
    public var idleSeconds: UInt64
    /// A session ends after so long in any case.
    public var absoluteSeconds: UInt64
    /// Argon2id passes.
    public var passes: UInt32
    /// Argon2id memory.
    public var memoryKiB: UInt32
    /// After so many days a key is too old; 0: never.
    public var keyMaxAgeDays: UInt32
    /// How long an invite code is good.
    public var inviteHours: UInt32

    /// The laxest, for what was agreed on before these were limits.
    private static let anyAge: UInt32 = 0
    private static let anyHours: UInt32 = 744

    /// Memberwise.
    public init(
        quorum: UInt8, waitDays: UInt32, idleSeconds: UInt64, absoluteSeconds: UInt64, passes: UInt32,
        memoryKiB: UInt32, keyMaxAgeDays: UInt32, inviteHours: UInt32
    ) {
        self.quorum = quorum
        self.waitDays = waitDays
        self.idleSeconds = idleSeconds
        self.absoluteSeconds = absoluteSeconds
        self.passes = passes
        self.memoryKiB = memoryKiB
        self.keyMaxAgeDays = keyMaxAgeDays
        self.inviteHours = inviteHours
    }

    /// Of each limit the stricter one.
    public func stricter(_ other: AgreedLimits) -> AgreedLimits {
        AgreedLimits(
            quorum: max(quorum, other.quorum), waitDays: max(waitDays, other.waitDays),
            idleSeconds: min(idleSeconds, other.idleSeconds),
            absoluteSeconds: min(absoluteSeconds, other.absoluteSeconds), passes: max(passes, other.passes),
            memoryKiB: max(memoryKiB, other.memoryKiB),
            keyMaxAgeDays: [keyMaxAgeDays, other.keyMaxAgeDays].filter { $0 > 0 }.min() ?? 0,
            inviteHours: min(inviteHours, other.inviteHours))
    }
}

extension AgreedLimits {
    /// - Returns: `nil` unless the event has every limit that there always was.
    public init?(_ event: LedgerEvent) {
        guard let quorum = event.number(.quorum, as: UInt8.self), let days = event.number(.waitDays, as: UInt32.self),
            let idle = event.number(.idleSeconds, as: UInt64.self),
            let absolute = event.number(.absoluteSeconds, as: UInt64.self),
            let cost = event.number(.cost, as: UInt64.self)
        else { return nil }
        self.init(
            quorum: quorum, waitDays: days, idleSeconds: idle, absoluteSeconds: absolute,
            passes: UInt32(cost >> 32), memoryKiB: UInt32(truncatingIfNeeded: cost),
            keyMaxAgeDays: event.number(.keyMaxAgeDays, as: UInt32.self) ?? Self.anyAge,
            inviteHours: event.number(.inviteHours, as: UInt32.self) ?? Self.anyHours)
    }
}

extension LedgerEvent {
    /// The same event with every limit put.
    public consuming func with(_ limits: AgreedLimits) -> LedgerEvent {
        with(.quorum, number: limits.quorum).with(.waitDays, number: limits.waitDays)
            .with(.idleSeconds, number: limits.idleSeconds).with(.absoluteSeconds, number: limits.absoluteSeconds)
            .with(.cost, number: UInt64(limits.passes) << 32 | UInt64(limits.memoryKiB))
            .with(.keyMaxAgeDays, number: limits.keyMaxAgeDays).with(.inviteHours, number: limits.inviteHours)
    }
}

/// A record that its author withdrew.
public struct Withdrawal: Sendable, Equatable {
    /// Whose.
    public let caseID: CaseID
    /// Where.
    public let compartment: Compartment
    /// Its author.
    public let by: KeyID
    /// When.
    public let at: Timestamp
    /// When a second person agreed to its destruction.
    public internal(set) var destroyedAt: Timestamp?
}

/// A legal hold: nothing of the case is destroyed.
public struct LegalHold: Sendable, Equatable {
    /// Who; another person lifts it.
    public let by: KeyID
    /// When.
    public let at: Timestamp
    /// Why, one of a few words: what else there is to say is content.
    public let reason: EventReason
}

/// A disposal that two people agreed on.
public struct Disposal: Sendable, Equatable {
    /// The proposal's id.
    public let request: RequestID
    /// Who proposed it.
    public let proposedBy: KeyID
    /// When.
    public let proposedAt: Timestamp
    /// The second person.
    public let agreedBy: KeyID
    /// When.
    public let agreedAt: Timestamp
    /// Not before.
    public let due: Timestamp
}

/// What a disposal destroys, as counted when it was signed.
public struct DisposalCounts: Sendable, Equatable, Codable {
    /// Epochs of the case's house key.
    public var houseKeyEpochs: UInt64
    /// Sealed keys of its members.
    public var grants: UInt64
    /// Notes and documents.
    public var records: UInt64
    /// Their versions.
    public var versions: UInt64
    /// Chunks of documents.
    public var chunks: UInt64

    /// Memberwise.
    public init(houseKeyEpochs: UInt64, grants: UInt64, records: UInt64, versions: UInt64, chunks: UInt64) {
        self.houseKeyEpochs = houseKeyEpochs
        self.grants = grants
        self.records = records
        self.versions = versions
        self.chunks = chunks
    }

    /// The field's 40 bytes.
    public var bytes: [UInt8] { [houseKeyEpochs, grants, records, versions, chunks].flatMap(\.bigEndianBytes) }

    /// - Returns: `nil` unless there are 40 bytes.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 40 else { return nil }
        let numbers = stride(from: 0, to: 40, by: 8).map { start in
            bytes[start..<start + 8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        }
        self.init(
            houseKeyEpochs: numbers[0], grants: numbers[1], records: numbers[2], versions: numbers[3],
            chunks: numbers[4])
    }
}

/// What stays of a case that was disposed of.
public struct Tombstone: Sendable {
    /// What two people agreed on.
    public let disposal: Disposal
    /// In whose session it was executed.
    public let by: KeyID
    /// When.
    public let at: Timestamp
    /// What was there to destroy.
    public let counts: DisposalCounts
    /// The key versions and holders that there were: the rows to delete are found by these.
    public let remains: [Compartment: CompartmentKeys]
}
