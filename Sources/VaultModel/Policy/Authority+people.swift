extension Authority {
    /// The name that stands for a person: accounts linked at invitation are one person, and so are all key ids
    /// of a name.
    public func person(_ keyID: KeyID) -> String? { accounts[keyID].map { person(named: $0.name) } }

    /// Whether two key ids belong to one person.
    public func isSamePerson(_ one: KeyID, _ other: KeyID) -> Bool {
        one == other || person(one) != nil && person(one) == person(other)
    }

    /// People who can be the second in what concerns the whole vault: admins and auditors who are not disabled, or
    /// whom the custodians are bringing back. Else the other one would decide alone until they are.
    func overseers(without keyID: KeyID? = nil) -> Set<String> {
        let here = accounts.values.filter { !$0.role.worksOnCases && $0.status != .disabled && $0.keyID != keyID }
        let returning = invitations.values.filter { isReturning($0) && !$0.role.worksOnCases }
        return Set((here.map(\.name) + returning.map(\.name)).map { person(named: $0) })
    }

    /// Whether an invitation is the custodians' and was not used yet. Its name is kept for that person, also when it
    /// has expired: only the custodians end it.
    func isReturning(_ invitation: Invitation) -> Bool { !invitation.isUsed && custodians[invitation.by] != nil }

    /// Whether an operation takes a second person at the quorum that was agreed on.
    ///
    /// While there is nobody who could be the second, one acts alone: so a vault of quorum 2 can begin.
    ///
    /// - Parameter role: of an invitation.
    public func needsSecondPerson(_ operation: Operation, role: Role? = nil) -> Bool {
        guard (limits?.quorum ?? 1) > 1, overseers().count > 1 else { return false }
        return switch operation {
        case .accountInvite: role.map { !$0.worksOnCases } ?? true
        case .accountRole, .limitsPropose, .custodiansSet: true
        default: false
        }
    }

    /// Whether nobody can bring somebody back who lost their keys, but the custodians: the only active admin, or one of
    /// the two without whom nothing is decided. Also once their key has ended, while nobody took their place.
    public func isIrreplaceable(_ subject: Account) -> Bool {
        guard !subject.role.worksOnCases, keyIDs[subject.name.text] == subject.keyID else { return false }
        if subject.role == .admin, active(.admin).allSatisfy({ $0.keyID == subject.keyID }) { return true }
        if subject.status != .disabled { return isLastSecondPerson(subject) }
        return invitations.values.contains { $0.name == subject.name && isReturning($0) }
    }

    /// Whether the vault would be left with one person where two decide.
    func isLastSecondPerson(_ subject: Account) -> Bool {
        guard (limits?.quorum ?? 1) > 1, !subject.role.worksOnCases, overseers().count > 1 else { return false }
        return overseers(without: subject.keyID).count < 2
    }

    /// Whether an invitation may say that a name is the person of another one. A name that had an account of its own
    /// is somebody already: else one admin could make two people one, and be both where two have to agree.
    func mayLink(_ name: AccountName, _ other: AccountName) -> Bool {
        keyIDs[name.text] == nil || person(named: name) == person(named: other)
    }

    /// From now on two names are one person's.
    mutating func link(_ name: AccountName, _ other: AccountName) {
        let (one, two) = (person(named: name), person(named: other))
        if one != two { links[one] = two }
    }

    private func person(named name: AccountName) -> String {
        var text = name.text
        while let next = links[text] { text = next }
        return text
    }
}
