import Foundation
import VaultClient
import VaultModel

/// Outer rotation of many cases, and inner rotation of one case with many record versions, each beside its floor;
/// and how long a note's read takes meanwhile.
struct RotationRun {
    let daemon: Daemon
    let vault: SampleVault
    let folder: TemporaryFolder
    let cases: Int
    let versions: Int

    struct Figures: Codable {
        /// One rotation beside its floor.
        struct Pair: Codable {
            let rows: Int
            let vaultSeconds: Double
            let floorSeconds: Double
            var timesFloor: Double { vaultSeconds / floorSeconds }
        }
        let outer: Pair
        let inner: Pair
        /// Reads of a note over one connection, before the inner rotation and while it runs.
        let quiet: Load.Figures
        let during: Load.Figures
        var timesQuiet: Double { during.p99Microseconds / quiet.p99Microseconds }
    }

    private static let reading = 3.0

    func figures() async throws -> Figures {
        let client = VaultClient(socketPath: daemon.socket)
        do {
            let figures = try await figures(client)
            await client.shutdown()
            return figures
        } catch {
            await client.shutdown()
            throw error
        }
    }

    private func figures(_ client: VaultClient) async throws -> Figures {
        let admin = client.authenticated(by: vault.adminToken)
        let inner = try await inner(client, admin)
        let outer = try await outer(client, admin)
        return Figures(outer: outer, inner: inner.pair, quiet: inner.quiet, during: inner.during)
    }

    // MARK: Outer

    private func outer(_ client: VaultClient, _ admin: VaultClient) async throws -> Figures.Pair {
        let lead = client.authenticated(by: vault.token)
        let codes = try (0..<cases).map { try CaseCode("KG-2025-\($0)") }
        let colleague = AssignRequest(
            name: SampleVault.colleague, compartments: [.identity, .casework], keyWords: vault.colleagueWords)
        try await Self.each(codes) { code in
            _ = try await lead.openCase(code)
            _ = try await lead.assign(colleague, to: code)
        }
        let began = Date()
        _ = try await admin.rotate(nil)
        let ended = try await lastEvent(.outerRotated, admin) { try await admin.keyStatus().items.allSatisfy { $0.houseState == "current" } }
        let floor = try RotationFloor(
            path: folder.path("floor-outer.db"), rows: cases * 4, plaintexts: [138], beside: 0, rowsPerCommit: 256)
        return Figures.Pair(
            rows: cases * 4, vaultSeconds: ended.timeIntervalSince(began), floorSeconds: try floor.seconds())
    }

    // MARK: Inner

    private func inner(
        _ client: VaultClient, _ admin: VaultClient
    ) async throws -> (pair: Figures.Pair, quiet: Load.Figures, during: Load.Figures) {
        let lead = client.authenticated(by: vault.token)
        let code = try CaseCode("KG-2024-1")
        _ = try await lead.openCase(code)
        try await Self.each(Array(0..<versions)) { number in
            _ = try await lead.writeNote(
                NoteDraft(kind: .intake, text: "Measured, version \(number)."), in: code,
                idempotencyKey: VaultClient.newIdempotencyKey())
        }
        let quiet = try reads()
        let began = Date()
        _ = try await admin.rotate(code)
        let during = try reads()
        let ended = try await lastEvent(.resealed, admin) {
            try await admin.keyStatus().items.first { $0.id == code.text }?.compartments.allSatisfy { $0.state == "current" } == true
        }
        let floor = try RotationFloor(
            path: folder.path("floor-inner.db"), rows: versions, plaintexts: [32, 256], beside: 400,
            rowsPerCommit: 64)
        let pair = Figures.Pair(
            rows: versions, vaultSeconds: ended.timeIntervalSince(began), floorSeconds: try floor.seconds())
        return (pair, quiet, during)
    }

    private func reads() throws -> Load.Figures {
        let reads = vault.notes.map { request("GET", "/v1/records/\($0)", ["Authorization: Bearer \(vault.token)"]) }
        var turn = 0
        return try Load(socket: daemon.socket, connections: 1, seconds: Self.reading, expecting: 200).run {
            turn += 1
            return reads[turn % reads.count]
        }
    }

    // MARK: What both need

    /// Waits, looking seldom so that looking costs little, then asks the ledger when the last step was.
    private func lastEvent(
        _ kind: EventKind, _ admin: VaultClient, isDone: () async throws -> Bool
    ) async throws -> Date {
        for _ in 0..<600 {
            if try await isDone() {
                guard let last = try await admin.ledger(LedgerQuery(kind: kind), limit: 1).items.first else { break }
                return last.at.date
            }
            try await Task.sleep(for: .seconds(1))
        }
        throw BenchFailure("the rotation did not end in ten minutes")
    }

    /// Sixty-four at a time: what shares commits is prepared faster.
    private static func each<Item: Sendable>(
        _ items: [Item], _ body: @escaping @Sendable (Item) async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, item) in items.enumerated() {
                if number >= 64 { try await group.next() }
                group.addTask { try await body(item) }
            }
            try await group.waitForAll()
        }
    }
}
