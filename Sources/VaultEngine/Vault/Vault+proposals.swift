import Logging
import VaultCrypto
package import VaultModel
import VaultStore

extension Vault {
    /// `GET /v1/proposals`: what waits for a second person, as far as this person may see it.
    package func proposals(_ session: Session) async throws -> Page<ProposalItem> {
        try await perform(session, .proposalList) {
            try await commitPerformed(session, .proposalList)
            return Page(items: openProposals(session))
        }
    }

    /// What is open and what waits, oldest first.
    func openProposals(_ session: Session) -> [ProposalItem] {
        let authority = queue.state.authority
        let at = now
        let open = authority.proposals.values
            .filter { $0.expires > at && authority.maySee($0, session.account) }
            .map { ProposalItem($0, authority, asking: session.account, at: at) }
        let waiting = authority.cases.values
            .filter { !session.role.worksOnCases || $0.leads.contains(session.keyID) }
            .compactMap { ProposalItem(waitingOn: $0, authority) }
        return (open + waiting).sorted { ($0.proposedAt, $0.id) < ($1.proposedAt, $1.id) }
    }

    /// `GET /v1/proposals/{id}`: everything that an agreement would make true.
    package func proposal(_ session: Session, id: String) async throws -> ProposalItem {
        try await perform(session, .proposalShow) {
            let item = try proposalItem(id, session)
            try await commitPerformed(session, .proposalShow)
            return item
        }
    }

    /// `POST /v1/proposals/{id}/agree`: the second person's yes, to exactly what was shown.
    package func agree(_ session: Session, id: String, _ request: AgreeRequest) async throws -> Proposed {
        try await perform(session, .proposalAgree) {
            let item = try proposalItem(id, session)
            guard let proposal = queue.state.authority.proposals[item.id] else { throw PolicyDenial.alreadyProposed }
            guard request.digest.lowercased() == item.digest else { throw PolicyDenial.proposalDiffers }
            try queue.state.authority.checkAgreement(session.account, to: proposal, at: now)
            let keys = try keys()
            try await commit(session) { [self] pen, transaction, state in
                let before = state.authority
                // What it would do may have become more since it was shown.
                guard proposal.digest(before).hex == item.digest else { throw PolicyDenial.proposalDiffers }
                try pen.sign(
                    pen.event(.agreed).with(.request, proposal.id).with(.digest, proposal.hash), by: session.held,
                    transaction, &state)
                try followUp(proposal, before, session, pen, transaction, &state)
            }
            await afterAgreement(proposal, session, keys)
            return Proposed(done: proposal.operation.name)
        }
    }

    /// What rows say has to follow what was agreed to, in the same commit.
    private func followUp(
        _ proposal: Proposal, _ before: Authority, _ session: Session, _ pen: LedgerPen,
        _ transaction: borrowing CommitTransaction, _ state: inout VaultState
    ) throws {
        switch proposal.operation {
        case .accountRole:
            guard let subject = proposal.subject.flatMap({ before.accounts[$0] }) else { throw PolicyDenial.notFound }
            try pen.takeAwayEverything(subject, before, by: session.keyID, transaction, &state)
        case .recordDestroy:
            guard let caseID = proposal.caseID, let compartment = proposal.event.compartment else {
                throw PolicyDenial.notFound
            }
            // An old copy of the rows opens under no key that is kept from here on.
            try pen.rotateOuterNow(caseID, by: session.keyID, reason: .recordDestroyed, transaction, &state)
            try pen.askInner(
                Place(caseID, compartment), by: session.keyID, reason: .recordDestroyed, transaction, &state)
        default: break
        }
    }

    private func afterAgreement(_ proposal: Proposal, _ session: Session, _ keys: VaultKeys) async {
        switch proposal.operation {
        case .accountRole:
            if let subject = proposal.subject { sessions.endAll(of: subject) }
            await afterLeaving(keys)
        case .recordDestroy: await afterLeaving(keys)
        case .custodiansSet: work.raise()
        case .caseDispose:
            if let file = proposal.caseID.flatMap({ queue.state.authority.cases[$0] }), let disposal = file.disposal,
                disposal.due <= now
            {
                do {
                    try await execute(file, session)
                } catch {
                    // The agreement stands; the next session that may, or `case dispose`, executes it.
                    logger.info("a disposal waits", metadata: ["reason": "\(translate(error).code.rawValue)"])
                }
            }
        default: break
        }
    }

    /// `POST /v1/proposals/{id}/withdraw`: also stops a disposal that was agreed to and waits.
    package func withdrawProposal(_ session: Session, id: String) async throws -> Done {
        try await perform(session, .proposalWithdraw) {
            let item = try proposalItem(id, session)
            try await commit(session) { pen, transaction, state in
                _ = try pen.sign(
                    pen.event(.proposalWithdrawn).with(.request, item.id), by: session.held, transaction, &state)
            }
            return Done(done: Operation.proposalWithdraw.name)
        }
    }

