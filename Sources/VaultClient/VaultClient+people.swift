public import VaultModel

extension VaultClient {
    /// What disabling an account would do. Admins.
    public func disablePreview(of name: AccountName) async throws -> Leaving {
        try await ask(.get, RequestPath("accounts", name.text, "disable"))
    }

    /// Withdraws an open invitation. Admins.
    public func uninvite(_ name: AccountName) async throws -> Done {
        try await ask(.delete, RequestPath("accounts", name.text, "invitation"))
    }

    /// Says no to a request.
    public func decline(_ id: String) async throws -> Done {
        try await ask(.post, RequestPath("requests", id, "decline"))
    }

    /// Takes another lead's lead away. Leads.
    public func removeLead(_ name: AccountName, of code: CaseCode) async throws -> Done {
        try await ask(.post, RequestPath("cases", code.text, "unlead"), json: UnleadRequest(name: name.text))
    }

    /// For a forgotten passphrase: ends the account's key and invites the same name and role for a new one. Admins.
    ///
    /// - Throws: ``VaultClientError``: as ``disable(_:confirm:orphan:)``.
    public func renew(_ name: AccountName, confirm: String, orphan: Bool = false) async throws -> InvitationCode {
        let request = DisableRequest(orphan: orphan ? true : nil, confirm: confirm)
        return try await ask(.post, RequestPath("accounts", name.text, "new-key"), json: request)
    }

    /// What handing `name`'s cases over would do, as far as this person can.
    public func handoverPreview(of name: AccountName, to: AccountName) async throws -> Handover {
        try await ask(.get, RequestPath("accounts", name.text, "handover").query([("to", to.text)]))
    }

    /// Hands `name`'s cases over: exactly what `list` shows.
    ///
    /// - Throws: ``VaultClientError``: the problem `list-changed`, or `not-vouched` where `keyWords` are needed.
    public func handOver(_ list: Handover, keyWords: String? = nil) async throws -> HandedOver {
        let request = HandoverRequest(to: list.to, digest: list.digest, keyWords: keyWords)
        return try await ask(.post, RequestPath("accounts", list.from, "handover"), json: request)
    }
}
