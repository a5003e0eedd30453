/// Everything that the daemon can be asked for. The raw value is its number in the ledger.
public enum Operation: UInt16, CaseIterable, Sendable, Hashable {
    case health = 1
    case contract = 2
    case initialise = 3
    case loginParameters = 4
    case login = 5
    case enrol = 6

    case logout = 10
    case status = 11

    case accountList = 20
    case accountInvite = 21
    case accountSuspend = 22
    case accountResume = 23
    case accountDisable = 24
    case accountPassphrase = 25
    case accountDisablePreview = 26
    case accountUninvite = 27
    case accountHandoverPreview = 28
    case accountHandover = 29
    case requestDecline = 80
    case caseUnlead = 81
    case accountNewKey = 82

    case caseList = 30
    case caseNextCode = 31
    case caseOpen = 32
    case caseShow = 33
    case caseClose = 34
    case caseReopen = 35
    case caseAssign = 36
    case caseUnassign = 37
    case caseLead = 38
    case caseRequests = 39
    case caseWho = 40
    case requestList = 41
    case requestApprove = 42
    case search = 43

    case recordList = 50
    case noteWrite = 51
    case noteRead = 52
    case noteAmend = 53
    case recordHistory = 54
    case documentPut = 55
    case documentReplace = 56
    case documentGet = 57

    case keyRotate = 60
    case keyStatus = 61

    case ledgerShow = 70
    case ledgerVerify = 71
    case doctor = 72

    case custodiansShow = 110
    case custodiansSet = 111
    case custodiansConfirm = 112
    case recoveryBegin = 113
    case recoveryShow = 114
    case recoveryWords = 115
    case recoveryCard = 116
    case recoveryCancel = 117
    case accountRole = 90
    case proposalList = 91
    case proposalShow = 92
    case proposalAgree = 93
    case proposalWithdraw = 94
    case limitsShow = 95
    case limitsPropose = 96
    case recordWithdraw = 97
    case recordDestroy = 98
    case caseHold = 99
    case caseUnhold = 100
    case caseDispose = 101
    case caseCertificate = 102
    case backupRegister = 103
    case houseRotate = 130
    case houseStatus = 131
    case slotSet = 132
    case slotRemove = 133
    case seal = 134
    case unsealParameters = 135
    case unseal = 136

    /// The word used in the ledger's listing and in problem documents, e.g. `case.assign`.
    public var name: String { Self.names[self] ?? "operation-\(rawValue)" }

    private static let names: [Operation: String] = [
        .health: "health", .contract: "contract", .initialise: "init", .loginParameters: "login.parameters",
        .login: "login", .enrol: "account.enrol", .logout: "logout", .status: "status",
        .accountList: "account.list", .accountInvite: "account.invite", .accountSuspend: "account.suspend",
        .accountResume: "account.resume", .accountDisable: "account.disable",
        .accountPassphrase: "account.passphrase", .accountDisablePreview: "account.disable-preview",
        .accountUninvite: "account.uninvite", .requestDecline: "case.decline", .caseUnlead: "case.unlead",
        .accountHandoverPreview: "account.handover-preview", .accountHandover: "account.handover",
        .accountNewKey: "account.new-key",
        .caseList: "case.list", .caseNextCode: "case.next-code", .caseOpen: "case.new", .caseShow: "case.show",
        .caseClose: "case.close", .caseReopen: "case.reopen", .caseAssign: "case.assign",
        .caseUnassign: "case.unassign", .caseLead: "case.lead", .caseRequests: "case.requests",
        .caseWho: "case.who", .requestList: "request.list", .requestApprove: "case.approve",
        .search: "case.find", .recordList: "record.list", .noteWrite: "note.write", .noteRead: "note.read",
        .noteAmend: "note.amend", .recordHistory: "record.history", .documentPut: "doc.put",
        .documentReplace: "doc.replace", .documentGet: "doc.get", .keyRotate: "key.rotate",
        .keyStatus: "key.status", .ledgerShow: "ledger.show", .ledgerVerify: "ledger.verify", .doctor: "doctor",
        .custodiansShow: "custodians.show", .custodiansSet: "custodians.set",
        .custodiansConfirm: "custodians.confirm", .recoveryBegin: "recover.begin", .recoveryShow: "recover.show",
        .recoveryWords: "recover.words", .recoveryCard: "recover.card", .recoveryCancel: "recover.cancel",
        .accountRole: "account.role", .proposalList: "proposal.list", .proposalShow: "proposal.show",
        .proposalAgree: "proposal.agree", .proposalWithdraw: "proposal.withdraw", .limitsShow: "limits.show",
        .limitsPropose: "limits.propose", .recordWithdraw: "record.withdraw", .recordDestroy: "record.destroy",
        .caseHold: "case.hold", .caseUnhold: "case.unhold", .caseDispose: "case.dispose",
        .caseCertificate: "case.certificate", .backupRegister: "backup.register",
        .houseRotate: "house.rotate", .houseStatus: "house.status", .slotSet: "slot.set", .slotRemove: "slot.remove",
        .seal: "seal", .unsealParameters: "unseal.parameters", .unseal: "unseal",
    ]
}

