import Foundation
import VaultClient
import VaultModel

/// Outer rotation of many cases, inner rotation of one large case, and note reads while either runs.
struct RotationRun {
    let daemon: Daemon
    let vault: SampleVault
    let folder: TemporaryFolder
    let cases: Int
    let versions: Int

    struct Figures: Codable {
        let cases: Int
        let outerSeconds: Double
        let outerFloorSeconds: Double
        let versions: Int
        let innerSeconds: Double
        let innerFloorSeconds: Double
        let quietP99Microseconds: Double
        let outerP99Microseconds: Double
        let innerP99Microseconds: Double
        var outerShare: Double { outerSeconds / outerFloorSeconds }
        var innerShare: Double { innerSeconds / innerFloorSeconds }
    }

    private static let grantsPerCase = 4
    private static let connections = 16

    func figures() async throws -> Figures {
        let client = VaultClient(socketPath: daemon.socket)
        let admin = client.authenticated(by: vault.adminToken)
        do {
            let figures = try await measure(admin)
            await client.shutdown()
            return figures
        } catch {
            await client.shutdown()
            throw error
        }
    }

    private func measure(_ admin: VaultClient) async throws -> Figures {
        let person = admin.authenticated(by: vault.token)
        try await openCases(admin, person)
        // A disabled admin rotates the outer keys of every case, and no inner ones.
        let (second, third) = (try await makeAdmin("second", admin), try await makeAdmin("third", admin))
        let outer = try await secondsOfOuter(admin) { _ = try await admin.disable(second, confirm: second.text) }
        let floorSize = 138
        let outerFloor = try RotationFloor(
            path: folder.path("outer-floor"), rows: cases * Self.grantsPerCase, byteCount: floorSize
        ).seconds(rows: cases * Self.grantsPerCase, perCommit: 64 * Self.grantsPerCase, layers: 1)
        let (socket, token, notes) = (daemon.socket, vault.token, vault.notes)
        let quiet = try Self.reads(socket, token, notes, seconds: 3)
        async let outerReads = background { try Self.reads(socket, token, notes, seconds: 2) }
        _ = try await secondsOfOuter(admin) { _ = try await admin.disable(third, confirm: third.text) }
        let duringOuter = try await outerReads

        try writeVersions()
        let code = try CaseCode(SampleVault.code)
        let inner = try await secondsOfInner(admin) { _ = try await admin.rotate(code) }
        let innerFloor = try RotationFloor(path: folder.path("inner-floor"), rows: versions, byteCount: 300)
            .seconds(rows: versions, perCommit: 64, layers: 2)
        async let innerReads = background { try Self.reads(socket, token, notes, seconds: 3) }
        _ = try await secondsOfInner(admin) { _ = try await admin.rotate(code) }
        let duringInner = try await innerReads
        return Figures(
            cases: cases, outerSeconds: outer, outerFloorSeconds: outerFloor, versions: versions,
            innerSeconds: inner, innerFloorSeconds: innerFloor, quietP99Microseconds: quiet.p99Microseconds,
            outerP99Microseconds: duringOuter.p99Microseconds, innerP99Microseconds: duringInner.p99Microseconds)
    }

    // MARK: What is there

    /// Each case has its lead and one colleague, in two compartments: four grants.
    private func openCases(_ admin: VaultClient, _ person: VaultClient) async throws {
        let name = try AccountName("colleague")
        let passphrase = "measured, not secret"
        let invitation = try await admin.invite(name, as: .lawyer)
        let words = try await person.enrol(as: name, inviteCode: invitation.code, passphrase: passphrase).keyWords
        for number in 1...cases {
            let code = try CaseCode("KG-2027-\(100_000 + number)")
            _ = try await person.openCase(code)
            _ = try await person.assign(
                AssignRequest(name: name.text, compartments: [.identity, .casework], keyWords: words), to: code)
        }
    }

    private func makeAdmin(_ name: String, _ admin: VaultClient) async throws -> AccountName {
        let name = try AccountName(name)
        let invitation = try await admin.invite(name, as: .admin)
        _ = try await admin.enrol(as: name, inviteCode: invitation.code, passphrase: "measured, not secret")
        return name
    }

    /// Notes of a few bytes, over many connections.
    private func writeVersions() throws {
        var writes = NoteWrites(token: vault.token, text: "a short note")
        let load = Load(socket: daemon.socket, connections: 64, seconds: 600, expecting: 201)
        try load.run(count: versions - SampleVault.noteCount) { writes.next() }
    }

    private static func reads(
        _ socket: String, _ token: String, _ notes: [String], seconds: Double
    ) throws -> Load.Figures {
        let requests = notes.map { request("GET", "/v1/records/\($0)", ["Authorization: Bearer \(token)"]) }
        var turn = 0
        return try Load(socket: socket, connections: connections, seconds: seconds, expecting: 200).run {
            turn += 1
            return requests[turn % requests.count]
        }
    }

    // MARK: Time, by the ledger's own events

    private func secondsOfOuter(_ admin: VaultClient, _ ask: () async throws -> Void) async throws -> Double {
        try await ask()
        let end = try await quietEnd(.outerRotated, admin)
        guard try await admin.keyStatus().items.allSatisfy({ $0.houseState == "current" }) else {
            throw BenchFailure("outer keys still wait")
        }
        return try await seconds(from: .outerAsked, to: end, admin)
    }

    private func secondsOfInner(_ admin: VaultClient, _ ask: () async throws -> Void) async throws -> Double {
        let before = try await newest(.resealed, admin)
        try await ask()
        // Two compartments; the large one ends last.
        var end = before
        repeat {
            try await Task.sleep(for: .milliseconds(500))
            end = try await quietEnd(.resealed, admin)
        } while end == before
        while try await admin.keyStatus().items.contains(where: { item in
            item.id == SampleVault.code && item.compartments.contains { $0.state != "current" }
        }) {
            try await Task.sleep(for: .milliseconds(500))
        }
        return try await seconds(from: .innerAsked, to: try await newest(.resealed, admin), admin)
    }

    private func seconds(from kind: EventKind, to end: Timestamp?, _ admin: VaultClient) async throws -> Double {
        guard let start = try await newest(kind, admin), let end, end >= start else {
            throw BenchFailure("the ledger lacks what was done")
        }
        return Double(end.milliseconds - start.milliseconds) / 1000
    }

    private func newest(_ kind: EventKind, _ admin: VaultClient) async throws -> Timestamp? {
        try await admin.ledger(LedgerQuery(kind: kind), limit: 1).items.first?.at
    }

    /// The newest event's time once it was the same twice, half a second apart.
    private func quietEnd(_ kind: EventKind, _ admin: VaultClient) async throws -> Timestamp? {
        var last = try await newest(kind, admin)
        while true {
            try await Task.sleep(for: .milliseconds(700))
            let next = try await newest(kind, admin)
            if next == last { return next }
            last = next
        }
    }
}

/// Runs blocking work beside the tasks.
private func background<Answer: Sendable>(_ work: @escaping @Sendable () throws -> Answer) async throws -> Answer {
    try await withCheckedThrowingContinuation { continuation in
        Thread { continuation.resume(with: Result { try work() }) }.start()
    }
}
