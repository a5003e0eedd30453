public import VaultModel

extension VaultClient {
    /// Everybody.
    public func accounts() async throws -> Page<AccountItem> { try await ask(.get, RequestPath("accounts")) }

    /// A one-time code with which somebody can enrol. Admins.
    ///
    /// - Parameter other: another account of the same person, who counts once where two people decide.
    public func invite(
        _ name: AccountName, as role: Role, samePersonAs other: AccountName? = nil
    ) async throws -> InvitationCode {
        let request = InviteRequest(name: name.text, role: role, samePersonAs: other?.text)
        return try await ask(.post, RequestPath("accounts"), json: request)
    }

    /// Ends the account's sessions and refuses its logins until ``resume(_:)``. Admins and auditors.
    public func suspend(_ name: AccountName) async throws -> Done {
        try await ask(.post, RequestPath("accounts", name.text, "suspend"))
    }

    /// Lets a suspended account log in again. Admins and auditors.
    public func resume(_ name: AccountName) async throws -> Done {
        try await ask(.post, RequestPath("accounts", name.text, "resume"))
    }

    /// Ends the account for good: sessions, grants, outer keys. Admins.
    ///
    /// - Parameters:
    ///   - confirm: The name again, after ``disablePreview(of:)``.
    ///   - orphan: Whether born compartments may be left without holders.
    /// - Throws: ``VaultClientError``: the problem `confirmation-needed` or `would-orphan`, with what it does.
    public func disable(_ name: AccountName, confirm: String? = nil, orphan: Bool = false) async throws -> Done {
        let request = DisableRequest(orphan: orphan ? true : nil, confirm: confirm)
        return try await ask(.post, RequestPath("accounts", name.text, "disable"), json: request)
    }
}

extension RequestPath {
    /// The page after `after`, of at most `limit` items.
    func page(after: String?, limit: Int?) -> RequestPath {
        query([("after", after), ("limit", limit.map { "\($0)" })])
    }
}
