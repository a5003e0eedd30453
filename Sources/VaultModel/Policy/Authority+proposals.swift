extension Authority {
    // MARK: Proposing

    mutating func applyProposed(_ event: LedgerEvent, _ identity: EventIdentity, by account: Account)
        throws(PolicyDenial)
    {
        guard let id = event.id(.request, as: RequestID.self), proposals[id] == nil,
            let operation = event.number(.operation, as: UInt16.self).flatMap(Operation.init(rawValue:)),
            let milliseconds = event.number(.expires, as: UInt64.self)
        else { throw .outOfOrder }
        let expires = Timestamp(milliseconds: milliseconds)
        guard expires > event.at, expires <= event.at.adding(seconds: Proposal.openSeconds) else { throw .outOfOrder }
        proposals = proposals.filter { $0.value.expires > event.at }
        let proposal = Proposal(
            id: id, operation: operation, event: event, hash: identity.hash, by: account.keyID, expires: expires,
            custodians: identity.keyID)
        try checkProposer(of: proposal, account)
        var trial = self
        try trial.take(proposal, agreedBy: account, at: event.at)
        proposals[id] = proposal
    }

    /// Whether somebody may propose this.
    private func checkProposer(of proposal: Proposal, _ account: Account) throws(PolicyDenial) {
        switch proposal.operation {
        case .accountInvite, .accountRole, .limitsPropose, .custodiansSet:
            guard account.role == .admin else { throw .roleMayNot }
        case .recordDestroy:
            guard let record = proposal.event.id(.record, as: RecordID.self), let withdrawal = withdrawn[record]
            else { throw .notWithdrawn }
            guard withdrawal.by == account.keyID else { throw .notFound }
            guard !proposals.values.contains(where: { $0.event[.record] == record.bytes }) else {
                throw .alreadyProposed
            }
        case .caseDispose:
            guard let id = proposal.caseID, let file = cases[id] else { throw .notFound }
            try checkDisposer(of: file, account)
            guard !proposals.values.contains(where: { $0.operation == .caseDispose && $0.caseID == id }) else {
                throw .alreadyProposed
            }
        default: throw .outOfOrder
        }
    }

    /// A lead; an admin where no lead is active.
    private func checkDisposer(of file: CaseFile, _ account: Account) throws(PolicyDenial) {
        if account.role == .auditor { throw .leadOnly }
        if account.role == .admin {
            guard !file.leads.contains(where: { accounts[$0]?.status == .active }) else { throw .leadOnly }
        } else {
            guard file.members[account.keyID] != nil else { throw .notFound }
            guard file.leads.contains(account.keyID) else { throw .leadOnly }
        }
    }

    // MARK: Agreeing

    mutating func applyAgreed(_ event: LedgerEvent, by account: Account) throws(PolicyDenial) {
        guard let id = event.id(.request, as: RequestID.self), let proposal = proposals[id] else { throw .notFound }
        try checkAgreement(account, to: proposal, at: event.at)
        guard event[.digest] == proposal.hash.bytes else { throw .proposalDiffers }
        guard let proposer = accounts[proposal.by], proposer.status == .active else { throw .notActive }
        // What was lawful to propose must still be: somebody may have left, been held, been taken.
        proposals[id] = nil
        do throws(PolicyDenial) {
            try checkProposer(of: proposal, proposer)
            try take(proposal, agreedBy: account, at: event.at)
        } catch {
            proposals[id] = proposal
            throw error
        }
    }

    /// Whether somebody is the second person that a proposal waits for.
    ///
    /// - Throws: ``PolicyDenial/notFound`` to whom it does not exist, ``PolicyDenial/samePerson``,
    ///   ``PolicyDenial/proposalExpired``, ``PolicyDenial/leadOnly``.
    public func checkAgreement(_ account: Account, to proposal: Proposal, at: Timestamp) throws(PolicyDenial) {
        guard maySee(proposal, account) else { throw .notFound }
        guard at < proposal.expires else { throw .proposalExpired }
        guard !isSamePerson(account.keyID, proposal.by) else { throw .samePerson }
        if let subject = proposal.subject, isSamePerson(account.keyID, subject) { throw .samePerson }
        switch proposal.operation {
        case .recordDestroy, .caseDispose:
            guard account.role != .admin else { throw .roleMayNot }
            let isLead = proposal.caseID.map { cases[$0]?.leads.contains(account.keyID) == true } ?? false
            guard isLead || account.role == .auditor else { throw .leadOnly }
        default:
            guard !account.role.worksOnCases else { throw .roleMayNot }
        }
    }

    /// Admins and auditors see every proposal; others their own, and those of cases that they lead.
    public func maySee(_ proposal: Proposal, _ account: Account) -> Bool {
        guard account.role.worksOnCases, proposal.by != account.keyID else { return true }
        return proposal.caseID.map { cases[$0]?.leads.contains(account.keyID) == true } ?? false
    }

    /// What an agreement makes true: a function of the proposal's own fields.
    private mutating func take(_ proposal: Proposal, agreedBy account: Account, at: Timestamp) throws(PolicyDenial) {
        let event = proposal.event
        switch proposal.operation {
        case .accountInvite:
            try invite(event, at: at, expires: try lasting(event, from: at), by: proposal.by)
        case .accountRole:
            guard let subject = event.id(.subject, as: KeyID.self), let proposer = accounts[proposal.by] else {
                throw .notFound
            }
            // The same role: a new key of an admin's or auditor's.
            guard let role = event.number(.role, as: UInt8.self).flatMap(Role.init(rawValue:)),
                accounts[subject]?.role != role || !role.worksOnCases
            else { throw .nothingToChange }
            guard accounts[subject]?.name == (try name(in: event)) else { throw .outOfOrder }
            let disabling = LedgerEvent(.accountDisabled, at: at).with(.subject, subject)
                .with(.orphan, event[.orphan])
            try applyStatus(disabling, by: proposer)
            try invite(event, at: at, expires: try lasting(event, from: at), by: proposal.by)
        case .limitsPropose:
            guard let limits = AgreedLimits(event) else { throw .outOfOrder }
            guard limits != self.limits else { throw .nothingToChange }
            self.limits = limits
        case .custodiansSet: try setCustodians(event, proposal.custodians, at: at, by: proposal.by)
        case .recordDestroy: try takeDestruction(event, at: at)
        case .caseDispose:
            guard let id = proposal.caseID, let file = cases[id], let days = event.number(.waitDays, as: UInt32.self)
            else { throw .notFound }
            guard file.disposed == nil else { throw .caseDisposed }
            guard file.hold == nil else { throw .caseHeld }
            guard file.disposal == nil else { throw .alreadyProposed }
            guard days >= limits?.waitDays ?? 0 else { throw .notDue }
            cases[id]?.disposal = Disposal(
                request: proposal.id, proposedBy: proposal.by, proposedAt: proposal.at, agreedBy: account.keyID,
                agreedAt: at, due: at.adding(seconds: UInt64(days) * 86_400))
        default: throw .outOfOrder
        }
    }

    private func lasting(_ event: LedgerEvent, from at: Timestamp) throws(PolicyDenial) -> Timestamp {
        guard let seconds = event.number(.lastsSeconds, as: UInt64.self), seconds <= 31 * 86_400 else {
            throw .outOfOrder
        }
        return at.adding(seconds: seconds)
    }

    private mutating func takeDestruction(_ event: LedgerEvent, at: Timestamp) throws(PolicyDenial) {
        guard let record = event.id(.record, as: RecordID.self), let withdrawal = withdrawn[record],
            event.id(.case) == withdrawal.caseID, event.compartment == withdrawal.compartment
        else { throw .notWithdrawn }
        guard withdrawal.destroyedAt == nil else { throw .nothingToChange }
        guard let file = cases[withdrawal.caseID], file.disposed == nil else { throw .caseDisposed }
        guard file.hold == nil else { throw .caseHeld }
        withdrawn[record]?.destroyedAt = at
    }

    // MARK: Taking back

    /// By who made it, an admin, an auditor or a lead of its case; also a disposal that waits.
    mutating func applyProposalWithdrawn(_ event: LedgerEvent, by account: Account) throws(PolicyDenial) {
        guard let id = event.id(.request, as: RequestID.self) else { throw .notFound }
        if let proposal = proposals[id] {
            guard maySee(proposal, account) else { throw .notFound }
            proposals[id] = nil
        } else if let file = cases.values.first(where: { $0.disposal?.request == id }) {
            guard
                !account.role.worksOnCases || file.leads.contains(account.keyID)
                    || file.disposal?.proposedBy == account.keyID
            else { throw .notFound }
            cases[file.id]?.disposal = nil
        } else {
            throw .notFound
        }
    }

    // MARK: Limits

    /// An admin alone makes limits stricter; laxer ones take a second person where the quorum says so.
    mutating func applyLimits(_ event: LedgerEvent, by account: Account) throws(PolicyDenial) {
        guard account.role == .admin else { throw .roleMayNot }
        guard let next = AgreedLimits(event) else { throw .outOfOrder }
        guard next != limits else { throw .nothingToChange }
        let isStricter = limits.map { $0.stricter(next) == next } ?? true
        guard isStricter || !needsSecondPerson(.limitsPropose) else { throw .needsSecondPerson }
        limits = next
    }
}