extension Operation {
    /// Whether it also works without a login: custodians need no account, and the operator may have to help the last
    /// admin. What is asked for then is the ceremony's id, or the operator's user id.
    public var worksAtTheConsole: Bool {
        switch self {
        case .recoveryBegin, .recoveryShow, .recoveryWords, .recoveryCard, .recoveryCancel: true
        default: false
        }
    }
}

/// How somebody must stand to a case for an operation on it: the *case* check, the second of three.
public enum Standing: Sendable, Hashable {
    /// The operation names no case.
    case notOnACase
    /// On the case, in any compartment.
    case member
    /// A lead of the case; the roles in `asking` can ask a lead for it.
    case lead
    /// In the compartment that the record belongs to.
    case inCompartment
}

/// One row of the operations table.
public struct OperationRule: Sendable {
    /// Roles that may do it when they stand to the case as ``standing`` says.
    public let roles: Set<Role>
    /// How they must stand to the case.
    public let standing: Standing
    /// Roles for which it exists though they are on no case (`case who`, an admin's asking).
    public let overseers: Set<Role>

    /// Whether the role check, the first of three, lets `role` go on.
    public func admits(_ role: Role) -> Bool { roles.contains(role) || overseers.contains(role) }
}

extension Operation {
    private static let everyone = Set(Role.allCases)
    private static let workers: Set<Role> = [.caseworker, .lawyer, .psychologist]
    private static let overseers: Set<Role> = [.admin, .auditor]

    /// Who may do it: DESIGN's second table, once. `nil` for what needs no login.
    public var rule: OperationRule? {
        func rule(_ roles: Set<Role>, _ standing: Standing = .notOnACase, and overseers: Set<Role> = [])
            -> OperationRule
        {
            OperationRule(roles: roles, standing: standing, overseers: overseers)
        }
        return switch self {
        case .health, .contract, .initialise, .loginParameters, .login, .enrol: nil
        case .logout, .status, .accountList, .ledgerShow, .ledgerVerify, .requestList: rule(Self.everyone)
        case .accountInvite, .accountDisable, .accountDisablePreview, .accountUninvite: rule([.admin])
        case .accountNewKey: rule([.admin])
        case .accountHandoverPreview, .accountHandover: rule(Self.workers.union([.admin]))
        case .requestDecline: rule(Self.workers, .member)
        case .caseUnlead: rule(Self.workers, .lead)
        case .accountPassphrase: rule(Self.everyone)
        case .accountSuspend, .accountResume: rule(Self.overseers)
        case .caseList, .caseNextCode, .caseOpen, .search: rule(Self.workers)
        case .caseShow: rule(Self.workers, .member)
        case .caseRequests: rule(Self.workers, .member, and: [.admin])
        case .caseWho: rule(Self.workers, .member, and: Self.overseers)
        case .caseAssign, .caseUnassign, .caseClose, .caseReopen: rule(Self.workers, .lead, and: [.admin])
        case .caseLead: rule(Self.workers, .lead, and: [.admin])
        case .requestApprove: rule(Self.workers, .member)
        case .recordList: rule(Self.workers, .member)
        case .noteWrite, .noteRead, .noteAmend, .recordHistory, .documentPut, .documentReplace, .documentGet:
            rule(Self.workers, .inCompartment)
        case .keyRotate: rule([.admin])
        case .keyStatus: rule(Self.everyone)
        case .doctor: rule(Self.overseers)
        case .custodiansShow: rule(Self.everyone)
        case .custodiansSet: rule([.admin])
        case .custodiansConfirm: rule(Self.workers)
        case .recoveryBegin, .recoveryCancel: rule(Self.overseers)
        case .recoveryShow, .recoveryWords, .recoveryCard: rule(Self.everyone)
        case .accountRole, .limitsPropose, .backupRegister: rule([.admin])
        case .limitsShow: rule(Self.overseers)
        case .proposalList, .proposalShow, .proposalAgree, .proposalWithdraw: rule(Self.everyone)
        case .recordWithdraw, .recordDestroy: rule(Self.workers, .inCompartment)
        case .caseHold, .caseUnhold: rule(Self.workers, .member, and: [.auditor])
        case .caseDispose: rule(Self.workers, .lead, and: Self.overseers)
        case .caseCertificate: rule(Self.workers, .lead, and: Self.overseers)
        case .houseRotate, .slotSet, .slotRemove: rule([.admin])
        case .houseStatus, .seal: rule(Self.everyone)
        case .unsealParameters, .unseal: nil
        }
    }
}
