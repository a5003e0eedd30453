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
}
