import VaultCrypto
import VaultModel
import VaultStore

/// The whole ledger once more, page by page: every leaf, signature and rule, and how many records the tables have.
struct LedgerCheck: Sendable {
    static let damageLimit = 100

    private let keys: VaultKeys
    /// What the daemon wrote since it started must all be there, and be the same.
    private let published: MerkleFrontier
    private var authority = Authority()
    private var rootThen: [UInt8]?
    private var counts = RecordCounts()
    private(set) var tree = MerkleFrontier()
    private(set) var signatures: UInt64 = 0
    /// Sequence numbers of entries that do not fit.
    private(set) var damaged: [UInt64] = []
    private(set) var differing: [RecordCounts.Difference] = []

    init(keys: VaultKeys, published: MerkleFrontier) {
        self.keys = keys
        self.published = published
    }

    /// Whether all that was looked at agrees.
    var isSound: Bool { damaged.isEmpty && rootThen == published.root && differing.isEmpty }

    /// Looks at the next page.
    ///
    /// - Returns: `false` after the last one.
    mutating func next(_ database: VaultDatabase, limit: Int) async throws -> Bool {
        let (after, counted, keys) = (tree.size, counts, keys)
        let page = try await database.read { transaction in
            let rows = try transaction.ledgerRows(.oldestFirst, after: after, limit: limit)
            guard rows.count < limit else { return Page(rows: rows, differing: []) }
            // What there is in the last page's snapshot has to be what the ledger says up to it.
            var counts = counted
            for row in rows { (try? LedgerReader(keys: keys).open(row)).map { counts.note($0.event) } }
            return Page(rows: rows, differing: try counts.differing(keys, transaction))
        }
        for row in page.rows { look(at: row) }
        differing = page.differing
        // A gap would be read for ever; it is damage enough.
        guard let last = page.rows.last, last.sequence == tree.size else { return false }
        return damaged.count < Self.damageLimit && page.rows.count == limit
    }

    private struct Page: Sendable {
        let rows: [LedgerRow]
        let differing: [RecordCounts.Difference]
    }

    private mutating func look(at row: LedgerRow) {
        do {
            guard row.sequence == tree.size + 1 else { throw MalformedEncoding() }
            let entry = try LedgerReader(keys: keys).open(row)
            counts.note(entry.event)
            if let signature = entry.signature {
                try authority.applyVerified(entry.event, signature: signature)
                signatures += 1
            }
        } catch {
            damaged.append(row.sequence)
        }
        tree.append(leaf: row.leaf)
        if tree.size == published.size { rootThen = tree.root }
    }
}
