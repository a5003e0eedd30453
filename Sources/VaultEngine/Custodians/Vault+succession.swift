import Logging
import VaultCrypto
import VaultModel
import VaultStore

extension Vault {
    /// The old cards sign for the new key, and seal to it, here and now, everything that they can open: also what
    /// nobody holds any more. Then the old key's grants are gone, all outer keys rotate and inner ones are asked for.
    /// One commit for each case; what a stop cuts off another ceremony with the old cards goes on with.
    func handOver(
        to next: CustodianPublicKeys, needed: UInt8, count: UInt64, _ ceremony: RequestID,
        _ held: HeldCustodianKeys, _ caller: CeremonyCaller
    ) async throws -> [RecoveredItem] {
        try await commit(caller) { pen, transaction, state in
            guard state.authority.custodians[held.keyID]?.successor != next.keyID else { return }
            try pen.sign(
                pen.custodiansEvent(.custodiansSucceeded, next, needed: needed, count: count), by: held, transaction,
                &state)
        }
        var moved: [RecoveredItem] = []
        let files = queue.state.authority.cases.values.filter { $0.hasGrant(of: held.keyID) }
        for file in files.sorted(by: { $0.code < $1.code }) {
            let compartments = try await handOver(file.id, to: next.keyID, held, caller)
            moved.append(RecoveredItem(id: file.code.text, name: nil, compartments: compartments))
        }
        try await commit(caller) { pen, transaction, state in
            try pen.askOuter(nil, by: caller.session?.keyID, reason: .custodiansChanged, transaction, &state)
            try pen.endCeremony(ceremony, outcome: 200, .recovered, by: caller, transaction, &state)
        }
        afterCustodiansChanged()
        return moved
    }

    private func handOver(
        _ caseID: CaseID, to next: KeyID, _ held: HeldCustodianKeys, _ caller: CeremonyCaller
    ) async throws -> [Compartment] {
        try await commit(caller) { [logger] pen, transaction, state in
            guard let file = state.authority.cases[caseID], let recipient = state.authority.custodians[next] else {
                throw PolicyDenial.notFound
            }
            let both = file.needless(ofFormer: held.keyID, current: next)
            if !both.isEmpty {
                try pen.sign(
                    pen.event(.formerCustodiansRemoved).with(.case, caseID).with(.subject, held.keyID), by: held,
                    transaction, &state)
            }
            var gone = both.map { KeySlot(place: Place(caseID, $0.compartment), version: $0.version) }
            for (compartment, keys) in file.compartments.sorted(by: { $0.key < $1.key }) {
                for (number, version) in keys.versions.sorted(by: { $0.key < $1.key })
                where version.custodianGrants[held.keyID] != nil && version.custodianGrants[next] == nil {
                    let slot = KeySlot(place: Place(caseID, compartment), version: number)
                    guard
                        let key = try? pen.keys.compartmentKey(slot, ofCustodians: held, state.authority, transaction)
                    else {
                        logger.error("a custodian grant is damaged")
                        continue
                    }
                    try pen.grant(key, slot, to: GrantRecipient(recipient), signedBy: held, transaction, &state)
                    gone.append(slot)
                }
            }
            for slot in gone {
                try transaction.deleteGrant(
                    pen.keys.grantIndex(slot.place, keyVersion: slot.version, holder: held.keyID))
            }
            let compartments = Set(gone.map(\.place.compartment)).sorted()
            try pen.askOuter(caseID, by: caller.session?.keyID, reason: .custodiansChanged, transaction, &state)
            for compartment in compartments {
                try pen.askInner(
                    Place(caseID, compartment), by: caller.session?.keyID, reason: .custodiansChanged, transaction,
                    &state)
            }
            return compartments
        }
    }
}
