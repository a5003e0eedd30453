package import VaultModel

/// What every operation of ``Vault`` throws: a stable code and, where known, more than the code's sentence.
package struct VaultError: Error, Equatable {
    /// The stable code.
    package let code: ProblemCode
    /// A sentence in place of the code's own. Never content, never a secret.
    package let detail: String?
    /// The field or header that is wrong.
    package let field: String?
    /// Compartments that would be left without holders, as `CODE compartment`.
    package let orphans: [String]?
    /// Seconds to wait before trying again.
    package let retryAfterSeconds: Int?
    /// What an account's end does, where it has to be confirmed.
    package let leaving: Leaving?

    /// An error of `code`.
    package init(
        _ code: ProblemCode, _ detail: String? = nil, field: String? = nil, orphans: [String]? = nil,
        retryAfterSeconds: Int? = nil, leaving: Leaving? = nil
    ) {
        self.leaving = leaving
        self.code = code
        self.detail = detail
        self.field = field
        self.orphans = orphans
        self.retryAfterSeconds = retryAfterSeconds
    }

    /// What a client is told.
    package var problem: Problem {
        Problem(
            code, status: code.status, detail: detail ?? code.sentence, field: field, orphans: orphans,
            retryAfterSeconds: retryAfterSeconds, leaving: leaving)
    }
}

extension VaultError {
    /// The code of a denial: one place.
    package init(_ denial: PolicyDenial) {
        let code: ProblemCode =
            switch denial {
            case .roleMayNot: .roleMayNot
            case .notFound: .notFound
            case .leadOnly: .leadOnly
            case .caseClosed: .caseClosed
            case .caseOpen: .caseOpen
            case .codeTaken: .codeTaken
            case .nameTaken: .nameTaken
            case .inviteRefused: .inviteRefused
            case .notVouched: .notVouched
            case .oneself: .oneself
            case .notActive: .notActive
            case .nothingToChange: .nothingToChange
            case .compartmentNotForRole: .compartmentNotForRole
            case .lastAdmin: .lastAdmin
            case .lastLead: .lastLead
            case .wouldOrphan: .wouldOrphan
            case .alreadyAssigned: .alreadyAssigned
            case .notAssigned: .notAssigned
            case .awaitingGrant: .awaitingGrant
            case .outOfOrder: .outOfOrder
            case .needsSecondPerson: .needsSecondPerson
            case .samePerson: .samePerson
            case .proposalExpired: .proposalExpired
            case .proposalDiffers: .proposalDiffers
            case .custodiansSucceeded: .custodiansSucceeded
            case .alreadyProposed: .alreadyProposed
            case .lastSecondPerson: .lastSecondPerson
            case .caseHeld: .caseHeld
            case .caseDisposed: .caseDisposed
            case .withdrawn: .withdrawn
            case .notWithdrawn: .notWithdrawn
            case .notDue: .notDue
            }
        self.init(code)
    }
}
