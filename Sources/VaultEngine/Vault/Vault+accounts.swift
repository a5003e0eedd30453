import Logging
import VaultCrypto
package import VaultModel
import VaultStore

extension Vault {
    /// `GET /v1/accounts`: who there is. Key words are shown to nobody but their owner.
    package func accounts(_ session: Session) async throws -> Page<AccountItem> {
        try await perform(session, .accountList) {
            try await commitPerformed(session, .accountList)
            let authority = queue.state.authority
            let at = now
            let enrolled = authority.keyIDs.values.compactMap { authority.accounts[$0] }.map { account in
                AccountItem(
                    id: account.name.text, role: account.role, status: account.status.rawValue,
                    enrolledAt: account.enrolledAt, vouched: authority.trusts(session.keyID, account.keyID))
            }
            let invited = authority.invitations.values.filter { !$0.isUsed && $0.expires > at }.map {
                AccountItem(id: $0.name.text, role: $0.role, status: "invited", enrolledAt: nil, vouched: false)
            }
            let names = Set(invited.map(\.id))
            return Page(items: (invited + enrolled.filter { !names.contains($0.id) }).sorted { $0.id < $1.id })
        }
    }

    /// `POST /v1/accounts`: a one-time code; only its hash is kept.
    package func invite(_ session: Session, _ request: InviteRequest) async throws -> InvitationCode {
        try await perform(session, .accountInvite) {
            let name = try accountName(request.name)
            let code = InviteCode()
            let seconds = UInt64(limitsInForce.inviteHours) * 3600
            let linked = try request.samePersonAs.map { try subject(named: $0).keyID }
            let file = fileLimits
            return try await commit(session) { pen, transaction, state in
                try pen.tightenQuorum(file, by: session, transaction, &state)
                func put(_ event: consuming LedgerEvent) -> LedgerEvent {
                    event.with(.name, Array(name.text.utf8)).with(.role, number: request.role.rawValue)
                        .with(.inviteHash, code.hash).with(.linked, linked)
                }
                if state.authority.needsSecondPerson(.accountInvite, role: request.role) {
                    let content = put(pen.event(.proposed)).with(.lastsSeconds, number: seconds)
                    let proposal = try pen.propose(.accountInvite, content, by: session, transaction, &state)
                    return InvitationCode(
                        name: name.text, role: request.role, code: code.text, expiresAt: proposal.expires,
                        proposal: proposal.id)
                }
                let expires = pen.at.adding(seconds: seconds)
                try pen.sign(
                    put(pen.event(.accountInvited)).with(.expires, number: expires.milliseconds), by: session.held,
                    transaction, &state)
                return InvitationCode(name: name.text, role: request.role, code: code.text, expiresAt: expires)
            }
        }
    }

    /// `POST /v1/accounts/{name}/suspend`: ends sessions and refuses logins; can be undone.
    package func suspend(_ session: Session, name: String) async throws -> Done {
        try await perform(session, .accountSuspend) {
            let subject = try subject(named: name)
            try await commit(session) { pen, transaction, state in
                try pen.sign(
                    pen.event(.accountSuspended).with(.subject, subject.keyID), by: session.held, transaction, &state)
                try pen.append(
                    pen.event(.sessionEnded).with(.subject, subject.keyID)
                        .with(.reason, number: EventReason.accountSuspended.rawValue), transaction, &state)
            }
            sessions.endAll(of: subject.keyID)
            return Done(done: Operation.accountSuspend.name)
        }
    }

    /// `POST /v1/accounts/{name}/resume`
    package func resume(_ session: Session, name: String) async throws -> Done {
        try await perform(session, .accountResume) {
            let subject = try subject(named: name)
            _ = try await commit(session) { pen, transaction, state in
                try pen.sign(
                    pen.event(.accountResumed).with(.subject, subject.keyID), by: session.held, transaction, &state)
            }
            return Done(done: Operation.accountResume.name)
        }
    }

