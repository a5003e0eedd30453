/// One row of the protocol's table of routes: the server registers it, the contract documents it, the
/// access matrix tests it.
public struct Route: Sendable, Hashable {
    /// HTTP method.
    public let method: String
    /// Path template, with `{name}`, `{code}` or `{id}`.
    public let path: String
    /// What is asked for.
    public let operation: Operation

    /// Every route there is.
    public static let all: [Route] = [
        Route("GET", "/v1/health", .health),
        Route("GET", "/v1/openapi.yaml", .contract),
        Route("POST", "/v1/vault", .initialise),
        Route("GET", "/v1/accounts/{name}/login", .loginParameters),
        Route("POST", "/v1/accounts/{name}/sessions", .login),
        Route("POST", "/v1/accounts/{name}/enrol", .enrol),
        Route("GET", "/v1/session", .status),
        Route("DELETE", "/v1/session", .logout),
        Route("GET", "/v1/accounts", .accountList),
        Route("POST", "/v1/accounts", .accountInvite),
        Route("POST", "/v1/accounts/{name}/suspend", .accountSuspend),
        Route("POST", "/v1/accounts/{name}/resume", .accountResume),
        Route("POST", "/v1/accounts/{name}/disable", .accountDisable),
        Route("GET", "/v1/cases", .caseList),
        Route("POST", "/v1/cases", .caseOpen),
        Route("GET", "/v1/cases/next-code", .caseNextCode),
        Route("GET", "/v1/cases/{code}", .caseShow),
        Route("POST", "/v1/cases/{code}/close", .caseClose),
        Route("POST", "/v1/cases/{code}/reopen", .caseReopen),
        Route("POST", "/v1/cases/{code}/assign", .caseAssign),
        Route("POST", "/v1/cases/{code}/unassign", .caseUnassign),
        Route("POST", "/v1/cases/{code}/lead", .caseLead),
        Route("GET", "/v1/cases/{code}/requests", .caseRequests),
        Route("GET", "/v1/cases/{code}/who", .caseWho),
        Route("GET", "/v1/requests", .requestList),
        Route("POST", "/v1/requests/{id}/approve", .requestApprove),
        Route("POST", "/v1/search", .search),
        Route("GET", "/v1/cases/{code}/records", .recordList),
        Route("POST", "/v1/cases/{code}/records", .noteWrite),
        Route("POST", "/v1/cases/{code}/documents", .documentPut),
        Route("GET", "/v1/records/{id}", .noteRead),
        Route("GET", "/v1/records/{id}/versions", .recordHistory),
        Route("POST", "/v1/records/{id}/versions", .noteAmend),
        Route("GET", "/v1/records/{id}/content", .documentGet),
        Route("PUT", "/v1/records/{id}/content", .documentReplace),
        Route("POST", "/v1/keys/rotate", .keyRotate),
        Route("GET", "/v1/keys", .keyStatus),
        Route("GET", "/v1/ledger", .ledgerShow),
        Route("GET", "/v1/ledger/verification", .ledgerVerify),
        Route("GET", "/v1/doctor", .doctor),
        Route("GET", "/v1/custodians", .custodiansShow),
        Route("POST", "/v1/custodians", .custodiansSet),
        Route("POST", "/v1/custodians/confirm", .custodiansConfirm),
        Route("POST", "/v1/recoveries", .recoveryBegin),
        Route("GET", "/v1/recoveries/{id}", .recoveryShow),
        Route("DELETE", "/v1/recoveries/{id}", .recoveryCancel),
        Route("POST", "/v1/recoveries/{id}/words", .recoveryWords),
        Route("POST", "/v1/recoveries/{id}/cards", .recoveryCard),
        Route("POST", "/v1/keys/house/rotate", .houseRotate),
        Route("GET", "/v1/keys/house", .houseStatus),
        // People.
        Route("POST", "/v1/session/passphrase", .accountPassphrase),
        Route("POST", "/v1/accounts/{name}/role", .accountRole),
        Route("GET", "/v1/proposals", .proposalList),
        Route("GET", "/v1/proposals/{id}", .proposalShow),
        Route("POST", "/v1/proposals/{id}/agree", .proposalAgree),
        Route("POST", "/v1/proposals/{id}/withdraw", .proposalWithdraw),
        Route("GET", "/v1/limits", .limitsShow),
        Route("POST", "/v1/limits", .limitsPropose),
        Route("POST", "/v1/records/{id}/withdraw", .recordWithdraw),
        Route("POST", "/v1/records/{id}/destroy", .recordDestroy),
        Route("POST", "/v1/cases/{code}/hold", .caseHold),
        Route("POST", "/v1/cases/{code}/unhold", .caseUnhold),
        Route("POST", "/v1/cases/{code}/dispose", .caseDispose),
        Route("GET", "/v1/cases/{code}/certificate", .caseCertificate),
        Route("POST", "/v1/backups/keys", .backupRegister),
        Route("GET", "/v1/accounts/{name}/disable", .accountDisablePreview),
        Route("DELETE", "/v1/accounts/{name}/invitation", .accountUninvite),
        Route("POST", "/v1/accounts/{name}/new-key", .accountNewKey),
        Route("GET", "/v1/accounts/{name}/handover", .accountHandoverPreview),
        Route("POST", "/v1/accounts/{name}/handover", .accountHandover),
        Route("POST", "/v1/requests/{id}/decline", .requestDecline),
        Route("POST", "/v1/cases/{code}/unlead", .caseUnlead),
        Route("PUT", "/v1/keys/slots/{name}", .slotSet),
        Route("DELETE", "/v1/keys/slots/{name}", .slotRemove),
        Route("POST", "/v1/seal", .seal),
        Route("GET", "/v1/unseal/{name}", .unsealParameters),
        Route("POST", "/v1/unseal/{name}", .unseal),
    ]

    private init(_ method: String, _ path: String, _ operation: Operation) {
        self.method = method
        self.path = path
        self.operation = operation
    }
}

/// Header names of the protocol that HTTP does not define.
public enum HeaderName {
    /// An invite code, on `enrol`.
    public static let invite = "Sandyk-Invite"
    /// The salt of the unlock key, 16 bytes in hexadecimal, on `enrol` and `vault`.
    public static let salt = "Sandyk-Salt"
    /// Argon2id passes, on `enrol` and `vault`.
    public static let passes = "Sandyk-Passes"
    /// Argon2id memory in KiB, on `enrol` and `vault`.
    public static let memory = "Sandyk-Memory-KiB"
    /// The first admin's name, on `vault`.
    public static let account = "Sandyk-Account"
    /// The salt of the root key's passphrase, 16 bytes in hexadecimal, on `vault`.
    public static let rootSalt = "Sandyk-Root-Salt"
    /// A document's record kind.
    public static let kind = "Sandyk-Kind"
    /// Client-chosen, on every write that makes a record or a version.
    public static let idempotencyKey = "Idempotency-Key"
}
