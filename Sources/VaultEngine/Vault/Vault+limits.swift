package import VaultModel
import VaultStore

extension Vault {
    /// What the operator's file says.
    var fileLimits: AgreedLimits {
        AgreedLimits(
            quorum: settings.quorum, waitDays: settings.disposalWaitDays, idleSeconds: settings.idleSeconds,
            absoluteSeconds: settings.absoluteSeconds, passes: settings.passes, memoryKiB: settings.memoryKiB,
            keyMaxAgeDays: settings.keyMaxAgeDays, inviteHours: settings.inviteHours)
    }

    /// What counts: of file and ledger the stricter.
    var limitsInForce: AgreedLimits {
        queue.state.authority.limits.map { $0.stricter(fileLimits) } ?? fileLimits
    }

    /// `GET /v1/limits`
    package func limits(_ session: Session) async throws -> LimitsAnswer {
        try await perform(session, .limitsShow) {
            try await commitPerformed(session, .limitsShow)
            let agreed = queue.state.authority.limits
            return LimitsAnswer(
                agreed: agreed.map(LimitsItem.init), file: LimitsItem(fileLimits), inForce: LimitsItem(limitsInForce),
                fileIsLaxer: limitsInForce != fileLimits)
        }
    }

    /// `POST /v1/limits`: what the file says is to count, also where it is laxer than what was agreed on.
    package func proposeLimits(_ session: Session) async throws -> Proposed {
        try await perform(session, .limitsPropose) {
            let file = fileLimits
            return try await commit(session) { pen, transaction, state in
                guard state.authority.limits != file else { throw PolicyDenial.nothingToChange }
                let isStricter = state.authority.limits.map { $0.stricter(file) == file } ?? true
                guard isStricter || !state.authority.needsSecondPerson(.limitsPropose) else {
                    let proposal = try pen.propose(
                        .limitsPropose, pen.event(.proposed).with(file), by: session, transaction, &state)
                    return Proposed(
                        done: Operation.limitsPropose.name,
                        proposal: ProposalItem(proposal, state.authority, asking: session.account, at: pen.at))
                }
                try pen.sign(pen.event(.limitsSet).with(file), by: session.held, transaction, &state)
                return Proposed(done: Operation.limitsPropose.name)
            }
        }
    }

    /// Signs in what the file says more strictly than the ledger, in an admin's session.
    func tightenLimits(of session: Session) async throws {
        guard session.role == .admin else { return }
        let file = fileLimits
        guard queue.state.authority.limits.map({ $0.stricter(file) != $0 }) ?? true else { return }
        try await commit(session) { pen, transaction, state in
            try pen.tighten(file, by: session, transaction, &state)
        }
    }
}

extension LedgerPen {
    /// Signs the stricter of ledger and file, where the ledger's are laxer anywhere. Admins.
    func tighten(
        _ file: AgreedLimits, by session: Session, _ transaction: borrowing CommitTransaction,
        _ state: inout VaultState
    ) throws {
        let next = (state.authority.limits ?? file).stricter(file)
        guard next != state.authority.limits else { return }
        try sign(event(.limitsSet).with(next), by: session.held, transaction, &state)
    }

    /// Before what a quorum protects: the file's quorum counts, though no admin's session signed it in yet.
    func tightenQuorum(
        _ file: AgreedLimits, by session: Session, _ transaction: borrowing CommitTransaction,
        _ state: inout VaultState
    ) throws {
        guard file.quorum > state.authority.limits?.quorum ?? 1 else { return }
        try tighten(file, by: session, transaction, &state)
    }
}
