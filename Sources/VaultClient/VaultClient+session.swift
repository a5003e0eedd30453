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
    ///   - deviceKey: A second secret of the admin's own machine, mixed into the unlock key.
    ///   - rootPassphrase: The technician's, which opens the keystore at each start, where `Keys` names no root key.
    public func initialise(
        admin: AccountName, passphrase: String, deviceKey: DeviceKeyFile? = nil, rootPassphrase: String? = nil,
        passes: UInt32 = 3, memoryKiB: UInt32 = 262_144
    ) async throws -> Initialised {
        let cost = try UnlockKeyMaker.cost(passes: passes, memoryKiB: memoryKiB)
        var (headers, body) = try await newKey(passphrase, deviceKey, cost)
        headers.append((HeaderName.account, admin.text))
        if let rootPassphrase {
            var root = try await newRoot(rootPassphrase, cost)
            headers.append(root.header)
            body.writeBuffer(&root.secret)
        }
        return try await ask(
            .post, RequestPath("vault"), headers: headers, body: .bytes(body), type: "application/octet-stream")
    }

    /// What the account's unlock key is made with; made up for names that do not exist.
    public func loginParameters(of name: AccountName) async throws -> LoginParameters {
        try await ask(.get, RequestPath("accounts", name.text, "login"))
    }

    /// Logs in: runs Argon2id here and sends only the 32-byte unlock key.
    ///
    /// - Throws: ``VaultClientError``: the problem `login-refused`, which never says whether name or passphrase is
    ///   wrong; `login-delayed`; `costBelowFloor`.
    public func login(
        as name: AccountName, passphrase: String, deviceKey: DeviceKeyFile? = nil
    ) async throws -> VaultModel.SessionToken {
        let (salt, cost) = try UnlockKeyMaker.read(try await loginParameters(of: name))
        let key = try await UnlockKeyMaker.body(
            passphrase: passphrase, deviceKey: deviceKey, salt: salt, cost: cost)
        return try await ask(
            .post, RequestPath("accounts", name.text, "sessions"), body: .bytes(key),
            type: "application/octet-stream")
    }

    /// Takes an invitation up with a new passphrase; answers the six words of the new key.
    public func enrol(
        as name: AccountName, inviteCode: String, passphrase: String, deviceKey: DeviceKeyFile? = nil
    ) async throws -> Enrolled {
        // The vault's one published cost; the salt is new.
        let cost = try UnlockKeyMaker.newCost(try await loginParameters(of: name))
        let (headers, key) = try await newKey(passphrase, deviceKey, cost)
        return try await ask(
            .post, RequestPath("accounts", name.text, "enrol"), headers: headers + [(HeaderName.invite, inviteCode)],
            body: .bytes(key), type: "application/octet-stream")
    }

    /// Who is logged in, and what waits for them.
    public func status() async throws -> SessionStatus { try await ask(.get, RequestPath("session")) }

    /// Ends the session.
    public func logout() async throws -> Done { try await ask(.delete, RequestPath("session")) }

    /// Puts the account's same keys under a new passphrase, and adds, keeps or drops a device key.
    ///
    /// - Throws: ``VaultClientError``: the problem `passphrase-refused` where the old passphrase or its device key
    ///   is not right; `login-delayed`.
    public func changePassphrase(
        of name: AccountName, from old: String, oldDeviceKey: DeviceKeyFile? = nil, to new: String,
        newDeviceKey: DeviceKeyFile? = nil
    ) async throws -> Done {
        let parameters = try await loginParameters(of: name)
        let (salt, cost) = try UnlockKeyMaker.read(parameters)
        var both = try await UnlockKeyMaker.body(passphrase: old, deviceKey: oldDeviceKey, salt: salt, cost: cost)
        let (headers, key) = try await newKey(new, newDeviceKey, try UnlockKeyMaker.newCost(parameters))
        both.writeImmutableBuffer(key)
        return try await ask(
            .post, RequestPath("session", "passphrase"), headers: headers, body: .bytes(both),
            type: "application/octet-stream")
    }

    private func newKey(
        _ passphrase: String, _ deviceKey: DeviceKeyFile?, _ cost: PassphraseCost
    ) async throws -> ([(String, String)], ByteBuffer) {
        let salt = PassphraseSalt()
        let key = try await UnlockKeyMaker.body(
            passphrase: passphrase, deviceKey: deviceKey, salt: salt, cost: cost)
        let headers = [
            (HeaderName.salt, Hex.encode(salt.bytes)), (HeaderName.passes, "\(cost.passes)"),
            (HeaderName.memory, "\(cost.memoryKiB)"),
        ]
        return (headers, key)
    }
}
