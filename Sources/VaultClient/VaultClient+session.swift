internal import AsyncHTTPClient
internal import NIOCore
internal import VaultCrypto
public import VaultModel

extension VaultClient {
    /// Whether the daemon can serve. Needs no login.
    public func health() async throws -> Health {
        try await ask(.get, RequestPath("health"), patience: .seconds(10))
    }

    /// Makes the vault on an empty folder, with its first admin. Only root or the daemon's own user may.
    ///
    /// - Parameters:
    ///   - passphrase: The admin's; Argon2id runs here, at `passes` × `memoryKiB`, which is what the vault publishes
    ///     from then on.
    public func initialise(
        admin: AccountName, passphrase: String, passes: UInt32 = 3, memoryKiB: UInt32 = 262_144
    ) async throws -> Initialised {
        let cost = try UnlockKeyMaker.cost(passes: passes, memoryKiB: memoryKiB)
        let (headers, key) = try await newKey(passphrase: passphrase, cost: cost)
        return try await ask(
            .post, RequestPath("vault"), headers: headers + [(HeaderName.account, admin.text)], body: .bytes(key),
            type: "application/octet-stream")
    }

    /// What the account's unlock key is made with; made up for names that do not exist.
    public func loginParameters(of name: AccountName) async throws -> LoginParameters {
        try await ask(.get, RequestPath("accounts", name.text, "login"))
    }

    /// Logs in: runs Argon2id here and sends only the 32-byte unlock key.
    ///
    /// - Throws: ``VaultClientError``: the problem `login-refused`, which never says whether name or passphrase is
    ///   wrong; `login-delayed`; `costBelowFloor`.
    public func login(as name: AccountName, passphrase: String) async throws -> VaultModel.SessionToken {
        let (salt, cost) = try UnlockKeyMaker.read(try await loginParameters(of: name))
        let key = try await UnlockKeyMaker.body(passphrase: passphrase, salt: salt, cost: cost)
        return try await ask(
            .post, RequestPath("accounts", name.text, "sessions"), body: .bytes(key),
            type: "application/octet-stream")
    }

    /// Takes an invitation up with a new passphrase; answers the six words of the new key.
    public func enrol(as name: AccountName, inviteCode: String, passphrase: String) async throws -> Enrolled {
        // The vault's one published cost, which unknown names get too; the salt is new.
        let cost = try UnlockKeyMaker.read(try await loginParameters(of: name)).cost
        let (headers, key) = try await newKey(passphrase: passphrase, cost: cost)
        return try await ask(
            .post, RequestPath("accounts", name.text, "enrol"), headers: headers + [(HeaderName.invite, inviteCode)],
            body: .bytes(key), type: "application/octet-stream")
    }

    /// Who is logged in, and what waits for them.
    public func status() async throws -> SessionStatus { try await ask(.get, RequestPath("session")) }

    /// Ends the session.
    public func logout() async throws -> Done { try await ask(.delete, RequestPath("session")) }

    private func newKey(passphrase: String, cost: PassphraseCost) async throws -> ([(String, String)], ByteBuffer) {
        let salt = PassphraseSalt()
        let key = try await UnlockKeyMaker.body(passphrase: passphrase, salt: salt, cost: cost)
        let headers = [
            (HeaderName.salt, Hex.encode(salt.bytes)), (HeaderName.passes, "\(cost.passes)"),
            (HeaderName.memory, "\(cost.memoryKiB)"),
        ]
        return (headers, key)
    }
}
