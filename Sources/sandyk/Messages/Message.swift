import VaultClient
import VaultModel

/// Everything that `sandyk` says. Each language is one switch over these cases (`Message+english.swift`); help texts
/// are in `Help.swift`, headings of tables in `Heading.swift`, the daemon's sentences in VaultModel.
enum Message: Sendable {
    // What went wrong.
    indirect case error(Message)
    indirect case failedFor(String, Message)
    indirect case both(Message, Message)
    case problem(Problem)
    case naming(NamingError)
    case system(SystemError)
    case unexpected(String)
    case interrupted
    case daemonAway(String), connectionLost, notTheProtocol(String)
    case contentDiffers, costBelowFloor, passphraseUnusable, sourceFailed(String)
    case runFolderUnusable(String), runFolderOpen(String), runFolderOnDisk(String)
    case fileExists(String), noSuchFile(String), noSuchFolder(String), notAFile(String), nameTooLong(String)
    case tooLongHere(String), noteTooLong, emptyText, notUnicode, notOnATerminal
    case noTerminal(String), inputEnded
    case passphraseTooShort(Int), passphrasesDiffer, nameDiffers
    case notACompartment(String), notATime(String), prefixNotUnique(String), noSuchVersion(String), isANote(String)
    case editorFailed(String), editorUnknown(String)
    case ledgerDamaged([UInt64])
    case typeContradicts(String, String)
    case scriptedOnATerminal, custodiansNeedTerminal, wordsWithoutName

    // What to do next.
    case nextDaemon, nextSendAgain, nextDoctor, nextForce, nextRunFolder(String), nextRuntimeDirectory, nextNoTerminal
    case nextOrphan, nextVouch, nextKeyWords, nextReadAgain, nextOtherCode, nextAskHolder, nextReopen, nextWho
    case nextAccountList
    case orphans([String])
    case textKept(path: String, command: String), textNotKept(String)

    // Questions.
    case askPassphrase(String), askNewPassphrase(String), askPassphraseAgain, passphraseAdvice
    case askInviteCode, askCode(String), askLabel, askSearch, askKeyWords(String), askNameAgain(AccountName)
    case askTryAgain, vouchNeeded(String)
    case askCustodian(Int, of: Int), askCardWritten, askCardWord(Int), askWrongWord(Int), askCardPage, askNextCustodian
    case askCustodianKey, askCustodianWords, askRecoveryWords(String), askSuccessorWords, askCard, askCardMore(Int),
        waitSeconds(Int)

    // Answers.
    case initialised(Initialised), health(Health, socket: String), nobodyLoggedIn, whoIAm(SessionStatus)
    case loggedIn(SessionToken), loggedOut, warning(String), unsentWaiting(String), waitingForYou
    case invited(InvitationCode), enrolled(Enrolled), suspended(AccountName), resumed(AccountName)
    case disabled(AccountName, Done)
    case caseOpened(CaseItem), labelled(CaseCode), caseHead(CaseItem), caseClosed(CaseCode, Done)
    case caseReopened(CaseCode, Done), assigned(CaseCode, Assigned), unassigned(CaseCode, AccountName, Done)
    case leadMade(CaseCode, Assigned), approved(Assigned)
    case noteHead(RecordItem), noteStored(RecordItem), unchanged, unvouchedHolders([String], Compartment)
    case documentStored(RecordItem), documentFetched(FetchedDocument), sums(done: Deed, count: Int, total: Int)
    case rotated(Rotated), ledgerVerified(LedgerVerification), finding(Finding), allFine
    case custodianCard(CardPage), custodiansDealt, dealBrokenOff, custodianKey(String, words: String)
    case askSlotPassphrase(PassphraseSlot), slotPassphraseAdvice, notSealed, notSealedYet, vaultSealed
    case slotSet(PassphraseSlot, HouseStatus), slotRemoved(PassphraseSlot, HouseStatus)
    case houseRotated(HouseStatus, root: Bool, meta: Bool), houseStatus(HouseStatus)
    case custodiansSet(CustodianStatus), custodiansConfirmed(CustodianStatus), custodians(CustodianStatus)
    case custodianProgress(CustodianProgress)
    case recoveryBegan(Recovery), recoveryPurpose(Recovery), recoveryState(Recovery), recoveryCancelled, recoveryGone
    case yesNo(Bool), more(String)
    // Amending.
    case authorOnly(String), followsNewer(RecordItem), askFollow(UInt64), notFollowed(UInt64), addendumHead(
        String, by: String)
    case noProposals, proposal(ProposalItem), agreed(ProposalItem), notAgreed, proposalChanged, nextProposalShow
    case proposalWithdrawn, proposed(Proposed, done: Decided), fileIsLaxer, askAgree, askReason
    case withdrawn(String), withdrawnBecause(String), recordWithdrawn(String), held(CaseCode), unheld(CaseCode)
    case copyRegistered(KeyCopy), proposalsWaiting
    case certificateFits(DisposalCertificate), certificateWrong(String), notACertificate(String)
    case nothingToList, nothingFound, noCases, noRequests, noNotes, noDocuments, noEvents

    // People.
    case deviceKeyUnusable(String), nextDeviceKey, deviceKeyMade(String), passphraseChanged(deviceKey: String?)
    case passphraseWords([String], PassphraseOwner), askTakeWords, askWordsBack, askWordsDiffer
    case askOldPassphrase(String)
    case leavingHead(Leaving), leavingCase(LeavingCase), orphansRefused, uninvited(AccountName), declined
    case casesWithoutLead([String]), newKeysWait, nobodyHolds, leadRemoved(CaseCode, AccountName), lines([String])
    case nextAccountDisable, newKeyInvited(AccountName)
    case handoverHead(Handover), handoverItem(HandoverItem), nothingToHandOver(AccountName), askYesToTheList
    case notConfirmed, handedOver(HandedOver), nextAfterHandover(HandedOver)

    /// What was done to several files or documents.
    enum Deed: Sendable {
        case stored, fetched
    }

    /// What was decided at once, where no second person was needed.
    enum Decided: Sendable {
        case limitsSet, destruction, disposal
    }

    /// In the person's language.
    var text: String {
        switch Language.current {
        case .english: english
        }
    }
}
