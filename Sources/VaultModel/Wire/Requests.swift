/// A JSON body that a client sends. Fields that ``fields`` does not name are refused.
public protocol RequestBody: Codable, Sendable {
    /// Every field's name.
    static var fields: Set<String> { get }
}

/// `POST /v1/accounts`
public struct InviteRequest: RequestBody, Equatable {
    /// See ``AccountName``.
    public var name: String
    /// What the person does.
    public var role: Role
    /// The names of the above.
    public static let fields: Set<String> = ["name", "role", "samePersonAs"]
    /// Another account of the same person: where two people decide, they count once.
    public var samePersonAs: String?
    /// Memberwise.
    public init(name: String, role: Role, samePersonAs: String? = nil) {
        self.name = name
        self.role = role
        self.samePersonAs = samePersonAs
    }
}

/// `POST /v1/accounts/{name}/disable`, `POST /v1/cases/{code}/unassign`: what may be lost has to be typed.
public struct DisableRequest: RequestBody, Equatable {
    /// Whether born compartments may be left without holders.
    public var orphan: Bool?
    /// The account's name again: to disable an account, always; otherwise where ``orphan`` is true.
    public var confirm: String?
    /// The names of the above.
    public static let fields: Set<String> = ["orphan", "confirm"]
    /// Memberwise.
    public init(orphan: Bool? = nil, confirm: String? = nil) {
        self.orphan = orphan
        self.confirm = confirm
    }
}

/// `POST /v1/cases`
public struct OpenCaseRequest: RequestBody, Equatable {
    /// See ``CaseCode``.
    public var code: String
    /// The names of the above.
    public static let fields: Set<String> = ["code"]
    /// Memberwise.
    public init(code: String) { self.code = code }
}

/// `POST /v1/cases/{code}/assign`
public struct AssignRequest: RequestBody, Equatable {
    /// Whom.
    public var name: String
    /// Where; absent: everywhere that the role has a place.
    public var compartments: [Compartment]?
    /// The six words of the person's key, as heard from the person; needed until somebody trusted has vouched.
    public var keyWords: String?
    /// The names of the above.
    public static let fields: Set<String> = ["name", "compartments", "keyWords"]
    /// Memberwise.
    public init(name: String, compartments: [Compartment]? = nil, keyWords: String? = nil) {
        self.name = name
        self.compartments = compartments
        self.keyWords = keyWords
    }
}

/// `POST /v1/cases/{code}/unassign`
public struct UnassignRequest: RequestBody, Equatable {
    /// Whom.
    public var name: String
    /// Whether born compartments may be left without holders.
    public var orphan: Bool?
    /// The account's name again, where ``orphan`` is true.
    public var confirm: String?
    /// The names of the above.
    public static let fields: Set<String> = ["name", "orphan", "confirm"]
    /// Memberwise.
    public init(name: String, orphan: Bool? = nil, confirm: String? = nil) {
        self.name = name
        self.orphan = orphan
        self.confirm = confirm
    }
}

/// `POST /v1/cases/{code}/lead`
public struct LeadRequest: RequestBody, Equatable {
    /// Whom.
    public var name: String
    /// See ``AssignRequest/keyWords``.
    public var keyWords: String?
    /// The names of the above.
    public static let fields: Set<String> = ["name", "keyWords"]
    /// Memberwise.
    public init(name: String, keyWords: String? = nil) {
        self.name = name
        self.keyWords = keyWords
    }
}

/// `POST /v1/accounts/{name}/handover`: a yes to exactly the list that was shown.
public struct HandoverRequest: RequestBody, Equatable {
    /// Who takes over.
    public var to: String
    /// ``Handover/digest`` of the list that was shown.
    public var digest: String
    /// The six words of the key of whoever takes over; needed until somebody trusted has vouched.
    public var keyWords: String?
    /// The names of the above.
    public static let fields: Set<String> = ["to", "digest", "keyWords"]
    /// Memberwise.
    public init(to: String, digest: String, keyWords: String? = nil) {
        self.to = to
        self.digest = digest
        self.keyWords = keyWords
    }
}

/// `POST /v1/cases/{code}/unlead`
public struct UnleadRequest: RequestBody, Equatable {
    /// Whom.
    public var name: String
    /// The names of the above.
    public static let fields: Set<String> = ["name"]
    /// Memberwise.
    public init(name: String) { self.name = name }
}

/// `POST /v1/requests/{id}/approve`
public struct ApproveRequest: RequestBody, Equatable {
    /// See ``AssignRequest/keyWords``.
    public var keyWords: String?
    /// Whether born compartments may be left without holders, where the request is to unassign.
    public var orphan: Bool?
    /// The account's name, where ``orphan`` is true.
    public var confirm: String?
    /// The names of the above.
    public static let fields: Set<String> = ["keyWords", "orphan", "confirm"]
    /// Memberwise.
    public init(keyWords: String? = nil, orphan: Bool? = nil, confirm: String? = nil) {
        self.keyWords = keyWords
        self.orphan = orphan
        self.confirm = confirm
    }
}

/// `POST /v1/cases/{code}/records`, `POST /v1/records/{id}/versions`
public struct NoteDraft: RequestBody, Equatable {
    /// Absent: what the role usually writes. An amendment keeps the kind it has.
    public var kind: RecordKind?
    /// One line; an amendment without it keeps the title.
    public var title: String?
    /// The note.
    public var text: String
    /// The names of the above.
    public static let fields: Set<String> = ["kind", "title", "text"]
    /// Memberwise.
    public init(kind: RecordKind? = nil, title: String? = nil, text: String) {
        self.kind = kind
        self.title = title
        self.text = text
    }
}

/// `POST /v1/search`: words never stand in an address, where they would be logged.
public struct SearchRequest: RequestBody, Equatable {
    /// Looked for in labels, titles, file names and notes, without regard to case.
    public var text: String
    /// The names of the above.
    public static let fields: Set<String> = ["text"]
    /// Memberwise.
    public init(text: String) { self.text = text }
}

/// `POST /v1/keys/rotate`: one case or all.
public struct RotateRequest: RequestBody, Equatable {
    /// A case's code.
    public var `case`: String?
    /// Every case.
    public var all: Bool?
    /// The names of the above.
    public static let fields: Set<String> = ["case", "all"]
    /// Memberwise.
    public init(case code: String? = nil, all: Bool? = nil) {
        self.case = code
        self.all = all
    }
}
