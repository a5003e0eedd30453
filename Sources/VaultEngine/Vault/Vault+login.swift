import VaultCrypto
package import VaultModel
import VaultStore

extension Vault {
    /// `GET /v1/accounts/{name}/login`: the account's salt and the vault's cost; for unknown names a made-up
    /// salt that is always the same.
    package func loginParameters(name: String) async throws -> LoginParameters {
        do {
            if health().state == .uninitialised {
                return parameters(Hex.encode(Random.bytes(PassphraseSalt.byteCount)))
            }
            let keys = try keysForNewWork()
            let name = try accountName(name)
            let madeUp = try keys.dummySalt(name.text)
            guard let account = queue.state.authority.account(named: name),
                let row = try await database.read({ try $0.account(account.keyID) })
            else {
                return parameters(Hex.encode(madeUp.bytes))
            }
            let secrets = try AccountSecrets(opening: row, keys)
            return parameters(Hex.encode(secrets.salt.bytes), secrets.cost)
        } catch {
            throw translate(error)
        }
    }

    private func parameters(_ salt: String, _ cost: PassphraseCost? = nil) -> LoginParameters {
        let limits = limitsInForce
        return LoginParameters(
            salt: salt, passes: cost?.passes ?? limits.passes, memoryKiB: cost?.memoryKiB ?? limits.memoryKiB,
            newPasses: limits.passes, newMemoryKiB: limits.memoryKiB)
    }

    /// `POST /v1/accounts/{name}/sessions`: opening the account's keys is the check of the passphrase.
    package func login(name: String, key: PresentedUnlockKey, uid: UInt32) async throws -> SessionToken {
        do {
            let keys = try keysForNewWork()
            let name = try accountName(name)
            let delayID = keys.loginIndex(uid: uid, name: name.text)
            try await countAttempt(delayID, keys)
            let account = queue.state.authority.account(named: name)
            guard let opened = await unlock(account, name: name, key, keys), let account else {
                loginFailures.count(uid: uid)
                throw VaultError(.loginRefused)
            }
            guard account.status == .active, !keys.keystore.snapshot.disabled.contains(account.keyID) else {
                loginFailures.count(uid: uid)
                throw VaultError(.notActive)
            }
            return try await begin(account, opened, uid: uid, delayID: delayID, keys)
        } catch {
            throw translate(error)
        }
    }

    private func begin(
        _ account: Account, _ opened: OpenedAccount, uid: UInt32, delayID: RowIndex, _ keys: VaultKeys
    ) async throws -> SessionToken {
        let token = try TextForm.sessionToken.string(try SessionSecret())
        let limits = limitsInForce
        let session = Session(
            id: ContentHash.blake2b256(Array(token.utf8)), account: account, uid: uid, held: opened.held, at: now,
            idleSeconds: limits.idleSeconds, absoluteSeconds: limits.absoluteSeconds)
        // In the table first: a suspension that comes in between finds it there and ends it.
        sessions.insert(session)
        do {
            try await commit(session) { pen, transaction, state in
                // A new passphrase that came in between counts: the old one opens nothing any more.
                // The row itself is also sealed again when the meta key rotates.
                guard let row = try transaction.account(account.keyID),
                    try AccountSecrets(opening: row, pen.keys).inner(account.keyID, pen.keys) == opened.inner
                else { throw VaultError(.loginRefused) }
                _ = try transaction.deleteLoginDelay(delayID)
                try pen.append(
                    pen.event(.loggedIn).with(.actor, account.keyID).with(.uid, number: uid), transaction, &state)
            }
        } catch {
            sessions.end(session)
            throw error
        }
        work.raise()
        return SessionToken(
            token: token, account: account.name.text, role: account.role, expiresAt: session.expiresAt,
            idleSeconds: limits.idleSeconds)
    }

    /// An account's keys, and the value that the unlock key opened.
    private struct OpenedAccount: Sendable {
        let held: HeldAccountKeys
        let inner: [UInt8]
    }

