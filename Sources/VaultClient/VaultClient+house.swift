internal import AsyncHTTPClient
internal import NIOCore
internal import VaultCrypto
public import VaultModel

extension VaultClient {
    /// Makes the vault with the technician's passphrase in the place of a root key. Only root or the daemon's own
    /// user may.
    ///
    /// - Parameters:
    ///   - passphrase: The first admin's.
    ///   - rootPassphrase: The technician's, which opens the keystore at each start.
    public func initialise(
        admin: AccountName, passphrase: String, rootPassphrase: String, passes: UInt32 = 3,
        memoryKiB: UInt32 = 262_144
    ) async throws -> Initialised {
        let cost = try UnlockKeyMaker.cost(passes: passes, memoryKiB: memoryKiB)
        let (salt, rootSalt) = (PassphraseSalt(), PassphraseSalt())
        var body = try await UnlockKeyMaker.body(passphrase: passphrase, salt: salt, cost: cost)
        body.writeImmutableBuffer(
            try await UnlockKeyMaker.slotBody(
                passphrase: rootPassphrase, slot: .technician, salt: rootSalt, cost: cost))
        let headers =
            Self.headers(salt, cost) + [
                (HeaderName.rootSalt, Hex.encode(rootSalt.bytes)), (HeaderName.account, admin.text),
            ]
        return try await ask(
            .post, RequestPath("vault"), headers: headers, body: .bytes(body), type: "application/octet-stream")
    }

    /// Sets a passphrase as a way into the keystore. Admins.
    public func setSlot(
        _ slot: PassphraseSlot, passphrase: String, passes: UInt32, memoryKiB: UInt32
    ) async throws -> HouseStatus {
        let cost = try UnlockKeyMaker.cost(passes: passes, memoryKiB: memoryKiB)
        let salt = PassphraseSalt()
        let body = try await UnlockKeyMaker.slotBody(passphrase: passphrase, slot: slot, salt: salt, cost: cost)
        return try await ask(
            .put, RequestPath("keys", "slots", slot.rawValue), headers: Self.headers(salt, cost), body: .bytes(body),
            type: "application/octet-stream")
    }

    /// Removes a passphrase as a way into the keystore. Admins.
    public func removeSlot(_ slot: PassphraseSlot) async throws -> HouseStatus {
        try await ask(.delete, RequestPath("keys", "slots", slot.rawValue))
    }

    /// Ends every session and closes the keystore until somebody unseals the vault.
    public func seal() async throws -> Done { try await ask(.post, RequestPath("seal")) }

    /// Opens a sealed vault with the passphrase of one of its slots: runs Argon2id here.
    ///
    /// - Throws: ``VaultClientError``: the problem `unseal-refused`; `login-delayed`; `not-sealed`.
    public func unseal(_ slot: PassphraseSlot, passphrase: String) async throws -> Health {
        let parameters: LoginParameters = try await ask(.get, RequestPath("unseal", slot.rawValue))
        let (salt, cost) = try UnlockKeyMaker.read(parameters)
        let body = try await UnlockKeyMaker.slotBody(passphrase: passphrase, slot: slot, salt: salt, cost: cost)
        return try await ask(
            .post, RequestPath("unseal", slot.rawValue), body: .bytes(body), type: "application/octet-stream",
            patience: .minutes(30))
    }

    /// Opens a sealed vault whose root key is no passphrase. Only root or the daemon's own user may.
    public func unseal() async throws -> Health {
        try await ask(.post, RequestPath("unseal", "root"), patience: .minutes(30))
    }

    private static func headers(_ salt: PassphraseSalt, _ cost: PassphraseCost) -> [(String, String)] {
        [
            (HeaderName.salt, Hex.encode(salt.bytes)), (HeaderName.passes, "\(cost.passes)"),
            (HeaderName.memory, "\(cost.memoryKiB)"),
        ]
    }
}
