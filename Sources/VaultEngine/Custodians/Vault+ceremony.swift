import VaultCrypto
package import VaultModel
import VaultStore

extension Vault {
    /// `POST /v1/recoveries`: begins a ceremony; nothing is opened before enough cards lie together. By an admin or
    /// auditor, or without a login by the operator.
    package func beginRecovery(_ caller: CeremonyCaller, _ request: BeginRecoveryRequest) async throws -> Recovery {
        try await attend(caller, .recoveryBegin) {
            guard caller.oversees else { throw VaultError(.notTheOperator) }
            try await endExpiredCeremony()
            let authority = queue.state.authority
            guard let current = authority.currentCustodians else { throw VaultError(.noCustodians) }
            let (scope, people) = try plan(request, authority)
            guard let id = RequestID(bytes: Random.bytes(RequestTag.byteCount)) else {
                throw VaultError(.internalError)
            }
            let ceremony = Ceremony(
                id: id, scope: scope, begunBy: caller.identity, expiresAt: now.adding(seconds: Ceremony.seconds),
                threshold: Int(current.threshold), people: people)
            try recoveries.begin(ceremony)
            do {
                try await commit(caller) { pen, transaction, state in
                    var event = pen.event(.recoveryBegan).with(.purpose, number: scope.purpose.rawValue)
                        .with(.ceremony, id).by(caller)
                    switch scope {
                    case .file(let caseID): event = event.with(.case, caseID)
                    case .account(let name): event = event.with(.subject, state.authority.account(named: name)?.keyID)
                    case .overseer(let keyID): event = event.with(.subject, keyID)
                    case .rehearsal, .succession: break
                    }
                    try pen.append(event, transaction, &state)
                }
            } catch {
                recoveries.forget(id)
                throw error
            }
            return ceremony.answer(authority, cards: 0, for: caller)
        }
    }

    /// `GET /v1/recoveries/{id}`
    package func recovery(_ caller: CeremonyCaller, id: String) async throws -> Recovery {
        try await attend(caller, .recoveryShow) {
            let ceremony = try await ceremony(id, caller)
            if let session = caller.session { try await commitPerformed(session, .recoveryShow) }
            return ceremony.answer(queue.state.authority, cards: ceremony.cards.count, for: caller)
        }
    }

    /// `POST /v1/recoveries/{id}/words`: somebody's six words, heard from that person; or the person is left out. In a
    /// succession those of the key that takes over, as often as there are terminals.
    package func recoveryWords(
        _ caller: CeremonyCaller, id: String, _ request: RecoveryWordsRequest
    ) async throws -> Recovery {
        try await attend(caller, .recoveryWords) {
            let ceremony = try await ceremony(id, caller)
            guard let name = request.name else { return try await successorWords(caller, ceremony, request.keyWords) }
            guard let index = ceremony.people.firstIndex(where: { $0.name.text == name }) else {
                throw PolicyDenial.notFound
            }
            if let typed = request.keyWords {
                guard let words = try? KeyWords(parsing: typed), words == KeyWords(ceremony.people[index].keyID) else {
                    throw VaultError(.keyWordsDiffer, field: "keyWords")
                }
            }
            let isLast = ceremony.people.indices.allSatisfy { $0 == index || ceremony.people[$0].words == .leftOut }
            if request.keyWords == nil, isLast { throw VaultError(.notVouched, "Then nobody would be let in.") }
            if let session = caller.session { try await commitPerformed(session, .recoveryWords) }
            let changed = try recoveries.update(ceremony.id) {
                $0.people[index].words = request.keyWords == nil ? .leftOut : .typed
            }
            return changed.answer(queue.state.authority, cards: changed.cards.count, for: caller)
        }
    }

    private func successorWords(
        _ caller: CeremonyCaller, _ ceremony: Ceremony, _ typed: String?
    ) async throws -> Recovery {
        guard let successor = ceremony.successor else { throw PolicyDenial.notFound }
        guard let words = typed.flatMap({ try? KeyWords(parsing: $0) }), words == KeyWords(successor) else {
            throw VaultError(
                .keyWordsDiffer,
                "These are not the words of the key that would take over. Read them from one of its cards once more; if "
                    + "they still differ, stop: somebody may have put a key of their own in its place.",
                field: "keyWords")
        }
        if let session = caller.session { try await commitPerformed(session, .recoveryWords) }
        let changed = try recoveries.update(ceremony.id) { $0.isSuccessorTyped = true }
        return changed.answer(queue.state.authority, cards: changed.cards.count, for: caller)
    }

