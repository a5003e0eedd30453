import VaultCrypto
import VaultModel
import VaultStore

/// Compares the tables with what the ledger says: rows without an event, and events without their row,
/// stop the start.
struct TableCheck: Sendable {
    let keys: VaultKeys
    let state: VaultState

    /// - Throws: ``StartRefusal/tablesDiffer(table:)``.
    func run(_ database: VaultDatabase) async throws {
        try await database.read { transaction in
            try checkAccounts(transaction)
            try checkGrants(transaction)
        }
    }

    private func checkAccounts(_ transaction: borrowing ReadTransaction) throws {
        let rows = try transaction.accounts()
        guard Set(rows.map(\.keyID)) == Set(state.authority.accounts.keys) else { throw differ("account") }
        for row in rows {
            guard let account = state.authority.accounts[row.keyID],
                let secrets = try? AccountSecrets(opening: row, keys),
                secrets.agreementKey == account.agreementKey, secrets.signingKey == account.signingKey
            else { throw differ("account") }
        }
    }

    private func checkGrants(_ transaction: borrowing ReadTransaction) throws {
        var expected = 0
        for file in state.authority.cases.values {
            for (compartment, compartmentKeys) in file.compartments {
                for (number, version) in compartmentKeys.versions {
                    let slot = KeySlot(place: Place(file.id, compartment), version: number)
                    for (holder, fact) in version.recipients {
                        let id = keys.grantIndex(slot.place, keyVersion: number, holder: holder)
                        guard let row = try transaction.grant(id),
                            let inner = try? keys.openOuter(row, slot, holder: holder),
                            ContentHash.blake2b256(inner) == fact.digest
                        else { throw differ("compartment_grant") }
                        expected += 1
                    }
                }
            }
        }
        // A disposal that was cut off: what is left of its rows is removed after the start.
        for file in state.authority.cases.values where state.disposalsDone[file.id] == nil {
            for id in keys.remainingGrants(of: file) where try transaction.grant(id) != nil { expected += 1 }
        }
        guard try transaction.counts().grants == expected else { throw differ("compartment_grant") }
    }

    private func differ(_ table: String) -> StartRefusal { .tablesDiffer(table: table) }
}
