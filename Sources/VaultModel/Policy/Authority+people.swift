extension Authority {
    /// The name that stands for a person: accounts linked at invitation are one person, and so are all key ids
    /// of a name.
    public func person(_ keyID: KeyID) -> String? { accounts[keyID].map { person(named: $0.name) } }

    /// Whether two key ids belong to one person.
    public func isSamePerson(_ one: KeyID, _ other: KeyID) -> Bool {
        one == other || person(one) != nil && person(one) == person(other)
    }

    /// People who can be the second in what concerns the whole vault: admins and auditors who are not disabled.
    func overseers(without keyID: KeyID? = nil) -> Set<String> {
        Set(
            accounts.values.filter { !$0.role.worksOnCases && $0.status != .disabled && $0.keyID != keyID }
                .map { person(named: $0.name) })
    }

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

    /// Whether the vault would be left with one person where two decide.
    func isLastSecondPerson(_ subject: Account) -> Bool {
        guard (limits?.quorum ?? 1) > 1, !subject.role.worksOnCases, overseers().count > 1 else { return false }
        return overseers(without: subject.keyID).count < 2
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
