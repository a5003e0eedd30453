import VaultCrypto
package import VaultModel
import VaultStore

extension Vault {
    /// `GET /v1/cases/{code}/certificate`: what was destroyed, who decided it, and what can still open it.
    package func certificate(_ session: Session, code: String) async throws -> DisposalCertificate {
        try await perform(session, .caseCertificate, case: code) {
            let file = try caseFile(code, session, .caseCertificate)
            let state = queue.state
            let keys = try keys()
            guard let tombstone = file.disposed, let sequence = state.disposals[file.id] else {
                throw VaultError(.notDue, "The case was not disposed of.")
            }
            guard let row = try await database.read({ try $0.ledgerRow(sequence) }),
                let signer = state.authority.accounts[tombstone.by]
            else { throw VaultError(.integrity) }
            let entry = try LedgerReader(keys: keys).open(row)
            guard let signature = entry.signature else { throw VaultError(.integrity) }
            try await commitPerformed(session, .caseCertificate, case: file.id)
            func name(_ keyID: KeyID) -> String { state.authority.accounts[keyID]?.name.text ?? "" }
            return DisposalCertificate(
                case: file.code.text, caseID: file.id, vaultID: keys.vaultID,
                proposedBy: name(tombstone.disposal.proposedBy), proposedAt: tombstone.disposal.proposedAt,
                agreedBy: name(tombstone.disposal.agreedBy), agreedAt: tombstone.disposal.agreedAt,
                executedBy: name(tombstone.by), executedAt: tombstone.at,
                completedAt: state.disposalsDone[file.id], destroyed: tombstone.counts,
                keyCopies: state.keyCopies.filter { $0.registeredAt <= tombstone.at && $0.until > tombstone.at },
                stays: ["code", "ledger", "certificate", "unregistered-copies", "disk-remanence"],
                event: Hex.encode(try entry.event.encoded()), signature: Hex.encode(signature.bytes),
                signingKey: Hex.encode(signer.signingKey), ledgerSequence: sequence, ledgerSize: state.tree.size,
                ledgerRoot: Hex.encode(state.tree.root))
        }
    }

    /// `POST /v1/backups/keys`: an admin says that there is a copy of the keys, and until when.
    package func registerKeyCopy(_ session: Session, _ request: KeyCopyRequest) async throws -> KeyCopy {
        try await perform(session, .backupRegister) {
            let label = Array(request.label.utf8)
            guard (1...64).contains(label.count), label.allSatisfy({ (0x20...0x7E).contains($0) }) else {
                throw VaultError(.invalidValue, "A label has 1 to 64 printable ASCII characters.", field: "label")
            }
            guard request.until > now else {
                throw VaultError(.nothingToChange, "That day is over: then there is no copy any more.")
            }
            return try await commit(session) { pen, transaction, state in
                try pen.append(
                    pen.event(.keyCopyRegistered).with(.actor, session.keyID).with(.label, label)
                        .with(.expires, number: request.until.milliseconds), transaction, &state)
                return KeyCopy(
                    label: request.label, registeredAt: pen.at, registeredBy: session.account.name.text,
                    until: request.until)
            }
        }
    }
}
