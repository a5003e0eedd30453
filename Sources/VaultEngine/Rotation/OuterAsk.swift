import VaultModel

/// New outer keys that are wanted for a case and not there yet.
struct OuterAsk: Sendable, Equatable {
    /// Why it was asked first.
    let reason: EventReason
    /// Who asked first; absent where the daemon did.
    let actor: KeyID?
    /// Whether new inner keys of every compartment are asked for with it.
    var withInner: Bool

    init(_ event: LedgerEvent) {
        reason = event.number(.reason, as: UInt8.self).flatMap(EventReason.init(rawValue:)) ?? .askedByAdmin
        actor = event.id(.actor)
        withInner = reason == .askedByAdmin
    }

    /// One rotation serves everybody who asked before it.
    func joined(by other: OuterAsk) -> OuterAsk {
        var joined = self
        joined.withInner = withInner || other.withInner
        return joined
    }
}

extension VaultState {
    /// Where a case's outer rotation is: it follows from the ledger and from which house keys there are.
    ///
    /// - Parameter epochs: of the case's house keys in the keystore.
    func outerState(of caseID: CaseID, epochs: some Sequence<UInt64>) -> RotationState {
        let epoch = epoch(of: caseID)
        if outerAsked[caseID] != nil { return epochs.contains { $0 > epoch } ? .prepared : .asked }
        return epochs.contains { $0 < epoch } ? .verifying : .retired
    }

    /// Takes over that new outer keys are asked for: in one case, or in every case that there is.
    mutating func noteOuterAsked(_ event: LedgerEvent) {
        let ask = OuterAsk(event)
        let caseIDs = event.id(.case, as: CaseID.self).map { [$0] } ?? authority.standingCases
        for caseID in caseIDs where authority.cases[caseID]?.disposed == nil {
            outerAsked[caseID] = outerAsked[caseID]?.joined(by: ask) ?? ask
        }
    }

    /// Takes over that a case has new outer keys.
    mutating func noteOuterRotated(_ event: LedgerEvent) {
        guard let caseID = event.id(.case, as: CaseID.self) else { return }
        epochs[caseID] = event.number(.epoch, as: UInt64.self)
        houseMadeAt[caseID] = event.at
        outerAsked[caseID] = nil
    }
}

extension Authority {
    /// The cases that were not disposed of: those that have keys.
    var standingCases: [CaseID] { cases.values.filter { $0.disposed == nil }.map(\.id) }
}
