public import VaultModel

/// Two people, withdrawal, legal hold, disposal.
extension VaultClient {
    /// Ends an account and invites its name with another role.
    ///
    /// - Parameters:
    ///   - confirm: The name again, after ``disablePreview(of:)``.
    ///   - orphan: Whether born compartments may be left without holders.
    public func changeRole(
        of name: AccountName, to role: Role, confirm: String? = nil, orphan: Bool = false
    ) async throws -> InvitationCode {
        let request = RoleRequest(role: role, orphan: orphan ? true : nil, confirm: confirm)
        return try await ask(.post, RequestPath("accounts", name.text, "role"), json: request)
    }

    /// What waits for a second person.
    public func proposals() async throws -> Page<ProposalItem> { try await ask(.get, RequestPath("proposals")) }

    /// Everything that an agreement would make true.
    public func proposal(_ id: String) async throws -> ProposalItem {
        try await ask(.get, RequestPath("proposals", id))
    }

    /// Agrees to a proposal as it was shown.
    public func agree(to item: ProposalItem) async throws -> Proposed {
        try await ask(.post, RequestPath("proposals", item.id.hex, "agree"), json: AgreeRequest(digest: item.digest))
    }

    /// Takes a proposal back, or stops a disposal that waits.
    public func withdrawProposal(_ id: String) async throws -> Done {
        try await ask(.post, RequestPath("proposals", id, "withdraw"))
    }

    /// The limits of file and ledger, and what counts.
    public func limits() async throws -> LimitsAnswer { try await ask(.get, RequestPath("limits")) }

    /// Makes what the file says count.
    public func proposeLimits() async throws -> Proposed { try await ask(.post, RequestPath("limits")) }

    /// Withdraws a record that this person wrote.
    public func withdrawRecord(_ id: String, reason: String) async throws -> Done {
        try await ask(.post, RequestPath("records", id, "withdraw"), json: WithdrawRequest(reason: reason))
    }

    /// Proposes that a withdrawn record be destroyed for good.
    public func destroyRecord(_ id: String) async throws -> Proposed {
        try await ask(.post, RequestPath("records", id, "destroy"))
    }

    /// Places a legal hold.
    public func hold(_ code: CaseCode, reason: String) async throws -> Done {
        try await ask(.post, RequestPath("cases", code.text, "hold"), json: HoldRequest(reason: reason))
    }

    /// Lifts a legal hold that another person placed.
    public func unhold(_ code: CaseCode) async throws -> Done {
        try await ask(.post, RequestPath("cases", code.text, "unhold"))
    }

    /// Proposes a disposal, or executes one that is due.
    public func dispose(_ code: CaseCode) async throws -> Proposed {
        try await ask(.post, RequestPath("cases", code.text, "dispose"))
    }

    /// What was destroyed, by whom, and what stays.
    public func certificate(of code: CaseCode) async throws -> DisposalCertificate {
        try await ask(.get, RequestPath("cases", code.text, "certificate"))
    }

    /// Says that there is a copy of the keys, and until when.
    public func registerKeyCopy(_ label: String, until: Timestamp) async throws -> KeyCopy {
        try await ask(.post, RequestPath("backups", "keys"), json: KeyCopyRequest(label: label, until: until))
    }
}
