import VaultCrypto
import VaultModel
import VaultStore

/// Opens ledger rows and replays them.
struct LedgerReader: Sendable {
    let keys: VaultKeys

    /// - Throws: ``VaultError`` `integrity` where the row is not what was written.
    func open(_ row: LedgerRow) throws(VaultError) -> LedgerEntry {
        do {
            let bytes = try keys.meta.openPadded(
                row.sealed, context: .ledgerEntry(vault: keys.vaultID, sequence: row.sequence))
            let entry = try LedgerEntry(decoding: bytes)
            guard entry.leaf == row.leaf else { throw VaultError(.integrity) }
            return entry
        } catch {
            throw VaultError(.integrity)
        }
    }

    /// What a replay of the whole ledger found.
    struct Replay: Sendable {
        var state = VaultState()
        /// The tree's root when it had the pinned size; `nil` if it never did.
        var rootAtPin: [UInt8]?
        /// When each person last opened something in each compartment.
        var lastOpened: [Place: [KeyID: Timestamp]] = [:]
        var signatures: UInt64 = 0
    }

    /// Replays every row in order, verifying each leaf, signature and rule.
    ///
    /// - Throws: ``StartRefusal/ledgerDamaged(sequence:)`` at the first row that is not lawful.
    func replay(_ database: VaultDatabase, pinnedSize: UInt64?) async throws -> Replay {
        try await database.read { transaction in
            var replay = Replay()
            if pinnedSize == 0 { replay.rootAtPin = replay.state.tree.root }
            try transaction.forEachLedgerRow { row in
                do {
                    try step(row, &replay)
                } catch {
                    throw StartRefusal.ledgerDamaged(sequence: row.sequence)
                }
                if replay.state.tree.size == pinnedSize { replay.rootAtPin = replay.state.tree.root }
            }
            // A key version and its grants are one commit.
            guard replay.state.authority.heirs == nil else {
                throw StartRefusal.ledgerDamaged(sequence: replay.state.tree.size)
            }
            return replay
        }
    }

    private func step(_ row: LedgerRow, _ replay: inout Replay) throws {
        guard row.sequence == replay.state.tree.size + 1 else { throw MalformedEncoding() }
        let entry = try open(row)
        let event = entry.event
        if let signature = entry.signature {
            try replay.state.authority.applyVerified(event, signature: signature)
            replay.signatures += 1
        }
        replay.state.tree.append(leaf: row.leaf)
        replay.state.note(event)
        if event.kind == .opened, let actor = event.doer, let caseID = event.id(.case, as: CaseID.self),
            let compartment = event.compartment
        {
            replay.lastOpened[Place(caseID, compartment), default: [:]][actor] = event.at
        }
    }
}
