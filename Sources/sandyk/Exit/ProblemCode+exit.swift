import VaultModel

extension ProblemCode {
    /// How `sandyk` ends for every problem: the one place that says so.
    var exitStatus: ExitStatus {
        switch self {
        case .malformedJSON, .unknownField, .invalidValue, .lookalikeLetters, .mediaTypeNotSupported,
            .preconditionRequired, .methodNotAllowed, .compartmentNotForRole, .kindDiffers, .rangeNotSatisfiable:
            .usage
        case .bodyTooLarge, .lengthMismatch, .versionConflict, .idempotencyMismatch, .keyWordsDiffer, .codeTaken,
            .nameTaken, .caseClosed, .caseOpen, .notActive, .nothingToChange, .lastAdmin, .lastLead, .wouldOrphan,
            .alreadyAssigned, .notAssigned, .alreadyInitialised, .costTooLow, .integrity, .noCustodians, .cardRefused,
            .cardsOfAnotherKey, .custodiansSucceeded:
            .data
        case .notFound: .notFound
        case .ledgerUnavailable, .uninitialised, .behindPin, .internalError: .unavailable
        case .requestTimeout, .loginDelayed, .outOfOrder, .tooBusy, .stopping, .recoveryUnderWay, .recoveryDelayed:
            .tryLater
        case .sealed, .rootKeyNotWritable: .unavailable
        case .unsealRefused: .notAllowed
        case .notSealed, .lastSlot: .data
        case .notLoggedIn, .sessionExpired, .loginRefused, .inviteRefused, .notTheOperator, .roleMayNot, .leadOnly,
            .awaitingGrant, .notVouched, .authorOnly, .oneself:
            .notAllowed
        case .needsSecondPerson, .proposalExpired, .proposalDiffers, .alreadyProposed, .lastSecondPerson, .caseHeld,
            .notWithdrawn:
            .data
        case .caseDisposed, .withdrawn: .notFound
        case .notDue: .tryLater
        case .samePerson: .notAllowed
        case .passphraseRefused: .notAllowed
        case .confirmationNeeded, .nobodyLeft: .data
        case .listChanged: .tryLater
        }
    }

    /// What the person can do next with this command line, where the daemon's sentence does not say it already.
    var nextStep: Message? {
        switch self {
        case .wouldOrphan: .nextOrphan
        case .notVouched: .nextVouch
        case .keyWordsDiffer: .nextKeyWords
        case .versionConflict: .nextReadAgain
        case .codeTaken: .nextOtherCode
        case .awaitingGrant: .nextAskHolder
        case .caseClosed: .nextReopen
        case .notAssigned: .nextWho
        case .integrity, .ledgerUnavailable, .behindPin, .internalError: .nextDoctor
        case .notActive: .nextAccountList
        case .loginRefused, .passphraseRefused: .nextDeviceKey
        case .confirmationNeeded: .nextAccountDisable
        default: nil
        }
    }

    /// Whether the same request, with the same idempotency key, may go through after a login or a while.
    var mayPass: Bool {
        switch self {
        case .notLoggedIn, .sessionExpired, .requestTimeout, .tooBusy, .stopping, .ledgerUnavailable, .outOfOrder,
            .uninitialised, .behindPin, .internalError, .sealed:
            true
        default: false
        }
    }
}
