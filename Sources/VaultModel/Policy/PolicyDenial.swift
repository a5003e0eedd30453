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
}