    /// `POST /v1/accounts/{name}/disable`: ends sessions, removes grants, rotates outer keys and asks for
    /// inner rotation. A disabled admin triggers the outer rotation of every case.
    package func disable(_ session: Session, name: String, _ request: DisableRequest) async throws -> Done {
        try await perform(session, .accountDisable) {
            let subject = try subject(named: name)
            let keys = try keys()
            // The report is of the moment: members' sessions go on with new keys at once.
            let (affected, report) = try await commit(session) { [self] pen, transaction, state in
                let affected = try pen.disable(
                    subject, by: session, try confirmLeaving(of: subject, request, state), affected(by:in:),
                    transaction, &state)
                return (affected, LeavingReport(of: affected, state))
            }
            sessions.endAll(of: subject.keyID)
            await afterLeaving(keys)
            var answer = done(.accountDisable, affected)
            answer.report = report
            return answer
        }
    }

    /// The cases whose outer keys rotate when an account is disabled: for an admin, all of them.
    func affected(by subject: Account, in authority: Authority) -> [CaseID] {
        authority.cases.values.filter {
            $0.disposed == nil && (subject.role == .admin || $0.members[subject.keyID] != nil)
        }.map(\.id)
    }

    /// What follows a durable leaving: the keystore's list, new outer keys, old house keys, work for the
    /// others. What fails here is done again each minute and at the next start; the leaving itself stands.
    ///
    /// Waits for the outer keys of so many cases as are done in a moment; more go on in the background.
    func afterLeaving(_ keys: VaultKeys) async {
        do {
            try await listDisabled(keys)
            try await advanceOuter(keys, batches: settings.outerBatchesAwaited)
        } catch {
            logger.error("outer keys wait", metadata: ["reason": "\(translate(error).code.rawValue)"])
        }
        await afterOuter(keys)
    }

    /// What follows a rotation of outer keys: the old ones go; or the rest goes on in the background, and they go
    /// after that.
    func afterOuter(_ keys: VaultKeys) async {
        if outerWaiting.isEmpty {
            do {
                try await retireHouseKeys(keys)
            } catch {
                logger.error(
                    "keys could not be retired yet", metadata: ["reason": "\(translate(error).code.rawValue)"])
            }
        } else {
            outerWork.raise()
        }
        await finishRemovals(keys)
        work.raise()
        houseWork.raise()
    }

    /// Puts every disabled key id of the durable ledger on the keystore's list.
    func listDisabled(_ keys: VaultKeys) async throws {
        let disabled = Set(queue.state.authority.accounts.values.filter { $0.status == .disabled }.map(\.keyID))
        guard !disabled.isSubset(of: keys.keystore.snapshot.disabled) else { return }
        try await queue.commit { _, _ in try keys.keystore.update { $0.disabled.formUnion(disabled) } }
    }

    /// The account of a name that a request names.
    ///
    /// - Throws: `not-found`, `lookalike-letters`.
    func subject(named name: String) throws -> Account {
        let parsed: AccountName
        do {
            parsed = try AccountName(name)
        } catch .malformed {
            throw PolicyDenial.notFound
        } catch {
            throw VaultError(naming: error, field: "name")
        }
        guard let account = queue.state.authority.account(named: parsed) else { throw PolicyDenial.notFound }
        return account
    }

    /// Whether what would be closed to everybody was said and the name typed.
    ///
    /// - Throws: `would-orphan`, with the list.
    func confirmOrphans(
        _ orphans: [(code: CaseCode, compartment: Compartment)], orphan: Bool?, confirm: String?, _ subject: Account
    ) throws(VaultError) -> Bool {
        guard !orphans.isEmpty else { return false }
        guard orphan == true, confirm == subject.name.text else {
            throw VaultError(.wouldOrphan, orphans: orphans.map { "\($0.code) \($0.compartment.name)" })
        }
        return true
    }
}
