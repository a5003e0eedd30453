import Logging
import VaultCrypto
package import VaultModel
import VaultStore

extension Vault {
    /// `PUT /v1/keys/slots/{name}`: a passphrase as a way into the keystore, in the place of one by that name.
    /// By an admin.
    package func setSlot(
        _ session: Session, name: String, secret: PresentedSlotSecret, salt: String, passes: UInt32, memoryKiB: UInt32
    ) async throws -> HouseStatus {
        try await perform(session, .slotSet) {
            guard let slot = PassphraseSlot(rawValue: name) else { throw PolicyDenial.notFound }
            let (salt, cost) = try unlockParameters(salt: salt, passes: passes, memoryKiB: memoryKiB)
            let made = try KeystoreSlot(passphrase: secret.held.key, kind: slot.kind, salt: salt, cost: cost)
            try await commit(session) { pen, transaction, state in
                // Beside the one that is there: that goes when the ledger says that this one is in its place. The
                // same passphrase with the same salt is the same slot.
                try pen.keys.keystore.update { if !$0.slots.contains(made) { $0.slots.append(made) } }
                try pen.append(
                    pen.event(.slotSet).with(.actor, session.keyID).with(.slot, number: slot.kind)
                        .with(.commitment, made.commitment), transaction, &state)
            }
            let isFinished = await finishSlots(try keys())
            await writePin()
            guard isFinished else {
                throw VaultError(.ledgerUnavailable, "It is set, and the one before it could not be taken out yet.")
            }
            return try await houseStatus()
        }
    }

    /// `DELETE /v1/keys/slots/{name}`: by an admin. The last way in stays; the custodians' is none for a start.
    package func removeSlot(_ session: Session, name: String) async throws -> HouseStatus {
        try await perform(session, .slotRemove) {
            guard let slot = PassphraseSlot(rawValue: name) else { throw PolicyDenial.notFound }
            try await commit(session) { [self] pen, transaction, state in
                // What was removed and is still in the keystore, for want of a mirror, say, is no way in any more.
                let slots = pen.keys.keystore.snapshot.slots.filter(state.house.knows)
                guard slots.contains(where: { $0.kind == slot.kind }) else { throw PolicyDenial.notFound }
                guard slots.contains(where: { $0.kind != slot.kind && canStart($0) }) else {
                    throw VaultError(.lastSlot)
                }
                try pen.append(
                    pen.event(.slotRemoved).with(.actor, session.keyID).with(.slot, number: slot.kind),
                    transaction, &state)
            }
            await finishSlots(try keys())
            return try await houseStatus()
        }
    }

    /// Takes out of the keystore what the ledger does not know: what was removed, or replaced; what a stop kept from
    /// being set; what somebody put there who could write to the file. The last way in stays.
    ///
    /// - Returns: `false` where something could not be taken out yet.
    @discardableResult
    func finishSlots(_ keys: VaultKeys) async -> Bool {
        let durable = queue.state.house
        guard !keys.keystore.snapshot.slots.allSatisfy(durable.knows) else { return true }
        do {
            try await queue.commit { [self] _, state in
                // Known to the batch at hand alone: that may still fail.
                let present = try? RootKeyReader.read(settings.rootKey)
                func isKnown(_ slot: KeystoreSlot) -> Bool {
                    durable.knows(slot) || state.house.knows(slot) || slot.isOpened(by: present)
                }
                let slots = keys.keystore.snapshot.slots
                guard !slots.allSatisfy(isKnown) else { return }
                guard slots.contains(where: { isKnown($0) && canStart($0) }) else { throw VaultError(.lastSlot) }
                try keys.keystore.update { $0.slots = $0.slots.filter(isKnown) }
            }
            await writePin()
            return true
        } catch {
            logger.error(
                "a slot could not be removed yet", metadata: ["reason": "\(translate(error).code.rawValue)"])
            return false
        }
    }

    /// A root key's slot counts where `Keys` names a root key, and not where that is a passphrase.
    private func canStart(_ slot: KeystoreSlot) -> Bool {
        slot.isPassphrase || (slot.isRoot && settings.rootKey != .passphrase)
    }
}
