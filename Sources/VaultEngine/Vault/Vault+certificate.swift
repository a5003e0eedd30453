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
            let facts = DisposalFacts(
                file.code, tombstone.disposal, executedBy: tombstone.by,
                keyCopies: state.disposalCopies[file.id] ?? [], state.authority)
            return DisposalCertificate(
                case: facts.code, caseID: file.id, vaultID: keys.vaultID, proposedBy: facts.proposedBy,
                proposedAt: facts.proposedAt, agreedBy: facts.agreedBy, agreedAt: facts.agreedAt,
                executedBy: facts.executedBy, executedAt: tombstone.at, completedAt: state.disposalsDone[file.id],
                destroyed: tombstone.counts, keyCopies: facts.keyCopies, stays: facts.stays,
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

extension DisposalFacts {
    /// - Parameter keyCopies: registered before it, and not destroyed yet.
    init(
        _ code: CaseCode, _ disposal: Disposal, executedBy: KeyID, keyCopies: [KeyCopy], _ authority: Authority
    ) {
        func name(_ keyID: KeyID) -> String { authority.accounts[keyID]?.name.text ?? "" }
        self.init(
            code: code.text, proposedBy: name(disposal.proposedBy), proposedAt: disposal.proposedAt,
            agreedBy: name(disposal.agreedBy), agreedAt: disposal.agreedAt, executedBy: name(executedBy),
            keyCopies: keyCopies)
    }
}

extension VaultState {
    /// Registered copies of the keys that are not to be destroyed before a moment.
    func keyCopies(goodAt moment: Timestamp) -> [KeyCopy] { keyCopies.filter { $0.until > moment } }
}