    /// Opens an account's keys; a name that does not exist takes the same steps and always fails.
    private func unlock(
        _ account: Account?, name: AccountName, _ key: PresentedUnlockKey, _ keys: VaultKeys
    ) async -> OpenedAccount? {
        let keyID = account?.keyID ?? keys.keystore.snapshot.disabled.first ?? queue.state.authority.accounts.keys.first
        guard let keyID, let row = try? await database.read({ try $0.account(keyID) }),
            let secrets = try? AccountSecrets(opening: row, keys)
        else { return nil }
        let opened = try? secrets.unlock(key.held, holder: keyID, keys)
        guard account != nil, let opened, let inner = try? secrets.inner(keyID, keys) else { return nil }
        return OpenedAccount(held: opened, inner: inner)
    }

    /// Counts an attempt as a failure before it is made, so that guesses side by side gain nothing; success
    /// takes it back. A row that does not open counts as none: damage locks nobody out.
    ///
    /// - Throws: `login-delayed`.
    func countAttempt(_ id: RowIndex, _ keys: VaultKeys) async throws {
        let clock = clock
        try await queue.commit { transaction, _ in
            let at = Timestamp(clock())
            let row = try transaction.loginDelay(id)
            let delay = row.flatMap { try? LoginDelay(opening: $0, keys) } ?? LoginDelay()
            try delay.check(at)
            try transaction.put(try delay.afterFailure(at).row(id, keys))
        }
    }

    /// `POST /v1/accounts/{name}/enrol`: the new keys are made here, and sealed by the unlock key at once.
    package func enrol(
        name: String, inviteCode: String, key: PresentedUnlockKey, salt: String, passes: UInt32, memoryKiB: UInt32,
        uid: UInt32
    ) async throws -> Enrolled {
        do {
            let keys = try keysForNewWork()
            let name = try accountName(name)
            let delayID = keys.loginIndex(uid: uid, name: "invite:" + name.text)
            try await countAttempt(delayID, keys)
            let (salt, cost) = try unlockParameters(salt: salt, passes: passes, memoryKiB: memoryKiB)
            guard let code = try? InviteCode(parsing: inviteCode),
                let invitation = queue.state.authority.invitations[code.hash], invitation.name == name
            else {
                loginFailures.count(uid: uid)
                throw PolicyDenial.inviteRefused
            }
            let account = HeldAccountKeys(try AccountKeys())
            let clock = clock
            try await queue.commit { transaction, state in
                let pen = LedgerPen(keys: keys, at: Timestamp(clock()))
                _ = try transaction.deleteLoginDelay(delayID)
                let places = state.returning[name.text] ?? [:]
                try pen.sign(
                    pen.event(.accountEnrolled).with(.subject, account.keys.keyID).with(.inviteCode, code.bytes)
                        .with(.agreementKey, account.keys.publicKeys.agreement.bytes)
                        .with(.signingKey, account.keys.publicKeys.signing.bytes),
                    by: account, transaction, &state)
                try transaction.insert(
                    try AccountSecrets(account.keys, unlock: key.held, keys, salt: salt, cost: cost)
                        .row(account.keys.keyID, keys))
                if let enrolled = state.authority.accounts[account.keys.keyID] {
                    try pen.askFor(enrolled, places, transaction, &state)
                }
            }
            return Enrolled(
                account: name.text, role: invitation.role, keyWords: KeyWords(account.keys.keyID).text)
        } catch {
            throw translate(error)
        }
    }

    /// `DELETE /v1/session`
    package func logout(_ session: Session) async throws -> Done {
        try await perform(session, .logout) {
            try await commit(session) { pen, transaction, state in
                try pen.append(pen.event(.loggedOut).with(.actor, session.keyID), transaction, &state)
            }
            sessions.end(session)
            return Done(done: Operation.logout.name)
        }
    }

    /// - Throws: `lookalike-letters`, `invalid-value`.
    func accountName(_ text: String, field: String = "name") throws(VaultError) -> AccountName {
        do {
            return try AccountName(text)
        } catch {
            throw VaultError(naming: error, field: field)
        }
    }
}
