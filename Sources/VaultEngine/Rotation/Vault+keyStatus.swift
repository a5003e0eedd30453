package import VaultModel
import VaultStore

extension Vault {
    /// `GET /v1/keys`: what is current, what waits and for whom. Admins and auditors see every case, others
    /// their own compartments of their own cases.
    package func keyStatus(_ session: Session) async throws -> Page<KeyStatusItem> {
        try await perform(session, .keyStatus) {
            try await commitPerformed(session, .keyStatus)
            let state = queue.state
            let files = state.authority.cases.values
                .filter { $0.disposed == nil && (!session.role.worksOnCases || $0.members[session.keyID] != nil) }
                .sorted { $0.code < $1.code }
            let (keys, age, caller) = (try keys(), keyAge, session)
            var items: [KeyStatusItem] = []
            for start in stride(from: 0, to: files.count, by: Self.casesPerRead) {
                let part = files[start..<min(start + Self.casesPerRead, files.count)]
                items += try await database.read { transaction in
                    try part.map { try KeyStatusItem($0, for: caller, state, age, keys, transaction) }
                }
            }
            return Page(items: items)
        }
    }

    /// So many cases in one read, so that no snapshot stands for long.
    private static var casesPerRead: Int { 64 }
}

extension KeyStatusItem {
    fileprivate init(
        _ file: CaseFile, for session: Session, _ state: VaultState, _ age: KeyAge, _ keys: VaultKeys,
        _ transaction: borrowing ReadTransaction
    ) throws {
        var compartments: [CompartmentKeyItem] = []
        let own = file.members[session.keyID]?.compartments ?? []
        for (compartment, compartmentKeys) in file.compartments.sorted(by: { $0.key < $1.key })
        where !session.role.worksOnCases || own.contains(compartment) {
            compartments.append(
                try CompartmentKeyItem(Place(file.id, compartment), compartmentKeys, state, age, keys, transaction))
        }
        self.init(
            id: file.code.text, houseEpoch: state.epoch(of: file.id), houseMadeAt: state.houseMadeAt(file),
            houseState: state.outerAsked[file.id] == nil ? "current" : "asked",
            overdue: age.isOver(state.houseMadeAt(file)), compartments: compartments)
    }
}

extension CompartmentKeyItem {
    fileprivate init(
        _ place: Place, _ compartmentKeys: CompartmentKeys, _ state: VaultState, _ age: KeyAge, _ keys: VaultKeys,
        _ transaction: borrowing ReadTransaction
    ) throws {
        let authority = state.authority
        let isRotating = state.isRotating(place)
        let names = compartmentKeys.holders.keys.filter { state.hasWork(place, for: $0) }
            .compactMap { authority.accounts[$0] }.filter { $0.status == .active }.map(\.name.text).sorted()
        let condition =
            compartmentKeys.versions.values.contains { $0.grants.isEmpty }
            ? "orphaned"
            : state.innerAsked.contains(place) ? "asked" : isRotating ? "resealing" : "current"
        let madeAt = compartmentKeys.versions[compartmentKeys.current]?.madeAt ?? Timestamp(milliseconds: 0)
        let work =
            isRotating || compartmentKeys.versions.count > 1
            ? try Self.remaining(place, compartmentKeys.current, state, keys, transaction) : (remaining: 0, total: 0)
        self.init(
            name: place.compartment, keyVersion: compartmentKeys.current, madeAt: madeAt, state: condition,
            remaining: work.remaining, total: work.total, overdue: age.isOver(madeAt),
            waitsFor: isRotating && !names.isEmpty ? names : compartmentKeys.canBeRecovered ? [Custodians.name] : [],
            custodians: authority.custodianKeyID.map { compartmentKeys.isSealed(to: $0) })
    }

    /// Beyond so many versions the number that waits is counted from the cursor, not by opening each.
    private static var versionsOpened: Int { 4096 }

    /// Record versions still under an older key, or under one for which a newer is asked; and all of them.
    private static func remaining(
        _ place: Place, _ current: UInt64, _ state: VaultState, _ keys: VaultKeys,
        _ transaction: borrowing ReadTransaction
    ) throws -> (remaining: Int, total: Int) {
        let isAsked = state.innerAsked.contains(place)
        let shelf = keys.shelf(place)
        let total = try transaction.versionCount(shelf: shelf)
        if isAsked { return (total, total) }
        let facts = try RotationFacts(place, keys, transaction)
        let start = facts.target == current ? facts.cursor : 0
        let ahead = try transaction.versionCount(shelf: shelf, after: start)
        if ahead > Self.versionsOpened { return (facts.state == .verifying ? 0 : ahead, total) }
        var count = 0
        var cursor = VersionCursor(sequence: start, version: .max)
        while true {
            let page = try transaction.versionSeals(shelf: shelf, after: cursor, limit: 512)
            for seal in page {
                let facts = try VersionFacts(
                    opening: seal.sealed, record: seal.record, version: seal.cursor.version, keys)
                if facts.keyVersion < current { count += 1 }
            }
            guard let last = page.last else { return (count, total) }
            cursor = last.cursor
        }
    }
}
