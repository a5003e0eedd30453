import VaultModel

/// What a recovery would give one person in one case.
struct RecoveryShare: Sendable {
    let caseID: CaseID
    /// Where the person is let in.
    let compartments: Set<Compartment>
    /// The key versions that the custodians open for them.
    let slots: [KeySlot]
}

/// Finds what a ceremony's scope gives somebody: only what a custodians' key in force can open, and only in
/// compartments that the person's role admits.
struct RecoveryPlan: Sendable {
    let authority: Authority

    /// In rising order of case codes; empty where there is nothing to give.
    func shares(_ scope: Ceremony.Scope, of person: Account, assignedOnly: Bool, by custodians: KeyID? = nil)
        -> [RecoveryShare]
    {
        let files: [CaseFile]
        switch scope {
        case .file(let caseID): files = authority.cases[caseID].map { [$0] } ?? []
        case .account: files = authority.cases.values.sorted { $0.code < $1.code }
        default: files = []
        }
        let signers = custodians.map { [$0] } ?? authority.custodians.keys.filter { authority.isInForce($0) }
        return files.compactMap { file in
            var slots: [KeySlot] = []
            for (compartment, keys) in file.compartments where isOpen(compartment, to: person, in: file, assignedOnly) {
                for (number, version) in keys.versions
                where version.grants[person.keyID] == nil && isMeant(version, scope)
                    && signers.contains(where: { version.custodianGrants[$0] != nil })
                {
                    slots.append(KeySlot(place: Place(file.id, compartment), version: number))
                }
            }
            if slots.isEmpty {
                guard !assignedOnly, case .file = scope, signers.contains(where: { file.hasGrant(of: $0) }) else {
                    return nil
                }
                return leadership(of: person, in: file)
            }
            return RecoveryShare(
                caseID: file.id, compartments: Set(slots.map(\.place.compartment)),
                slots: slots.sorted { ($0.place.compartment, $0.version) < ($1.place.compartment, $1.version) })
        }
    }

    private func isOpen(_ compartment: Compartment, to person: Account, in file: CaseFile, _ assignedOnly: Bool) -> Bool
    {
        if assignedOnly, file.members[person.keyID]?.compartments.contains(compartment) != true { return false }
        let leads =
            file.leads.contains(person.keyID)
            || !file.leads.contains { authority.accounts[$0]?.status == .active }
        return AccessTable.access(role: person.role, isLead: leads, compartment: compartment) > .none
    }

    /// Where no active lead is left, somebody who holds all they may can still be made the lead.
    private func leadership(of person: Account, in file: CaseFile) -> RecoveryShare? {
        guard !file.leads.contains(where: { authority.accounts[$0]?.status == .active }) else { return nil }
        return RecoveryShare(caseID: file.id, compartments: [.identity, .casework], slots: [])
    }

    /// For a case everything; for an account what only somebody of that name held, now or last.
    private func isMeant(_ version: KeyVersion, _ scope: Ceremony.Scope) -> Bool {
        guard case .account(let name) = scope else { return true }
        let holders = version.grants.isEmpty ? [version.lastHolder].compactMap { $0 } : Array(version.grants.keys)
        return !holders.isEmpty && holders.allSatisfy { authority.accounts[$0]?.name == name }
    }
}
