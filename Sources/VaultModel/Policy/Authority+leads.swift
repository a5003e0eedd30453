extension Authority {
    /// Whether somebody who leads the case can log in: not suspended, not disabled.
    public func hasActiveLead(_ file: CaseFile) -> Bool {
        file.leads.contains { accounts[$0]?.status == .active }
    }

    /// Who of a case's members can say that `subject` leads it: nobody while it has an active lead.
    public func electors(of file: CaseFile, for subject: KeyID?) -> Set<KeyID> {
        guard !hasActiveLead(file) else { return [] }
        return Set(file.members.keys.filter { $0 != subject && accounts[$0]?.status == .active })
    }

    /// The cases that would have no active lead without an account that leads them, by code.
    public func casesLosingTheirLead(without keyID: KeyID) -> [CaseFile] {
        cases.values.filter { file in
            file.leads.contains(keyID)
                && !file.leads.contains { $0 != keyID && accounts[$0]?.status == .active }
        }.sorted { $0.code < $1.code }
    }

    /// An open invitation that is withdrawn is as good as used.
    mutating func applyUninvited(_ event: LedgerEvent, by account: Account) throws(PolicyDenial) {
        guard account.role == .admin else { throw .roleMayNot }
        guard let hash = event[.inviteHash], let invitation = invitations[hash], !invitation.isUsed,
            event.text(.name) == invitation.name.text
        else { throw .notFound }
        guard !isReturning(invitation) else { throw .roleMayNot }
        invitations[hash]?.isUsed = true
    }

    /// One lead takes another's lead away, so that at least one stays.
    mutating func removeLead(_ event: LedgerEvent, of file: CaseFile, by account: Account) throws(PolicyDenial) {
        guard let keyID = event.id(.subject, as: KeyID.self), accounts[keyID] != nil else { throw .notFound }
        guard keyID != account.keyID else { throw .oneself }
        guard file.leads.contains(keyID) else { throw .nothingToChange }
        cases[file.id]?.leads.remove(keyID)
    }

    /// The lead of a case that had no active one any more: placed as somebody who opens a case, without a key.
    mutating func succeed(_ subject: Account, to file: CaseFile, at: Timestamp) throws(PolicyDenial) {
        guard subject.status == .active else { throw .notActive }
        let before = file.members[subject.keyID]
        let places = AccessTable.compartments(role: subject.role, isLead: true)
        cases[file.id]?.members[subject.keyID] = Membership(
            compartments: places.union(before?.compartments ?? []), since: before?.since ?? at)
        cases[file.id]?.leads.insert(subject.keyID)
    }
}
