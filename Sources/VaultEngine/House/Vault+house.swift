import Logging
import VaultCrypto
package import VaultModel
import VaultStore

extension Vault {
    /// `POST /v1/keys/house/rotate`: a new root key, a new meta key, or both. By an admin; no content key is
    /// involved.
    package func rotateHouse(_ session: Session, _ request: HouseRotateRequest) async throws -> HouseStatus {
        try await perform(session, .houseRotate) {
            guard request.root == true || request.meta == true else {
                throw VaultError(.invalidValue, "Say root, meta or both.", field: "root")
            }
            var newRootKey: String?
            if request.root == true {
                try await commit(session) { [self] pen, transaction, state in
                    try beginRootKey(pen, by: session.keyID, .askedByAdmin, transaction, &state)
                }
                newRootKey = try await advanceRootKey()
            }
            if request.meta == true {
                try await commit(session) { pen, transaction, state in
                    try pen.askMeta(by: session.keyID, .askedByAdmin, transaction, &state)
                }
                houseWork.raise()
            }
            var status = try await houseStatus()
            status.newRootKey = newRootKey
            return status
        }
    }

    /// `GET /v1/keys/house`
    package func houseStatus(_ session: Session) async throws -> HouseStatus {
        try await perform(session, .houseStatus) {
            try await commitPerformed(session, .houseStatus)
            return try await houseStatus()
        }
    }

    /// Whether somebody who left may still know what opens the keystore.
    func isRootDue(_ house: HouseState, _ slots: [KeystoreSlot]) -> Bool {
        guard house.rootDue, settings.rootKey == .passphrase else { return house.rootDue }
        return !slots.filter(\.isPassphrase).allSatisfy { house.passphrasesSetSinceDue.contains($0.kind) }
    }

    func houseStatus() async throws -> HouseStatus {
        let keys = try keys()
        let house = queue.state.house
        let contents = keys.keystore.snapshot
        let roots = contents.slots.filter(\.isRoot)
        let pending = roots.count > 1 ? roots.last?.kind : nil
        return HouseStatus(
            root: RootKeyStatus(
                source: settings.rootKey.word, madeAt: house.rootMadeAt,
                state: pending != nil ? "waiting" : isRootDue(house, contents.slots) ? "due" : "current"),
            meta: try await metaStatus(keys, house),
            slots: contents.slots.map {
                SlotItem(id: KeystoreSlot.name($0.kind), pending: $0.kind == pending, setAt: house.slotsSetAt[$0.kind])
            },
            generation: contents.generation)
    }

    /// The house's own long work, until it is cancelled.
    func runHouse() async {
        houseWork.raise()
        for await _ in houseWork.raises {
            if Task.isCancelled { return }
            guard health().state == .ready else { continue }
            await advanceHouse()
        }
    }

    /// Does what waits: a root key that is due where that is a file, then the meta key. Goes on where a stop cut
    /// it off, and at the next minute where something failed.
    package func advanceHouse() async {
        do {
            try await rotateDueKeys()
            _ = try await advanceRootKey()
            await finishSlots(try keys())
            try await advanceMetaKey()
        } catch is CancellationError {
            return
        } catch {
            logger.error(
                "root or meta key could not be rotated yet",
                metadata: ["reason": "\(translate(error).code.rawValue)"])
        }
    }

    /// After an admin was disabled: both keys, as far as the daemon can by itself.
    private func rotateDueKeys() async throws {
        let keys = try keys()
        let house = queue.state.house
        let isFile = if case .file = settings.rootKey { true } else { false }
        let rotatesRoot = house.rootDue && isFile && keys.keystore.snapshot.slots.count(where: \.isRoot) == 1
        guard rotatesRoot || house.metaDue else { return }
        let clock = clock
        try await queue.commit { transaction, state in
            let pen = LedgerPen(keys: keys, at: Timestamp(clock()))
            if state.house.metaDue { try pen.askMeta(by: nil, .accountDisabled, transaction, &state) }
        }
        guard rotatesRoot else { return }
        try await queue.commit { [self] transaction, state in
            guard state.house.rootDue else { return }
            let pen = LedgerPen(keys: keys, at: Timestamp(clock()))
            try beginRootKey(pen, by: nil, .accountDisabled, transaction, &state)
        }
    }
}

extension RootKeySource {
    /// The word used in the protocol.
    var word: String {
        switch self {
        case .file: "file"
        case .credential: "credential"
        case .passphrase: "passphrase"
        }
    }
}

extension KeystoreSlot {
    private static let names: [UInt8: String] = [
        root: "root", secondRoot: "second-root", technician: "technician", director: "director",
        custodians: "custodians",
    ]

    /// The word used in the protocol.
    static func name(_ kind: UInt8) -> String { names[kind] ?? "slot-\(kind)" }

    /// The slot of a word; `nil` for a word that names none.
    static func kind(named name: String) -> UInt8? { names.first { $0.value == name }?.key }
}
