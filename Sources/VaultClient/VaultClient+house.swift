internal import AsyncHTTPClient
internal import NIOCore
internal import VaultCrypto
public import VaultModel

extension VaultClient {
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

    /// The technician's passphrase, for a new vault in the place of a root key: what `init` sends beside the rest.
    func newRoot(
        _ passphrase: String, _ cost: PassphraseCost
    ) async throws -> (header: (String, String), secret: ByteBuffer) {
        let salt = PassphraseSalt()
        let secret = try await UnlockKeyMaker.slotBody(
            passphrase: passphrase, slot: .technician, salt: salt, cost: cost)
        return ((HeaderName.rootSalt, Hex.encode(salt.bytes)), secret)
    }

    private static func headers(_ salt: PassphraseSalt, _ cost: PassphraseCost) -> [(String, String)] {
        [
            (HeaderName.salt, Hex.encode(salt.bytes)), (HeaderName.passes, "\(cost.passes)"),
            (HeaderName.memory, "\(cost.memoryKiB)"),
        ]
    }
}
