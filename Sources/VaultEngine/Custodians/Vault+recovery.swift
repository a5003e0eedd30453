import Logging
import VaultCrypto
package import VaultModel
import VaultStore

extension Vault {
    /// `POST /v1/recoveries/{id}/cards`: one more card. With the last one that is needed the custodians' key signs what
    /// the ceremony is for; then cards and key are forgotten.
    package func addCard(_ caller: CeremonyCaller, id: String, _ card: PresentedCard) async throws -> Recovery {
        try await attend(caller, .recoveryCard) {
            let ceremony = try await ceremony(id, caller)
            switch try await accept(card, ceremony.id, caller) {
            case .waiting(let ceremony):
                try await record(ceremony, caller)
                return ceremony.answer(queue.state.authority, cards: ceremony.cards.count, for: caller)
            case .complete(let ceremony):
                do {
                    try await record(ceremony, caller)
                    return try await complete(ceremony, caller)
                } catch {
                    throw await ended(ceremony.id, by: translate(error), caller)
                }
            }
        }
    }

    /// Puts a card to the others; one that cannot be right is an event, without what was typed.
    private func accept(
        _ card: PresentedCard, _ id: RequestID, _ caller: CeremonyCaller
    ) async throws -> RecoveryDesk.Acceptance {
        do {
            return try recoveries.accept(card, id, at: now)
        } catch {
            if error.code == .cardRefused { try await recordRefusedCard(id, caller) }
            throw error
        }
    }

    /// After a failure with enough cards: those of another key are forgotten and the ceremony goes on; else it ends.
    private func ended(_ id: RequestID, by refusal: VaultError, _ caller: CeremonyCaller) async -> VaultError {
        do {
            if refusal.code == .cardsOfAnotherKey {
                recoveries.refuseAll(id, at: now)
                try await recordRefusedCard(id, caller)
            } else {
                recoveries.forget(id)
                try await commit(caller) { pen, transaction, state in
                    try pen.endCeremony(id, outcome: refusal.code.status, .cancelled, by: caller, transaction, &state)
                }
            }
        } catch {
            logger.error("the end of a recovery was not recorded")
        }
        return refusal
    }

    private func recordRefusedCard(_ id: RequestID, _ caller: CeremonyCaller) async throws {
        try await commit(caller) { pen, transaction, state in
            try pen.append(pen.event(.cardRefused).with(.ceremony, id).by(caller), transaction, &state)
        }
    }

    /// That a card came, never which.
    private func record(_ ceremony: Ceremony, _ caller: CeremonyCaller) async throws {
        let count = UInt64(ceremony.cards.count)
        try await commit(caller) { pen, transaction, state in
            try pen.append(
                pen.event(.cardAccepted).with(.ceremony, ceremony.id).with(.count, number: count).by(caller),
                transaction, &state)
        }
    }

    /// Combines, checks that it is this vault's key, and does what the ceremony is for.
    private func complete(_ ceremony: Ceremony, _ caller: CeremonyCaller) async throws -> Recovery {
        let held: HeldCustodianKeys
        do {
            held = try HeldCustodianKeys(combining: ceremony.cards)
        } catch {
            throw VaultError(card: error)
        }
        try check(held, ceremony.scope)
        var outcome = Ceremony.Outcome()
        // Each ends the ceremony in the commit that does what it is for: what a stop leaves is done, or can be begun again.
        switch ceremony.scope {
        case .rehearsal: try await rehearse(ceremony.id, held, caller)
        case .file, .account: outcome.opened = try await recover(ceremony, held, caller)
        case .overseer(let keyID): outcome.invitation = try await recoverOverseer(keyID, ceremony.id, held, caller)
        case .succession(let next, let needed, let count):
            outcome.opened = try await handOver(
                to: next, needed: needed, count: count, ceremony.id, held, caller)
        }
        recoveries.finish(ceremony.id, outcome)
        await afterLeaving(try keys())
        var done = ceremony
        done.outcome = outcome
        return done.answer(queue.state.authority, cards: ceremony.cards.count, for: caller)
    }

    /// - Throws: `cards-of-another-key` unless it is exactly a key that may sign this.
    private func check(_ held: HeldCustodianKeys, _ scope: Ceremony.Scope) throws(VaultError) {
        let authority = queue.state.authority
        guard let facts = authority.custodians[held.keyID] else { throw VaultError(.cardsOfAnotherKey) }
        let may =
            switch scope {
            case .rehearsal: held.keyID == authority.custodianKeyID
            case .file, .account, .overseer: authority.isInForce(held.keyID)
            case .succession(let next, _, _): authority.isInForce(held.keyID) || facts.successor == next.keyID
            }
        guard may else {
            throw VaultError(
                .cardsOfAnotherKey,
                "These are cards of a key that this vault had before; another one was set on "
                    + "\((authority.currentCustodians?.setAt.description ?? "").prefix(10)). All of them were forgotten."
            )
        }
    }

    private func rehearse(_ id: RequestID, _ held: HeldCustodianKeys, _ caller: CeremonyCaller) async throws {
        try await commit(caller) { pen, transaction, state in
            try pen.sign(pen.event(.rehearsed), by: held, transaction, &state)
            try pen.endCeremony(id, outcome: 200, .recovered, by: caller, transaction, &state)
        }
    }

