import VaultCrypto
import VaultModel

extension Vault {
    /// What a ceremony is for, and whose key words it needs: checked before anybody takes a card out of its envelope.
    ///
    /// - Throws: `not-found`, `not-active`, `nothing-to-change` where there is nothing to give, `invalid-value`.
    func plan(
        _ request: BeginRecoveryRequest, _ authority: Authority
    ) throws -> (Ceremony.Scope, [Ceremony.Person]) {
        switch request.purpose {
        case .rehearse: return (.rehearsal, [])
        case .succeed:
            guard let needed = request.needed, let count = request.count else {
                throw VaultError(
                    .invalidValue, "Say how many cards there are, and how many are needed.", field: "needed")
            }
            let next = try custodianKeys(request.publicKeys ?? "", needed: needed, count: count)
            return (.succession(next, needed: needed, count: count), [])
        case .recoverCase: return try planCase(request, authority)
        case .recoverAccount: return try planAccount(request, authority)
        }
    }

    private func planCase(
        _ request: BeginRecoveryRequest, _ authority: Authority
    ) throws -> (Ceremony.Scope, [Ceremony.Person]) {
        guard let code = request.case.flatMap({ try? CaseCode($0) }), let file = authority.caseFile(code) else {
            throw PolicyDenial.notFound
        }
        let scope = Ceremony.Scope.file(file.id)
        if let name = request.to { return (scope, [try person(name, scope, authority)]) }
        let people = file.members.keys.compactMap { authority.accounts[$0] }
            .filter { account in
                account.status == .active
                    && !RecoveryPlan(authority: authority).shares(scope, of: account, assignedOnly: true).isEmpty
            }.sorted { $0.name.text < $1.name.text }
        guard !people.isEmpty else {
            throw VaultError(
                .nothingToChange, "Nobody who is on this case lacks a key that the custodians have. Name somebody (to)."
            )
        }
        return (scope, people.map { Ceremony.Person(keyID: $0.keyID, name: $0.name, isAssignedOnly: true) })
    }

    private func planAccount(
        _ request: BeginRecoveryRequest, _ authority: Authority
    ) throws -> (Ceremony.Scope, [Ceremony.Person]) {
        let account = try subject(named: request.name ?? "")
        guard !account.role.worksOnCases else {
            let scope = Ceremony.Scope.account(account.name)
            return (scope, [try person(request.to ?? account.name.text, scope, authority)])
        }
        guard request.to == nil else {
            throw VaultError(
                .invalidValue, "An admin or auditor holds nothing that another could take over.", field: "to")
        }
        guard authority.isIrreplaceable(account) else {
            throw VaultError(
                .nothingToChange,
                "Others can bring \(account.name) back: an admin with `sandyk account invite \(account.name) --new-key`, "
                    + "and where two decide, a second person who agrees.")
        }
        return (.overseer(account.keyID), [])
    }

    /// Somebody by name who would get something.
    private func person(
        _ name: String, _ scope: Ceremony.Scope, _ authority: Authority
    ) throws -> Ceremony.Person {
        let account = try subject(named: name)
        guard account.status == .active else { throw PolicyDenial.notActive }
        guard account.role.worksOnCases else { throw PolicyDenial.compartmentNotForRole }
        guard !RecoveryPlan(authority: authority).shares(scope, of: account, assignedOnly: false).isEmpty else {
            throw VaultError(
                .nothingToChange,
                "There is nothing that the custodians' cards could give \(account.name): the role has no place there, or "
                    + "nobody sealed it to them.")
        }
        return Ceremony.Person(keyID: account.keyID, name: account.name, isAssignedOnly: false)
    }
}