    /// The one proposal, of those that somebody may see, whose id begins so.
    private func proposalItem(_ id: String, _ session: Session) throws -> ProposalItem {
        let found = openProposals(session).filter { $0.id.hex.hasPrefix(id.lowercased()) }
        guard let item = found.first, found.count == 1 else {
            if found.count > 1 {
                throw VaultError(.invalidValue, "More than one proposal begins so. Give more of the id.", field: "id")
            }
            throw PolicyDenial.notFound
        }
        return item
    }
}

extension LedgerPen {
    /// Signs a proposal; its content is checked by the rules as if it were agreed to now.
    func propose(
        _ operation: Operation, _ content: LedgerEvent, by session: Session,
        _ transaction: borrowing CommitTransaction, _ state: inout VaultState
    ) throws -> Proposal {
        guard let id = RequestID(bytes: Random.bytes(16)) else { throw VaultError(.internalError) }
        try sign(
            content.with(.request, id).with(.operation, number: operation.rawValue)
                .with(.expires, number: at.adding(seconds: Proposal.openSeconds).milliseconds),
            by: session.held, transaction, &state)
        guard let proposal = state.authority.proposals[id] else { throw VaultError(.internalError) }
        return proposal
    }

    /// After an account was disabled: its sessions' end, its grants' rows, outer keys, inner ones asked for.
    ///
    /// - Parameter before: the authority before it was.
    func takeAwayEverything(
        _ subject: Account, _ before: Authority, by actor: KeyID, _ transaction: borrowing CommitTransaction,
        _ state: inout VaultState
    ) throws {
        try append(
            event(.sessionEnded).with(.subject, subject.keyID)
                .with(.reason, number: EventReason.accountDisabled.rawValue), transaction, &state)
        let affected = before.cases.values.filter {
            $0.disposed == nil && (subject.role == .admin || $0.members[subject.keyID] != nil)
        }
        for file in affected where file.members[subject.keyID] != nil {
            try takeAway(subject.keyID, from: file, by: actor, reason: .accountDisabled, transaction, &state)
        }
        if subject.role == .admin {
            try askOuter(nil, by: actor, reason: .accountDisabled, transaction, &state)
        }
    }
}

extension Proposal {
    /// What nobody could open any more, if it were agreed to now: as `CODE compartment`.
    func orphans(_ authority: Authority) -> [String] {
        guard operation == .accountRole, let subject else { return [] }
        return authority.orphans(without: subject).map { "\($0.code) \($0.compartment.name)" }
    }

    /// What an agreement names: the signed proposal, and what it would do now that it does not say itself.
    func digest(_ authority: Authority) -> EventHash {
        let orphans = orphans(authority)
        guard !orphans.isEmpty else { return hash }
        let shown = orphans.flatMap { UInt32($0.utf8.count).bigEndianBytes + Array($0.utf8) }
        return EventHash(bytes: ContentHash.blake2b256(hash.bytes + shown)) ?? hash
    }
}

extension ProposalItem {
    /// A proposal as somebody sees it, with names where names are due.
    init(_ proposal: Proposal, _ authority: Authority, asking: Account, at: Timestamp) {
        func name(_ keyID: KeyID?) -> String? { keyID.flatMap { authority.accounts[$0]?.name.text } }
        func isAble(_ account: Account) -> Bool {
            (try? authority.checkAgreement(account, to: proposal, at: at)) != nil
        }
        let event = proposal.event
        self.init(
            id: proposal.id, kind: proposal.operation.name, state: "open", by: name(proposal.by) ?? "",
            proposedAt: proposal.at, expiresAt: proposal.expires, digest: proposal.digest(authority).hex,
            waitsFor: authority.accounts.values.filter { $0.status == .active && isAble($0) }.map(\.name.text)
                .sorted(), mine: isAble(asking))
        self.case = proposal.caseID.flatMap { authority.cases[$0]?.code.text }
        record = event.id(.record)
        compartment = event.compartment
        self.name = event.text(.name)
        role = event.number(.role, as: UInt8.self).flatMap(Role.init(rawValue:))
        let orphans = proposal.orphans(authority)
        self.orphans = orphans.isEmpty ? nil : orphans
        samePersonAs = name(event.id(.linked))
        inviteHours = event.number(.lastsSeconds, as: UInt64.self).map { $0 / 3600 }
        limits = AgreedLimits(event).map(LimitsItem.init)
        if let keyID = proposal.custodians, let needed = event.number(.threshold, as: UInt8.self) {
            custodians = ProposedCustodians(
                needed: needed, count: event.number(.count, as: UInt64.self) ?? 0, keyWords: KeyWords(keyID).text)
        }
        waitDays = proposal.operation == .caseDispose ? event.number(.waitDays, as: UInt32.self) : nil
    }

    /// A disposal that was agreed to and waits.
    init?(waitingOn file: CaseFile, _ authority: Authority) {
        guard let disposal = file.disposal else { return nil }
        func name(_ keyID: KeyID) -> String { authority.accounts[keyID]?.name.text ?? "" }
        self.init(
            id: disposal.request, kind: Operation.caseDispose.name, state: "waiting", by: name(disposal.proposedBy),
            proposedAt: disposal.proposedAt, expiresAt: disposal.due, digest: "", waitsFor: [], mine: false)
        self.case = file.code.text
        agreedBy = name(disposal.agreedBy)
        dueAt = disposal.due
    }
}
