import Glibc
package import VaultModel
import VaultStore

extension Vault {
    /// `GET /v1/doctor`: everything that is wrong here, and what to do about it. Open to everybody while the
    /// database is behind its pin, since nobody can log in then.
    package func doctor(_ session: Session?) async throws -> Page<Finding> {
        if let reason = behindPin {
            return Page(items: [
                Finding(
                    id: "behind-pin", severity: .wrong, text: "The database is behind its pin: \(reason).",
                    advice: "Put the newest copy of vault.db, blobs.db and the keystore back. If a disk lost them, "
                        + "keep this folder as it is and call whoever looks after the backups.")
            ])
        }
        guard let session else {
            _ = try keys()
            throw VaultError(.notLoggedIn)
        }
        return try await perform(session, .doctor) {
            try await commitPerformed(session, .doctor)
            var findings = try await storageFindings()
            findings += keyFindings(queue.state)
            findings += ageFindings(queue.state)
            findings += decisionFindings(queue.state)
            findings += try placeFindings()
            return Page(items: findings)
        }
    }

    private func storageFindings() async throws -> [Finding] {
        var findings: [Finding] = []
        for (name, problems) in [
            ("vault.db", try await database.quickCheck()), ("blobs.db", try await blobs.quickCheck()),
        ] {
            findings.append(
                problems.isEmpty
                    ? Finding(id: "integrity-\(name)", severity: .fine, text: "\(name) is whole.")
                    : Finding(
                        id: "integrity-\(name)", severity: .wrong, text: "\(name) is damaged.",
                        advice: "Stop the daemon, copy the data folder away, and put back the newest copy."))
        }
        findings.append(Finding(id: "pin", severity: .fine, text: "The database extends its pin."))
        return findings
    }

    private func keyFindings(_ state: VaultState) -> [Finding] {
        var findings = custodianFindings(state.authority)
        let authority = state.authority
        findings += houseFindings(state)
        if authority.active(.admin).count == 1 {
            findings.append(
                Finding(
                    id: "one-admin", severity: .warning, text: "There is one active admin.",
                    advice: "Enrol a second one, so that a lost passphrase does not lock everybody out."))
        }
        let rotating = authority.cases.values.flatMap { file in
            file.compartments.keys.filter { state.isRotating(Place(file.id, $0)) }
        }
        if !rotating.isEmpty {
            findings.append(
                Finding(
                    id: "rotation-waits", severity: .warning,
                    text: "\(rotating.count) compartments wait for new inner keys.",
                    advice: "`sandyk key status` says whose login each waits for."))
        }
        let leaderless = authority.cases.values.filter { $0.disposed == nil && !authority.hasActiveLead($0) }
        if !leaderless.isEmpty {
            findings.append(
                Finding(
                    id: "no-lead", severity: .warning,
                    text: "No active lead: " + leaderless.map(\.code.text).sorted().joined(separator: ", ") + ".",
                    advice:
                        "`sandyk case lead CODE NAME` by an admin proposes one; anybody active on the case says yes, "
                        + "else the custodians (`sandyk recover case CODE`)."))
        }
        let lost = authority.cases.values.filter { $0.compartments.values.contains { $0.canBeRecovered } }
        if !lost.isEmpty {
            findings.append(
                Finding(
                    id: "recoverable", severity: .warning,
                    text: "Only the custodians' cards can open records of: "
                        + lost.map(\.code.text).sorted().joined(separator: ", ") + ".",
                    advice: "`sandyk recover case CODE --to NAME`, or `sandyk recover account NAME`."))
        }
        let orphaned = authority.cases.values.flatMap { file in
            file.compartments.filter { $0.value.holders.isEmpty }.map { "\(file.code) \($0.key.name)" }
        }
        if !orphaned.isEmpty {
            findings.append(
                Finding(
                    id: "orphaned", severity: .wrong,
                    text: "Nobody holds these compartments: \(orphaned.sorted().joined(separator: ", ")).",
                    advice: "Their records stay closed; an assigned colleague's next write begins a new key."))
        }
        return findings
    }

    private func placeFindings() throws -> [Finding] {
        var findings: [Finding] = []
        if settings.mirror == nil {
            findings.append(
                Finding(
                    id: "no-mirror", severity: .warning, text: "The keystore has no mirror.",
                    advice: "Set `mirror` in Keys to a path on another disk: without the keystore nothing opens."))
        }
        findings += diskFindings()
        findings.append(
            Finding(
                id: "no-backup", severity: .warning, text: "Sandyk makes no backups by itself yet.",
                advice: "Make cold copies as docs/operating.md says."))
        return findings
    }
}