    /// Lets people in, all of it in one commit: a stop leaves everything done, or nothing. Outer keys are asked for
    /// with it, and rotate afterwards.
    private func recover(
        _ ceremony: Ceremony, _ held: HeldCustodianKeys, _ caller: CeremonyCaller
    ) async throws -> [RecoveredItem] {
        let (scope, people) = (ceremony.scope, ceremony.people.filter { $0.words == .typed })
        return try await commit(caller) { [logger] pen, transaction, state in
            var opened: [RecoveredItem] = []
            for person in people {
                guard let account = state.authority.accounts[person.keyID] else { continue }
                let shares = RecoveryPlan(authority: state.authority)
                    .shares(scope, of: account, assignedOnly: person.isAssignedOnly, by: held.keyID)
                for share in shares {
                    let damaged = try pen.recover(
                        share, for: account, held, by: caller.session?.keyID, transaction, &state)
                    if damaged > 0 { logger.error("custodian grants are damaged", metadata: ["count": "\(damaged)"]) }
                    opened.append(
                        RecoveredItem(
                            id: state.authority.cases[share.caseID]?.code.text ?? "", name: account.name.text,
                            compartments: share.compartments.sorted()))
                }
            }
            guard !opened.isEmpty else {
                throw VaultError(
                    .nothingToChange, "Nothing of it is sealed to the key of these cards, or not any more.")
            }
            try pen.endCeremony(ceremony.id, outcome: 200, .recovered, by: caller, transaction, &state)
            return opened
        }
    }

    /// The old key id of an admin or auditor whom nobody else can bring back ends, and a code for a new one is made.
    private func recoverOverseer(
        _ keyID: KeyID, _ id: RequestID, _ held: HeldCustodianKeys, _ caller: CeremonyCaller
    ) async throws -> InvitationCode {
        let code = InviteCode()
        let hours = UInt64(limitsInForce.inviteHours)
        let (account, expires) = try await commit(caller) { pen, transaction, state in
            guard let account = state.authority.accounts[keyID] else { throw PolicyDenial.notFound }
            let expires = pen.at.adding(seconds: hours * 3_600)
            try pen.sign(
                pen.event(.adminRecovered).with(.subject, keyID).with(.inviteHash, code.hash)
                    .with(.expires, number: expires.milliseconds), by: held, transaction, &state)
            try pen.append(
                pen.event(.sessionEnded).with(.subject, keyID)
                    .with(.reason, number: EventReason.recovered.rawValue), transaction, &state)
            // Whoever has the old key knows no house key of today's that an admin could have seen.
            if account.role == .admin { try pen.askOuter(nil, by: nil, reason: .recovered, transaction, &state) }
            try pen.endCeremony(id, outcome: 200, .recovered, by: caller, transaction, &state)
            return (account, expires)
        }
        sessions.endAll(of: keyID)
        return InvitationCode(name: account.name.text, role: account.role, code: code.text, expiresAt: expires)
    }
}

extension LedgerPen {
    /// Lets somebody into one case with the custodians' key.
    ///
    /// - Returns: how many custodian grants do not open and were passed over.
    fileprivate func recover(
        _ share: RecoveryShare, for account: Account, _ held: HeldCustodianKeys, by actor: KeyID?,
        _ transaction: borrowing CommitTransaction, _ state: inout VaultState
    ) throws -> Int {
        try sign(
            event(.recovered).with(.case, share.caseID).with(.subject, account.keyID)
                .with(compartments: share.compartments), by: held, transaction, &state)
        var damaged = 0
        for slot in share.slots {
            guard let version = state.authority.version(slot), version.grants[account.keyID] == nil else { continue }
            guard let key = try? keys.compartmentKey(slot, ofCustodians: held, state.authority, transaction) else {
                damaged += 1
                continue
            }
            try grant(key, slot, to: GrantRecipient(account), signedBy: held, transaction, &state)
        }
        try askOuter(share.caseID, by: actor, reason: .recovered, transaction, &state)
        for compartment in share.compartments.sorted() {
            try askInner(Place(share.caseID, compartment), by: actor, reason: .recovered, transaction, &state)
        }
        return damaged
    }
}

extension VaultKeys {
    /// Opens a custodian grant with the custodians' key: the house lock first, then theirs, then the signed facts.
    ///
    /// - Throws: `not-found` where there is no grant, `integrity` where it does not open to what was signed.
    func compartmentKey<Access>(
        _ slot: KeySlot, ofCustodians held: HeldCustodianKeys, _ authority: Authority,
        _ transaction: borrowing Transaction<Access>
    ) throws -> HeldKey<CompartmentKeyRole> {
        guard let version = authority.version(slot), let fact = version.custodianGrants[held.keyID] else {
            throw PolicyDenial.notFound
        }
        let id = grantIndex(slot.place, keyVersion: slot.version, holder: held.keyID)
        guard let row = try transaction.grant(id) else { throw VaultError(.integrity) }
        let inner = try openOuter(row, slot, holder: held.keyID)
        guard ContentHash.blake2b256(inner) == fact.digest else { throw VaultError(.integrity) }
        let opened: CompartmentKey = try held.keys.agreement.openKey(
            inner,
            context: .innerGrant(
                vault: vaultID, case: slot.place.caseID, compartment: slot.place.compartment,
                keyVersion: slot.version, holder: held.keyID))
        let key = HeldKey(opened)
        guard commitment(of: key, slot) == version.commitment else { throw VaultError(.integrity) }
        return key
    }
}
