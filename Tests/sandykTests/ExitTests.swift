import Testing
import VaultModel

@testable import sandyk

@Suite struct ExitTests {
    /// Written from DESIGN's list of exit codes, not from the code.
    @Test func `every problem ends with the status that scripts rely on`() {
        var expected: [ProblemCode: Int32] = [:]
        func all(_ status: Int32, _ codes: [ProblemCode]) { for code in codes { expected[code] = status } }
        all(
            64,
            [
                .malformedJSON, .unknownField, .invalidValue, .lookalikeLetters, .mediaTypeNotSupported,
                .preconditionRequired, .methodNotAllowed, .compartmentNotForRole, .kindDiffers, .rangeNotSatisfiable,
            ])
        all(
            65,
            [
                .bodyTooLarge, .lengthMismatch, .versionConflict, .idempotencyMismatch, .keyWordsDiffer, .codeTaken,
                .nameTaken, .caseClosed, .caseOpen, .notActive, .nothingToChange, .lastAdmin, .lastLead, .wouldOrphan,
                .alreadyAssigned, .notAssigned, .alreadyInitialised, .costTooLow, .integrity, .noCustodians,
                .cardRefused,
                .cardsOfAnotherKey, .custodiansSucceeded,
            ])
        all(66, [.notFound])
        all(69, [.ledgerUnavailable, .uninitialised, .behindPin, .internalError])
        all(
            75, [.requestTimeout, .loginDelayed, .outOfOrder, .tooBusy, .stopping, .recoveryUnderWay, .recoveryDelayed])
        all(
            77,
            [
                .notLoggedIn, .sessionExpired, .loginRefused, .inviteRefused, .notTheOperator, .roleMayNot, .leadOnly,
                .authorOnly, .awaitingGrant, .notVouched, .oneself,
            ])
        all(
            65,
            [
                .needsSecondPerson, .proposalExpired, .proposalDiffers, .alreadyProposed, .lastSecondPerson, .caseHeld,
                .notWithdrawn,
            ])
        all(66, [.caseDisposed, .withdrawn])
        all(75, [.notDue])
        all(77, [.samePerson])
        all(69, [.sealed, .rootKeyNotWritable])
        all(65, [.notSealed, .lastSlot])
        all(77, [.unsealRefused])
        for code in [ProblemCode.passphraseRefused] { expected[code] = 77 }
        for code in [ProblemCode.confirmationNeeded, .nobodyLeft] { expected[code] = 65 }
        for code in [ProblemCode.listChanged] { expected[code] = 75 }
        #expect(Set(expected.keys) == Set(ProblemCode.allCases))
        for code in ProblemCode.allCases { #expect(code.exitStatus.rawValue == expected[code], "\(code)") }
    }

    @Test func `what time or a login can mend is tried again, what a person did is not`() {
        #expect(ProblemCode.sessionExpired.mayPass)
        #expect(ProblemCode.stopping.mayPass)
        #expect(!ProblemCode.roleMayNot.mayPass)
        #expect(!ProblemCode.versionConflict.mayPass)
        #expect(!ProblemCode.integrity.mayPass)
    }

    @Test func `a look-alike letter is named with its place`() {
        let error = #expect(throws: NamingError.self) { try AccountName("аinura") }
        let text = error.map { Failure($0).message.text }
        #expect(text?.contains("letter 1") == true)
        #expect(text?.contains("“а”") == true)
        #expect(error.map { Failure($0).status } == .usage)
    }

    @Test func `what would be orphaned is listed`() {
        let problem = Problem(.wouldOrphan, status: 409, detail: "x", orphans: ["KG-2026-0041 psychosocial"])
        let next = Message.orphans(problem.orphans ?? []).text
        #expect(next.contains("KG-2026-0041 psychosocial"))
        #expect(next.contains("--orphan"))
    }

    @Test func `every message has words in English`() {
        let all: [Message] = [
            .contentDiffers, .costBelowFloor, .connectionLost, .passphraseUnusable, .emptyText, .notUnicode,
            .nextDaemon, .nextSendAgain, .nextDoctor, .nextForce, .nextRuntimeDirectory, .nextNoTerminal, .nextOrphan,
            .nextVouch, .nextKeyWords, .nextReadAgain, .nextOtherCode, .nextAskHolder, .nextReopen, .nextWho,
            .nextAccountList, .askPassphraseAgain, .passphraseAdvice, .askInviteCode, .askLabel, .askSearch,
            .askTryAgain, .nobodyLoggedIn, .loggedOut, .waitingForYou, .unchanged, .allFine, .nothingToList,
            .nothingFound, .noCases, .noRequests, .noNotes, .noDocuments, .noEvents, .interrupted, .inputEnded,
            .nextDeviceKey, .deviceKeyMade("x"), .passphraseChanged(deviceKey: nil), .askTakeWords, .askWordsBack,
            .askWordsDiffer, .askOldPassphrase("x"), .deviceKeyUnusable("x"),
            .noProposals, .notAgreed, .proposalChanged, .nextProposalShow, .proposalWithdrawn, .fileIsLaxer, .askAgree,
            .askReason, .proposalsWaiting,
            .orphansRefused, .declined, .newKeysWait, .nobodyHolds, .casesWithoutLead(["x"]), .nextAccountDisable,
            .askYesToTheList, .notConfirmed, .dealBrokenOff, .recoveryGone,
        ]
        for message in all { #expect(!message.text.isEmpty, "\(message)") }
    }
}
