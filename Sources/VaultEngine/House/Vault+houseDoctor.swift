import Foundation
import VaultModel

extension Vault {
    /// What `doctor` says of root and meta key.
    func houseFindings(_ state: VaultState) -> [Finding] {
        let house = state.house
        var findings: [Finding] = []
        guard let keys = try? keys() else { return findings }
        let slots = keys.keystore.snapshot.slots
        let isRootDue = isRootDue(house, slots)
        let due = house.passphrasesDue(slots).map { KeystoreSlot.name($0.kind) }
        if isRootDue || house.metaDue || house.metaAsked || !due.isEmpty {
            for admin in state.authority.accounts.values where admin.role == .admin && admin.status == .disabled {
                findings.append(disabledAdmin(admin, isRootDue: isRootDue, passphrases: due))
            }
        }
        if slots.count(where: \.isRoot) > 1 {
            let path = RootKeyReader.newPath(of: settings.rootKey, dataFolder: settings.dataFolder)
            findings.append(
                Finding(
                    id: "root-key-waits", severity: .warning,
                    text: "A new root key lies in \(path) and is not in the place of the old one.",
                    advice: "Put it into \(RootKeyReader.place(of: settings.rootKey)) and restart the daemon: the old "
                        + "one goes then, and so does that file."))
        }
        if house.metaAsked {
            findings.append(
                Finding(
                    id: "meta-key-rotates", severity: .warning, text: "Rows are being sealed under a new meta key.",
                    advice: "It goes on by itself; `sandyk key status` says how far it is."))
        }
        let names = slots.map { KeystoreSlot.name($0.kind) }.joined(separator: ", ")
        findings.append(
            Finding(
                id: "house-keys", severity: .fine,
                text: (settings.rootKey == .passphrase
                    ? "" : "The root key is \(days(since: house.rootMadeAt)) old, and an older copy opens nothing. ")
                    + "The meta key is \(days(since: house.metaMadeAt)) old. Ways into the keystore: \(names)."))
        return findings
    }

    /// Whether one disk has all that opens the house: root key, databases, and the keystore or its mirror.
    func diskFindings() -> [Finding] {
        guard case .file(let rootKey) = settings.rootKey else { return [] }
        let places = [rootKey, settings.dataFolder].compactMap { DiskPlace(path: $0) }
        let keystores = settings.keystorePaths.compactMap { DiskPlace(path: $0) }
        guard places.count == 2, !keystores.isEmpty else { return [] }
        let shared = keystores.reduce(into: Set<String>()) { $0.formUnion($1.disks) }
            .intersection(places[0].disks).intersection(places[1].disks)
        guard !shared.isEmpty else { return [] }
        let disk = shared.sorted().joined(separator: ", ")
        let text = "Root key, keystore and databases are on one disk (\(disk))"
        let advice =
            "Use LUKS, a systemd credential bound to the TPM, or a passphrase as the root key: else whoever "
            + "takes the disk has the house lock."
        let all = places + keystores.filter { !$0.disks.isDisjoint(with: shared) }
        if all.allSatisfy({ $0.encryption == .encrypted }) {
            return [Finding(id: "one-disk", severity: .fine, text: text + ", which is encrypted.")]
        }
        let isPlain = all.contains { $0.encryption == .plain }
        return [
            Finding(
                id: "one-disk", severity: .warning,
                text: text + (isPlain ? " without encryption." : "; whether it is encrypted cannot be told from here."),
                advice: advice)
        ]
    }

    private func disabledAdmin(_ admin: Account, isRootDue: Bool, passphrases: [String]) -> Finding {
        let slots = passphrases.map { "Set a new passphrase: `sandyk key slot set \($0)`. " }.joined()
        let rootAdvice =
            switch settings.rootKey {
            case .file(let path):
                RootKeyReader.isReplaceable(path)
                    ? "The root key is rotated by the daemon itself within a minute; if it stays, the log says why."
                    : "The daemon may not write to the folder of \(path), and so cannot rotate the root key: give it that "
                        + "folder, or move the root key into one of its own (`root-key` in Keys)."
            case .credential: "Rotate the root key: `sandyk key rotate --root`, then swap the credential."
            case .passphrase: ""
            }
        return Finding(
            id: "disabled-admin", severity: .warning,
            text: "\(admin.name) was an admin until \(admin.changedAt) and may know the root key and a copy of "
                + "the keystore.",
            advice: (isRootDue && !rootAdvice.isEmpty ? rootAdvice + " " : "") + slots
                + "The meta key is rotated by itself. Until all of it is done, "
                + "treat old copies as known to \(admin.name).")
    }

    private func days(since moment: Timestamp) -> String {
        let days = (max(now.milliseconds, moment.milliseconds) - moment.milliseconds) / 86_400_000
        return days == 1 ? "1 day" : "\(days) days"
    }
}
