extension ProblemCode {
    /// The HTTP status of every code: the one place that says so.
    public var status: Int {
        switch self {
        case .malformedJSON, .unknownField, .invalidValue, .lookalikeLetters, .lengthMismatch: 400
        case .notLoggedIn, .sessionExpired, .loginRefused: 401
        case .roleMayNot, .leadOnly, .authorOnly, .oneself, .inviteRefused, .notTheOperator: 403
        case .passphraseRefused: 403
        case .confirmationNeeded, .nobodyLeft, .listChanged: 409
        case .notFound: 404
        case .methodNotAllowed: 405
        case .requestTimeout: 408
        case .codeTaken, .nameTaken, .caseClosed, .caseOpen, .notActive, .nothingToChange, .lastAdmin, .lastLead,
            .wouldOrphan, .alreadyAssigned, .notAssigned, .outOfOrder, .awaitingGrant, .notVouched,
            .alreadyInitialised, .noCustodians, .recoveryUnderWay, .custodiansSucceeded:
            409
        case .needsSecondPerson, .proposalExpired, .proposalDiffers, .alreadyProposed, .lastSecondPerson, .caseHeld,
            .notWithdrawn, .notDue:
            409
        case .samePerson: 403
        case .caseDisposed, .withdrawn: 410
        case .versionConflict: 412
        case .bodyTooLarge: 413
        case .mediaTypeNotSupported: 415
        case .rangeNotSatisfiable: 416
        case .idempotencyMismatch, .keyWordsDiffer, .compartmentNotForRole, .kindDiffers, .costTooLow, .cardRefused,
            .cardsOfAnotherKey:
            422
        case .preconditionRequired: 428
        case .loginDelayed, .recoveryDelayed: 429
        case .integrity, .internalError: 500
        case .ledgerUnavailable, .uninitialised, .behindPin, .tooBusy, .stopping: 503
        case .sealed, .rootKeyNotWritable: 503
        case .unsealRefused: 403
        case .notSealed, .lastSlot: 409
        }
    }
}
