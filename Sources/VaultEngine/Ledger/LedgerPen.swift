import VaultCrypto
import VaultModel
import VaultStore

/// Writes events inside a commit. One moment for all that one commit says.
struct LedgerPen: Sendable {
    let keys: VaultKeys
    let at: Timestamp

    /// An event of this moment.
    func event(_ kind: EventKind) -> LedgerEvent { LedgerEvent(kind, at: at) }

    /// Appends an event of the daemon's own.
    func append(_ event: LedgerEvent, _ transaction: borrowing CommitTransaction, _ state: inout VaultState) throws {
        try write(try LedgerEntry(event, signature: nil), transaction, &state)
    }

    /// Signs an authority event with somebody's unlocked keys, or the custodians', applies it by the rules and appends it.
    ///
    /// - Throws: ``PolicyDenial`` where it is not lawful; then nothing is changed.
    @discardableResult
    func sign(
        _ event: LedgerEvent, by signer: some EventSigner, _ transaction: borrowing CommitTransaction,
        _ state: inout VaultState
    ) throws -> EventIdentity {
        let vault = state.authority.vaultID
        let chained = event.with(.signer, signer.keyID).with(.previous, state.authority.head)
        let signature = try signer.sign(
            try chained.encoded(), context: .authorityEvent(vault: event.kind == .charter ? nil : vault))
        let identity = try EventIdentity(chained, signature: signature, vault: vault)
        try state.authority.apply(chained, identity)
        try write(try LedgerEntry(chained, signature: signature), transaction, &state)
        return identity
    }

    private func write(
        _ entry: LedgerEntry, _ transaction: borrowing CommitTransaction, _ state: inout VaultState
    ) throws {
        let sequence = state.tree.size + 1
        let sealed = try keys.meta.newest.key.sealPadded(
            entry.bytes, context: .ledgerEntry(vault: keys.vaultID, sequence: sequence))
        let leaf = entry.leaf
        try transaction.append(LedgerRow(sequence: sequence, leaf: leaf, sealed: sealed))
        state.tree.append(leaf: leaf)
        state.note(entry.event)
    }
}
