import Synchronization
import VaultCrypto
import VaultModel

extension Keystore {
    /// Makes the next house key of each case, durably, before any row uses it. Blocks.
    ///
    /// Only a key that this daemon made since the rotation was asked for is used after a commit that failed. An
    /// older one may be in a copy that somebody took before: a newer one is made, and the other goes with the
    /// old ones.
    ///
    /// - Parameter epochs: the epoch that each case's grants are sealed under.
    func prepareHouses(_ epochs: [CaseID: UInt64]) throws {
        let wanting = prepared.withLock { prepared in epochs.filter { (prepared[$0.key] ?? 0) <= $0.value } }
        guard !wanting.isEmpty else { return }
        var made: [CaseID: UInt64] = [:]
        try update { contents in
            for (caseID, epoch) in wanting where !contents.disposed.contains(caseID) {
                let next = max(epoch, contents.houses[caseID]?.keys.max() ?? 0) + 1
                contents.houses[caseID, default: [:]][next] = HeldKey(try HouseKey())
                made[caseID] = next
            }
        }
        prepared.withLock { $0.merge(made) { max($0, $1) } }
    }

    /// Whether a house key was prepared for the rotation that is asked for now.
    func isPrepared(_ caseID: CaseID, after epoch: UInt64) -> Bool {
        prepared.withLock { ($0[caseID] ?? 0) > epoch }
    }

    /// A rotation was asked for anew: what was prepared before, in one case or in all, is not for this one.
    func forgetPrepared(_ caseID: CaseID?) {
        prepared.withLock { prepared in
            if let caseID { prepared[caseID] = nil } else { prepared = [:] }
        }
    }

    /// The house key that was prepared for a case since this daemon started, and its epoch.
    ///
    /// - Throws: ``PolicyDenial/outOfOrder`` where there is none beyond `epoch`.
    func preparedHouse(_ caseID: CaseID, after epoch: UInt64) throws -> (epoch: UInt64, key: HeldKey<HouseKeyRole>) {
        guard let next = prepared.withLock({ $0[caseID] }), next > epoch else { throw PolicyDenial.outOfOrder }
        return (next, try house(caseID, epoch: next))
    }
}
