import HTTPTypes
import HummingbirdCore
import VaultEngine
import VaultModel

/// Accounts, sessions and the vault's beginning.
extension Operations {
    func initialise(_ exchange: Exchange) async throws -> Response {
        let headers = exchange.headers
        let account = try PathName.account(try headers.required(.account), field: HeaderName.account)
        let cost = try UnlockCost(headers)
        try vault.checkInitialisable(uid: exchange.uid)
        let rootSalt = try headers.single(.rootSalt)
        let key: PresentedUnlockKey
        var secret: PresentedSlotSecret?
        if rootSalt == nil {
            key = try await UnlockKeyBody.read(exchange.request)
        } else {
            (key, secret) = try await UnlockKeyBody.readBoth(exchange.request)
        }
        let made = try await vault.initialise(
            account: account, key: key, salt: cost.salt, passes: cost.passes, memoryKiB: cost.memoryKiB,
            uid: exchange.uid, root: secret, rootSalt: rootSalt)
        return try Answer.json(made, status: .created)
    }

    func loginParameters(_ exchange: Exchange) async throws -> Response {
        try Answer.json(try await vault.loginParameters(name: exchange.name()))
    }

    func login(_ exchange: Exchange) async throws -> Response {
        let name = try exchange.name()
        let key = try await UnlockKeyBody.read(exchange.request)
        return try Answer.json(try await vault.login(name: name, key: key, uid: exchange.uid), status: .created)
    }

    func enrol(_ exchange: Exchange) async throws -> Response {
        let name = try exchange.name()
        let invite = try exchange.headers.required(.invite)
        guard invite.utf8.count <= 64, invite.utf8.allSatisfy({ (0x20...0x7e).contains($0) }) else {
            throw VaultError(.invalidValue, field: HeaderName.invite)
        }
        let cost = try UnlockCost(exchange.headers)
        let key = try await UnlockKeyBody.read(exchange.request)
        let enrolled = try await vault.enrol(
            name: name, inviteCode: invite, key: key, salt: cost.salt, passes: cost.passes,
            memoryKiB: cost.memoryKiB, uid: exchange.uid)
        return try Answer.json(enrolled, status: .created)
    }

    func invite(_ exchange: Exchange) async throws -> Response {
        let session = try exchange.session()
        let request = try await exchange.json(InviteRequest.self)
        let code = try await vault.invite(session, request)
        // 202 where a second person has to agree before the code is good.
        return try Answer.json(code, status: code.proposal == nil ? .created : .accepted)
    }

    func suspend(_ exchange: Exchange) async throws -> Response {
        try done(try await vault.suspend(exchange.session(), name: exchange.name()))
    }

    func resume(_ exchange: Exchange) async throws -> Response {
        try done(try await vault.resume(exchange.session(), name: exchange.name()))
    }

    func disable(_ exchange: Exchange) async throws -> Response {
        let session = try exchange.session()
        let name = try exchange.name()
        let request = try await exchange.json(whenEmpty: DisableRequest())
        return try done(try await vault.disable(session, name: name, request))
    }
}

/// Salt and cost of a new unlock key, as its headers say them.
struct UnlockCost {
    let salt: String
    let passes: UInt32
    let memoryKiB: UInt32

    /// - Throws: ``VaultError`` with `invalid-value`. Whether the cost is enough is the engine's to say.
    init(_ headers: RequestHeaders) throws {
        let salt = try headers.required(.salt)
        guard let bytes = Hex.decode(salt), bytes.count == 16 else {
            throw VaultError(.invalidValue, "A salt is 32 hexadecimal digits.", field: HeaderName.salt)
        }
        self.salt = salt.lowercased()
        passes = try headers.number(.passes)
        memoryKiB = try headers.number(.memoryKiB)
    }
}
