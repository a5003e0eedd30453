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
        if isRootDue || house.metaDue || house.metaAsked {
            for admin in state.authority.accounts.values where admin.role == .admin && admin.status == .disabled {
                findings.append(disabledAdmin(admin, isRootDue: isRootDue))
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
                text: "The root key is \(days(since: house.rootMadeAt)) old, the meta key "
                    + "\(days(since: house.metaMadeAt)); ways into the keystore: \(names)."))
        return findings
    }

    /// Whether one disk has all that opens the house: root key, keystore and databases.
    func diskFindings() -> [Finding] {
        guard case .file(let rootKey) = settings.rootKey else { return [] }
        let places = [rootKey, settings.keystore, settings.dataFolder].compactMap { DiskPlace(path: $0) }
        guard places.count == 3 else { return [] }
        let shared = places.dropFirst().reduce(places[0].disks) { $0.intersection($1.disks) }
        guard !shared.isEmpty else { return [] }
        let disk = shared.sorted().joined(separator: ", ")
        let text = "Root key, keystore and databases are on one disk (\(disk))"
        let advice =
            "Use LUKS, a systemd credential bound to the TPM, or a passphrase as the root key: else whoever "
            + "takes the disk has the house lock."
        if places.allSatisfy({ $0.encryption == .encrypted }) {
            return [Finding(id: "one-disk", severity: .fine, text: text + ", which is encrypted.")]
        }
        let isPlain = places.contains { $0.encryption == .plain }
        return [
            Finding(
                id: "one-disk", severity: .warning,
                text: text + (isPlain ? " without encryption." : "; whether it is encrypted cannot be told from here."),
                advice: advice)
        ]
    }

    private func disabledAdmin(_ admin: Account, isRootDue: Bool) -> Finding {
        let rootAdvice =
            switch settings.rootKey {
            case .file: "The root key is rotated by the daemon itself within a minute; if it stays, the log says why."
            case .credential: "Rotate the root key: `sandyk key rotate --root`, then swap the credential."
            case .passphrase: "Set new passphrases for every slot: `sandyk key slot set technician`."
            }
        return Finding(
            id: "disabled-admin", severity: .warning,
            text: "\(admin.name) was an admin until \(admin.changedAt) and may know the root key and a copy of "
                + "the keystore.",
            advice: (isRootDue ? rootAdvice + " " : "") + "The meta key is rotated by itself. Until both are done, "
                + "treat old copies as known to \(admin.name).")
    }

    private func days(since moment: Timestamp) -> String {
        let days = (max(now.milliseconds, moment.milliseconds) - moment.milliseconds) / 86_400_000
        return days == 1 ? "1 day" : "\(days) days"
    }
}