    /// `DELETE /v1/recoveries/{id}`: forgets the cards. By whoever began it, an admin, an auditor or the operator.
    package func cancelRecovery(_ caller: CeremonyCaller, id: String) async throws -> Done {
        try await attend(caller, .recoveryCancel) {
            guard caller.oversees else { throw VaultError(.notTheOperator) }
            let ceremony = try recoveries.cancel(try await ceremony(id, caller).id)
            if ceremony.outcome == nil {
                try await commit(caller) { pen, transaction, state in
                    try pen.endCeremony(
                        ceremony.id, outcome: 409, .cancelled, by: caller, transaction, &state)
                }
            }
            return Done(done: Operation.recoveryCancel.name)
        }
    }

    /// Ends a ceremony whose time is over; each minute, and before anything that looks at one.
    func endExpiredCeremony() async throws {
        guard let expired = recoveries.takeExpired(now), expired.outcome == nil else { return }
        let keys = try keys()
        let clock = clock
        try await queue.commit { transaction, state in
            let pen = LedgerPen(keys: keys, at: Timestamp(clock()))
            try pen.endCeremony(expired.id, outcome: 408, .expired, by: nil, transaction, &state)
        }
    }

    // MARK: Who takes part

    /// Runs one step: with a session as everything else; without one errors are counted, not recorded one by one.
    func attend<Answer>(
        _ caller: CeremonyCaller, _ operation: Operation, _ body: () async throws -> Answer
    ) async throws -> Answer {
        if let session = caller.session { return try await perform(session, operation, body) }
        do {
            _ = try keysForNewWork()
            return try await body()
        } catch {
            let refusal = translate(error)
            if [403, 404].contains(refusal.code.status) { loginFailures.count(uid: caller.uid) }
            throw refusal
        }
    }

    /// One commit of somebody who takes part; a session is checked again inside it.
    func commit<Result: Sendable>(
        _ caller: CeremonyCaller,
        _ job: @escaping @Sendable (LedgerPen, borrowing CommitTransaction, inout VaultState) throws -> Result
    ) async throws -> Result {
        if let session = caller.session { return try await commit(session, job) }
        let keys = try keys()
        let clock = clock
        return try await queue.commit { transaction, state in
            try job(LedgerPen(keys: keys, at: Timestamp(clock())), transaction, &state)
        }
    }

    /// The ceremony of an id or its beginning: four digits for those who may cancel it, ten for others, who know them
    /// from its beginner. It ends with its beginner's account.
    func ceremony(_ id: String, _ caller: CeremonyCaller) async throws -> Ceremony {
        try await endExpiredCeremony()
        guard let ceremony = recoveries.ceremony, id.utf8.count >= (caller.oversees ? 4 : 10),
            ceremony.id.hex.hasPrefix(id)
        else { throw PolicyDenial.notFound }
        if case .account(let keyID) = ceremony.begunBy, ceremony.outcome == nil,
            queue.state.authority.accounts[keyID]?.status != .active
        {
            try await abandonCeremony(outcome: 409, .accountDisabled)
            throw PolicyDenial.notFound
        }
        return ceremony
    }

    /// Forgets whatever ceremony there is, cards and all, and says so in the ledger: its beginner's account ended, or
    /// the vault is sealed. The one call for sealing.
    func abandonCeremony(outcome: Int, _ reason: EventReason) async throws {
        let open = recoveries.ceremony.flatMap { $0.outcome == nil ? $0.id : nil }
        recoveries.wipe()
        guard let open else { return }
        let keys = try keys()
        let clock = clock
        try await queue.commit { transaction, state in
            let pen = LedgerPen(keys: keys, at: Timestamp(clock()))
            try pen.endCeremony(open, outcome: outcome, reason, by: nil, transaction, &state)
        }
    }
}

extension LedgerEvent {
    /// With who did it: an account, or a Unix user.
    consuming func by(_ caller: CeremonyCaller?) -> LedgerEvent {
        guard let caller else { return self }
        return with(.actor, caller.session?.keyID).with(.uid, number: caller.uid)
    }
}

extension LedgerPen {
    func endCeremony(
        _ id: RequestID, outcome: Int, _ reason: EventReason, by caller: CeremonyCaller?,
        _ transaction: borrowing CommitTransaction, _ state: inout VaultState
    ) throws {
        try append(
            event(.recoveryEnded).with(.ceremony, id).with(.outcome, number: UInt16(outcome))
                .with(.reason, number: reason.rawValue).by(caller), transaction, &state)
    }
}
