import VaultModel

/// How old a key may become before a new one is asked for (`key-max-age-days` in Keys).
struct KeyAge: Sendable {
    /// 0: any age.
    let days: UInt32
    let now: Timestamp

    /// Whether a key made then is too old. A moment ahead of the clock is not.
    func isOver(_ madeAt: Timestamp) -> Bool { days > 0 && madeAt.adding(seconds: UInt64(days) * 86_400) < now }
}

extension VaultState {
    /// When a case's outer keys were last rotated, or the case opened.
    func houseMadeAt(_ file: CaseFile) -> Timestamp { houseMadeAt[file.id] ?? file.openedAt }

    /// Compartments whose newest key is too old, of cases that were not disposed of. One that nobody holds is not among them: nobody can renew it.
    func overdueInner(_ age: KeyAge) -> [Place] {
        authority.cases.values.filter { $0.disposed == nil }.flatMap { file in
            file.compartments.filter { _, keys in
                !keys.holders.isEmpty && keys.versions[keys.current].map { age.isOver($0.madeAt) } == true
            }.keys.map { Place(file.id, $0) }
        }
    }

    /// Whether the meta key is too old. The root key's age is the vault's to tell, since a passphrase has none.
    func isMetaOverdue(_ age: KeyAge) -> Bool { age.isOver(house.metaMadeAt) }

    /// Cases whose outer keys are too old; one that was disposed of has none.
    func overdueOuter(_ age: KeyAge) -> [CaseID] {
        authority.cases.values.filter { $0.disposed == nil && age.isOver(houseMadeAt($0)) }.map(\.id)
    }
}
