/// Why an operation, or an authority event, is not lawful. Closed: every case has a problem code.
public enum PolicyDenial: Error, Equatable, Sendable {
    /// This role may never do this. Told before any look-up.
    case roleMayNot
    /// There is no such thing, or not for this person: the same words for both.
    case notFound
    /// On the case, but only a lead may.
    case leadOnly
    /// The case is closed.
    case caseClosed
    /// The case is not closed.
    case caseOpen
    /// A case of that code exists.
    case codeTaken
    /// An active account, or a valid invitation, of that name exists.
    case nameTaken
    /// The invitation is unknown, used or expired.
    case inviteRefused
    /// Nobody whom the granter trusts has vouched for this key id.
    case notVouched
    /// Nobody can add, suspend or disable themselves.
    case oneself
    /// The account cannot be used for this: suspended or disabled.
    case notActive
    /// The account is not suspended, or already is.
    case nothingToChange
    /// The account's role has no place in that compartment.
    case compartmentNotForRole
    /// The last active admin.
    case lastAdmin
    /// The case's last lead.
    case lastLead
    /// A born compartment would be left without holders.
    case wouldOrphan
    /// Already a member with these compartments, or already a lead.
    case alreadyAssigned
    /// Not on this case.
    case notAssigned
    /// Assigned to the compartment, but nobody who holds its key has said yes yet.
    case awaitingGrant
    /// The key version or grant does not follow from what is there (a race, or a forgery).
    case outOfOrder
    /// At this vault's quorum a second person has to agree; propose it.
    case needsSecondPerson
    /// Agreeing takes another person than the one who proposed, or whom it is about; linked accounts are one.
    case samePerson
    /// The proposal is no longer open to agreement.
    case proposalExpired
    /// The agreement was to something else than what is proposed.
    case proposalDiffers
    /// The same is proposed already, or was agreed to and waits.
    case alreadyProposed
    /// A custodians' key that handed over to another is not set again: its own cards put the other in its place.
    case custodiansSucceeded
    /// The last but one person who can decide with another.
    case lastSecondPerson
    /// The case is under a legal hold.
    case caseHeld
    /// The case was disposed of.
    case caseDisposed
    /// The record was withdrawn.
    case withdrawn
    /// Only what was withdrawn is destroyed.
    case notWithdrawn
    /// The waiting time is not over, or nothing was agreed to.
    case notDue
}
