/// `GET /v1/keys/house`, and the answer to everything that changes these keys.
public struct HouseStatus: Codable, Sendable, Equatable {
    /// The root key.
    public var root: RootKeyStatus
    /// The meta key.
    public var meta: MetaKeyStatus
    /// Every way into the keystore, the newest last.
    public var slots: [SlotItem]
    /// Counts the keystore's rewrites.
    public var generation: UInt64
    /// Where the new root key lies until the operator has put it in the place of the old one; only in the answer
    /// to the rotation that made it, and only where a credential is the source.
    public var newRootKey: String?
    /// Memberwise.
    public init(
        root: RootKeyStatus, meta: MetaKeyStatus, slots: [SlotItem], generation: UInt64, newRootKey: String? = nil
    ) {
        self.root = root
        self.meta = meta
        self.slots = slots
        self.generation = generation
        self.newRootKey = newRootKey
    }
}

/// The root key's state.
public struct RootKeyStatus: Codable, Sendable, Equatable {
    /// `file`, `credential` or `passphrase`.
    public var source: String
    /// When the newest one was proved.
    public var madeAt: Timestamp
    /// `current`; `waiting` where a newer one waits for the operator; `due` where an admin left since.
    public var state: String
    /// Whether it is older than `key-max-age-days` in Keys. A passphrase never is.
    public var overdue: Bool
    /// Memberwise.
    public init(source: String, madeAt: Timestamp, state: String, overdue: Bool) {
        self.source = source
        self.madeAt = madeAt
        self.state = state
        self.overdue = overdue
    }
}

/// The meta key's state.
public struct MetaKeyStatus: Codable, Sendable, Equatable {
    /// When the last rotation ended, or the vault was made.
    public var madeAt: Timestamp
    /// `current`, `asked`, `writing-new`, `resealing`, `verifying` or `retired` (the old one is about to go).
    public var state: String
    /// Rows looked at in this pass.
    public var done: UInt64
    /// Rows there are, about; 0 where nothing rotates.
    public var total: UInt64
    /// Whether it is older than `key-max-age-days` in Keys.
    public var overdue: Bool
    /// Memberwise.
    public init(madeAt: Timestamp, state: String, done: UInt64, total: UInt64, overdue: Bool) {
        self.madeAt = madeAt
        self.state = state
        self.done = done
        self.total = total
        self.overdue = overdue
    }
}

/// One way into the keystore.
public struct SlotItem: Codable, Sendable, Equatable {
    /// `root`, `second-root`, `technician`, `director` or `custodians`.
    public var id: String
    /// Whether it waits for the operator to put the new root key in place.
    public var pending: Bool
    /// Whether an admin who was disabled since may know this passphrase: set a new one.
    public var due: Bool
    /// When it was last set; absent for one that is as old as the vault.
    public var setAt: Timestamp?
    /// Memberwise.
    public init(id: String, pending: Bool, due: Bool, setAt: Timestamp?) {
        self.id = id
        self.pending = pending
        self.due = due
        self.setAt = setAt
    }
}

/// `POST /v1/keys/house/rotate`: one of the two, or both.
public struct HouseRotateRequest: RequestBody, Equatable {
    /// A new root key.
    public var root: Bool?
    /// A new meta key.
    public var meta: Bool?
    /// The names of the above.
    public static let fields: Set<String> = ["root", "meta"]
    /// Memberwise.
    public init(root: Bool? = nil, meta: Bool? = nil) {
        self.root = root
        self.meta = meta
    }
}
