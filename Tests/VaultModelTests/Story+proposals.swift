import VaultModel

extension Story {
    /// Limits that nobody minds, at a quorum.
    static func limits(
        quorum: UInt8, waitDays: UInt32 = 0, idleSeconds: UInt64 = 1_800, keyMaxAgeDays: UInt32 = 365
    ) -> AgreedLimits {
        AgreedLimits(
            quorum: quorum, waitDays: waitDays, idleSeconds: idleSeconds, absoluteSeconds: 36_000, passes: 3,
            memoryKiB: 262_144, keyMaxAgeDays: keyMaxAgeDays, inviteHours: 72)
    }

    mutating func set(_ limits: AgreedLimits, by admin: KeyID) throws(PolicyDenial) {
        try apply(LedgerEvent(.limitsSet, at: now).with(limits), by: admin)
    }

    /// - Returns: the proposal's id.
    @discardableResult
    mutating func propose(
        _ operation: Operation, by signer: KeyID, lastsDays: UInt64 = 7,
        _ fields: (consuming LedgerEvent) -> LedgerEvent = { $0 }
    ) throws(PolicyDenial) -> RequestID {
        guard let id = RequestID(bytes: fresh().suffix(16)) else { preconditionFailure("16 bytes") }
        let event = LedgerEvent(.proposed, at: now).with(.request, id).with(.operation, number: operation.rawValue)
            .with(.expires, number: now.adding(seconds: lastsDays * 86_400).milliseconds)
        try apply(fields(event), by: signer)
        return id
    }

    /// An invitation of an admin, an auditor or whom else, to be agreed to.
    mutating func proposeInvitation(_ name: String, _ role: Role, code: [UInt8], by admin: KeyID)
        throws(PolicyDenial) -> RequestID
    {
        try propose(.accountInvite, by: admin) {
            $0.with(.name, Array(name.utf8)).with(.role, number: role.rawValue).with(.inviteHash, code)
                .with(.lastsSeconds, number: UInt64(259_200))
        }
    }

    mutating func proposeDisposal(of file: CaseID, waitDays: UInt32 = 0, by signer: KeyID) throws(PolicyDenial)
        -> RequestID
    {
        try propose(.caseDispose, by: signer) { $0.with(.case, file).with(.waitDays, number: waitDays) }
    }

    mutating func proposeDestruction(of record: RecordID, _ compartment: Compartment, on file: CaseID, by signer: KeyID)
        throws(PolicyDenial) -> RequestID
    {
        try propose(.recordDestroy, by: signer) {
            $0.with(.case, file).with(.record, record).with(.compartment, number: compartment.rawValue)
        }
    }

    /// To what the proposal says, unless another digest is given.
    mutating func agree(_ id: RequestID, by signer: KeyID, digest: [UInt8]? = nil) throws(PolicyDenial) {
        let hash = digest ?? authority.proposals[id]?.hash.bytes ?? fresh()
        try apply(LedgerEvent(.agreed, at: now).with(.request, id).with(.digest, hash), by: signer)
    }

    mutating func takeBack(_ id: RequestID, by signer: KeyID) throws(PolicyDenial) {
        try apply(LedgerEvent(.proposalWithdrawn, at: now).with(.request, id), by: signer)
    }

    /// - Parameter written: the id that the signer's own writing there gives; the record's, unless another is given.
    mutating func withdraw(
        _ record: RecordID, _ compartment: Compartment, on file: CaseID, by author: KeyID, written: RecordID? = nil
    ) throws(PolicyDenial) {
        let event = LedgerEvent(.recordWithdrawn, at: now).with(.case, file).with(.record, record)
            .with(.random, Array(fresh().suffix(16)))
        try apply(
            event.with(.compartment, number: compartment.rawValue), by: author, recordID: written ?? record)
    }

    mutating func hold(_ file: CaseID, by signer: KeyID) throws(PolicyDenial) {
        let event = LedgerEvent(.caseHeld, at: now).with(.case, file)
        try apply(event.with(.reason, number: EventReason.courtOrder.rawValue), by: signer)
    }

    mutating func lift(_ file: CaseID, by signer: KeyID) throws(PolicyDenial) {
        try apply(LedgerEvent(.caseUnheld, at: now).with(.case, file), by: signer)
    }

    mutating func dispose(_ file: CaseID, by signer: KeyID) throws(PolicyDenial) {
        let counts = DisposalCounts(houseKeyEpochs: 1, grants: 1, records: 0, versions: 0, chunks: 0)
        let request = authority.cases[file]?.disposal?.request ?? RequestID(bytes: fresh().suffix(16))
        let event = LedgerEvent(.caseDisposed, at: now).with(.case, file).with(.request, request)
        try apply(event.with(.counts, counts.bytes), by: signer)
    }

    mutating func newRecord() -> RecordID {
        guard let id = RecordID(bytes: fresh().suffix(16)) else { preconditionFailure("16 bytes") }
        return id
    }
}
