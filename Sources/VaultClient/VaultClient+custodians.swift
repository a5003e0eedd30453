internal import AsyncHTTPClient
internal import NIOCore
public import VaultModel

extension VaultClient {
    /// Who confirmed the custodians, and how far their grants are.
    public func custodians() async throws -> CustodianStatus { try await ask(.get, RequestPath("custodians")) }

    /// Sets the public half of the custodians' key, or proposes it where two decide. Admins.
    public func setCustodians(_ request: SetCustodiansRequest) async throws -> SetCustodians {
        try await ask(.post, RequestPath("custodians"), json: request)
    }

    /// Confirms the custodians' key by the six words on a custodian's card.
    public func confirmCustodians(keyWords: String) async throws -> CustodianStatus {
        try await ask(
            .post, RequestPath("custodians", "confirm"), json: ConfirmCustodiansRequest(keyWords: keyWords))
    }

    /// Begins a recovery. Admins and auditors; without a login root and the daemon's own user.
    public func beginRecovery(_ request: BeginRecoveryRequest) async throws -> Recovery {
        try await ask(.post, RequestPath("recoveries"), json: request)
    }

    /// How far a recovery is. Without a login too, for whoever knows ten digits of its id.
    public func recovery(_ id: String) async throws -> Recovery {
        try await ask(.get, RequestPath("recoveries", id))
    }

    /// Types the six words of somebody who is let in; with `nil` leaves them out. Without a name those of the key that
    /// takes over in a succession.
    public func recoveryWords(_ id: String, of name: String?, keyWords: String?) async throws -> Recovery {
        try await ask(
            .post, RequestPath("recoveries", id, "words"), json: RecoveryWordsRequest(name: name, keyWords: keyWords))
    }

    /// Adds a custodian's card, its words as raw bytes, which stay the caller's to wipe.
    public func addCard(_ words: [UInt8], to id: String) async throws -> Recovery {
        try await ask(
            .post, RequestPath("recoveries", id, "cards"), body: .bytes(ByteBuffer(bytes: words)),
            type: "application/octet-stream")
    }

    /// Forgets a recovery and its cards.
    public func cancelRecovery(_ id: String) async throws -> Done {
        try await ask(.delete, RequestPath("recoveries", id))
    }
}
