import VaultModel
import VaultStore

/// How many records the ledger says there are in each place: written, and neither destroyed nor disposed of since.
struct RecordCounts: Sendable {
    private var counts: [Place: Int] = [:]
    private var destroyed: Set<RecordID> = []

    /// A place of which the tables have another number of records.
    struct Difference: Sendable {
        let place: Place
        let expected: Int
        let found: Int
    }

    mutating func note(_ event: LedgerEvent) {
        switch event.kind {
        case .written:
            guard event.number(.version, as: UInt64.self) == 1, let place = Place(event) else { return }
            counts[place, default: 0] += 1
        case .recordDestroyed:
            guard let place = Place(event), let record = event.id(.record, as: RecordID.self),
                destroyed.insert(record).inserted
            else { return }
            counts[place, default: 0] -= 1
        case .caseDisposed:
            guard let caseID = event.id(.case, as: CaseID.self) else { return }
            counts = counts.filter { $0.key.caseID != caseID }
        default: break
        }
    }

    /// The places of which the tables have another number of records. Of a case that was disposed of some may be left
    /// for a while: it is not looked at.
    func differing(_ keys: VaultKeys, _ transaction: borrowing ReadTransaction) throws -> [Difference] {
        var differing: [Difference] = []
        for (place, expected) in counts {
            let found = try transaction.recordCount(shelf: keys.shelf(place))
            if found != expected { differing.append(Difference(place: place, expected: expected, found: found)) }
        }
        return differing
    }
}
