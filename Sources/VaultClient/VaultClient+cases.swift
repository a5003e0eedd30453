public import VaultModel

extension VaultClient {
    /// One page of the cases that this person is on.
    public func cases(after: String? = nil, limit: Int? = nil) async throws -> Page<CaseItem> {
        try await ask(.get, RequestPath("cases").page(after: after, limit: limit))
    }

    /// A code that was free when asked.
    public func nextCode() async throws -> NextCode { try await ask(.get, RequestPath("cases", "next-code")) }

    /// Opens a case, and so leads it.
    public func openCase(_ code: CaseCode) async throws -> CaseItem {
        try await ask(.post, RequestPath("cases"), json: OpenCaseRequest(code: code.text))
    }

    /// One case.
    public func showCase(_ code: CaseCode) async throws -> CaseItem {
        try await ask(.get, RequestPath("cases", code.text))
    }

    /// Closes a case; an admin's asking becomes a request.
    public func closeCase(_ code: CaseCode) async throws -> Done {
        try await ask(.post, RequestPath("cases", code.text, "close"))
    }

    /// Opens a closed case again; an admin's asking becomes a request.
    public func reopenCase(_ code: CaseCode) async throws -> Done {
        try await ask(.post, RequestPath("cases", code.text, "reopen"))
    }

    /// Lets somebody into a case.
    ///
    /// - Throws: ``VaultClientError``: the problem `not-vouched` where `request.keyWords` are needed.
    public func assign(_ request: AssignRequest, to code: CaseCode) async throws -> Assigned {
        try await ask(.post, RequestPath("cases", code.text, "assign"), json: request)
    }

    /// Takes somebody off a case.
    ///
    /// - Parameter confirm: The name again, where born compartments may be left without holders.
    public func unassign(_ name: AccountName, from code: CaseCode, confirm: String? = nil) async throws -> Done {
        let request = UnassignRequest(name: name.text, orphan: confirm.map { _ in true }, confirm: confirm)
        return try await ask(.post, RequestPath("cases", code.text, "unassign"), json: request)
    }

    /// Makes somebody another lead of the case.
    public func makeLead(_ request: LeadRequest, of code: CaseCode) async throws -> Assigned {
        try await ask(.post, RequestPath("cases", code.text, "lead"), json: request)
    }

    /// What waits for a yes: on one case, or everywhere.
    public func requests(of code: CaseCode? = nil) async throws -> Page<AccessRequest> {
        guard let code else { return try await ask(.get, RequestPath("requests")) }
        return try await ask(.get, RequestPath("cases", code.text, "requests"))
    }

    /// Says yes to a request.
    ///
    /// - Parameter confirm: the account's name, where its leaving may leave compartments without holders.
    public func approve(
        _ id: String, keyWords: String? = nil, confirm: String? = nil
    ) async throws -> Assigned {
        let request = ApproveRequest(keyWords: keyWords, orphan: confirm.map { _ in true }, confirm: confirm)
        return try await ask(.post, RequestPath("requests", id, "approve"), json: request)
    }

    /// Everyone who can open something in the case.
    public func who(of code: CaseCode) async throws -> Page<WhoItem> {
        try await ask(.get, RequestPath("cases", code.text, "who"))
    }

    /// Records whose label, title, file name or text has these words, among those that this person may read.
    public func search(_ text: String) async throws -> Page<SearchHit> {
        try await ask(.post, RequestPath("search"), json: SearchRequest(text: text))
    }
}
