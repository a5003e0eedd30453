import VaultModel

extension Message {
    /// What is said of root and meta key.
    var houseText: String {
        switch self {
        case .houseRotated(let status, let root, let meta):
            [root ? Self.rootRotated(status) : nil, meta ? Self.metaAsked : nil].compactMap { $0 }
                .joined(separator: "\n")
        case .houseStatus(let status): Self.english(status)
        case .askSlotPassphrase(let slot): "The \(slot.rawValue)'s passphrase, which opens the keystore: "
        case .slotPassphraseAdvice:
            "Whoever knows this passphrase can open the vault after a start, and no case. Keep it apart from all\n"
                + "accounts' passphrases. If nobody knows any of them any more, nothing opens, ever."
        case .notSealed: "the vault is not sealed"
        case .notSealedYet: "the daemon does not say yet that it is sealed"
        case .vaultSealed: "the vault is sealed; `sandyk unseal` opens it again"
        case .slotSet(let slot, let status): "the \(slot.rawValue)'s passphrase is set\n" + Self.ways(status)
        case .slotRemoved(let slot, let status): "the \(slot.rawValue)'s passphrase is removed\n" + Self.ways(status)
        default: ""
        }
    }

    private static let metaAsked =
        "a new meta key is asked for; rows are sealed under it in the background (`sandyk key status`)"

    private static func rootRotated(_ status: HouseStatus) -> String {
        guard let path = status.newRootKey else {
            return "the root key is new, and the old one opens nothing that is written from now on; put a copy of the "
                + "new one where the copy of the old one is"
        }
        return "a new root key lies in \(Table.visible(path)): put it in the place of the credential, keep a copy "
            + "apart, then restart the daemon; until then the old one opens the vault"
    }

    private static func english(_ status: HouseStatus) -> String {
        var lines = [
            "root key: \(status.root.source), since \(LocalTime.short(status.root.madeAt)), \(status.root.state)"
                + (status.root.overdue ? " (overdue)" : ""),
            "meta key: since \(LocalTime.short(status.meta.madeAt)), \(status.meta.state)"
                + (status.meta.overdue ? " (overdue)" : "")
                + (status.meta.total > 0 ? " (\(status.meta.done) of about \(status.meta.total) rows)" : ""),
        ]
        lines.append(ways(status))
        return lines.joined(separator: "\n")
    }

    private static func ways(_ status: HouseStatus) -> String {
        let slots = status.slots.map { $0.id + ($0.pending ? " (waits)" : "") }
        return "ways into the keystore: \(slots.joined(separator: ", "))"
    }
}
