internal import NIOCore
public import VaultModel

/// Which events of the ledger are wanted; what is `nil` does not matter.
public struct LedgerQuery: Sendable, Equatable {
    /// Of one case.
    public var code: CaseCode?
    /// Done by or to one account.
    public var account: AccountName?
    /// About one record: its id, or the beginning of it.
    public var record: String?
    /// Of one kind, see ``EventKind/name``.
    public var kind: EventKind?
    /// Not before.
    public var since: Timestamp?
    /// Before.
    public var until: Timestamp?
    /// Memberwise.
    public init(
        code: CaseCode? = nil, account: AccountName? = nil, record: String? = nil, kind: EventKind? = nil,
        since: Timestamp? = nil, until: Timestamp? = nil
    ) {
        self.code = code
        self.account = account
        self.record = record
        self.kind = kind
        self.since = since
        self.until = until
    }
}

extension VaultClient {
    /// New outer keys for one case or, with `nil`, for all, at once; inner rotation is asked for. Admins.
    public func rotate(_ code: CaseCode?) async throws -> Rotated {
        let request = code.map { RotateRequest(case: $0.text) } ?? RotateRequest(all: true)
        return try await ask(.post, RequestPath("keys", "rotate"), json: request)
    }

    /// What is current, what waits and for whom.
    public func keyStatus() async throws -> Page<KeyStatusItem> { try await ask(.get, RequestPath("keys")) }

    /// A new root key, a new meta key, or both. Admins.
    public func rotateHouse(root: Bool, meta: Bool) async throws -> HouseStatus {
        let request = HouseRotateRequest(root: root ? true : nil, meta: meta ? true : nil)
        return try await ask(.post, RequestPath("keys", "house", "rotate"), json: request)
    }

    /// The root key, the meta key and the ways into the keystore.
    public func houseStatus() async throws -> HouseStatus { try await ask(.get, RequestPath("keys", "house")) }

    /// One page of the ledger, newest first.
    public func ledger(_ query: LedgerQuery, after: String? = nil, limit: Int? = nil) async throws -> Page<LedgerItem> {
        let path = RequestPath("ledger").query([
            ("case", query.code?.text), ("account", query.account?.text), ("record", query.record),
            ("kind", query.kind?.name),
            ("since", query.since?.description), ("until", query.until?.description), ("after", after),
            ("limit", limit.map { "\($0)" }),
        ])
        return try await ask(.get, path)
    }

    /// Has every leaf, the root and every signature computed again.
    public func verifyLedger() async throws -> LedgerVerification {
        try await ask(.get, RequestPath("ledger", "verification"), patience: .minutes(30))
    }

    /// What is wrong with the vault, and what to do about it. Admins and auditors; behind a pin, no login.
    public func doctor() async throws -> Page<Finding> { try await ask(.get, RequestPath("doctor")) }
}
