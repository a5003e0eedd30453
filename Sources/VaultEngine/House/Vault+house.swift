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
        settings.rootKey == .passphrase ? !house.passphrasesDue(slots).isEmpty : house.rootDue
    }

    func houseStatus() async throws -> HouseStatus {
        let keys = try keys()
        let house = queue.state.house
        let contents = keys.keystore.snapshot
        let roots = contents.slots.filter(\.isRoot)
        let pending = roots.count > 1 ? roots.last?.kind : nil
        let due = Set(house.passphrasesDue(contents.slots).map(\.kind))
        return HouseStatus(
            root: RootKeyStatus(
                source: settings.rootKey.word, madeAt: house.rootMadeAt,
                state: pending != nil ? "waiting" : isRootDue(house, contents.slots) ? "due" : "current",
                overdue: isRootOverdue(house)),
            meta: try await metaStatus(keys, house),
            slots: contents.slots.map {
                SlotItem(
                    id: KeystoreSlot.name($0.kind), pending: $0.kind == pending, due: due.contains($0.kind),
                    setAt: house.slotsSetAt[$0.kind])
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
    /// it off, and at the next minute where something failed; what fails holds nothing else up.
    package func advanceHouse() async {
        guard let keys = try? keys() else { return }
        await attempt("the root key could not be rotated yet") {
            await finishSlots(keys)
            try await askDueRoot(keys)
            _ = try await advanceRootKey()
        }
        await attempt("the meta key could not be rotated yet") {
            try await askDueMeta(keys)
            try await advanceMetaKey()
        }
    }

    private func attempt(_ failure: Logger.Message, _ work: () async throws -> Void) async {
        do {
            try await work()
        } catch is CancellationError {
            return
        } catch {
            logger.error(failure, metadata: ["reason": "\(translate(error).code.rawValue)"])
        }
    }

    /// After an admin was disabled, or where it is too old.
    private func askDueMeta(_ keys: VaultKeys) async throws {
        let (clock, age) = (clock, keyAge)
        guard queue.state.metaReason(age) != nil else { return }
        try await queue.commit { transaction, state in
            guard let reason = state.metaReason(age) else { return }
            let pen = LedgerPen(keys: keys, at: Timestamp(clock()))
            try pen.askMeta(by: nil, reason, transaction, &state)
        }
    }

    /// After an admin was disabled, where it is a file. One that is only too old is for the operator, who has a copy
    /// of it somewhere: `status` and `doctor` ask.
    private func askDueRoot(_ keys: VaultKeys) async throws {
        let clock = clock
        guard case .file = settings.rootKey, queue.state.house.rootDue,
            keys.keystore.snapshot.slots.count(where: \.isRoot) == 1
        else { return }
        try await queue.commit { [self] transaction, state in
            guard state.house.rootDue else { return }
            let pen = LedgerPen(keys: keys, at: Timestamp(clock()))
            try beginRootKey(pen, by: nil, .accountDisabled, transaction, &state)
        }
    }

    /// Whether the root key is older than Keys allows. A passphrase is no key and has no age.
    func isRootOverdue(_ house: HouseState) -> Bool {
        settings.rootKey != .passphrase && keyAge.isOver(house.rootMadeAt)
    }
}

extension VaultState {
    /// Why a new meta key is wanted without anybody's asking; `nil` where none is, or one is on its way.
    fileprivate func metaReason(_ age: KeyAge) -> EventReason? {
        house.metaDue ? .accountDisabled : isMetaOverdue(age) && !house.metaAsked ? .overdue : nil
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
