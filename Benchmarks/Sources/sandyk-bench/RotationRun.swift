import Foundation
import Synchronization
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
        let quiet = try Self.reads(socket, token, notes, seconds: 5)
        let outerEnd = Flag()
        async let outerReads = background { try Self.reads(socket, token, notes, until: outerEnd) }
        _ = try await secondsOfOuter(admin, until: outerEnd) {
            _ = try await admin.disable(third, confirm: third.text)
        }
        let duringOuter = try await outerReads

        try writeVersions()
        let code = try CaseCode(SampleVault.code)
        let inner = try await secondsOfInner(admin) { _ = try await admin.rotate(code) }
        let innerFloor = try RotationFloor(path: folder.path("inner-floor"), rows: versions, byteCount: 300)
            .seconds(rows: versions, perCommit: 64, layers: 2)
        let innerEnd = Flag()
        async let innerReads = background { try Self.reads(socket, token, notes, until: innerEnd) }
        _ = try await secondsOfInner(admin, until: innerEnd) { _ = try await admin.rotate(code) }
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
        _ socket: String, _ token: String, _ notes: [String], seconds: Double = 300, until end: Flag = Flag()
    ) throws -> Load.Figures {
        let requests = notes.map { request("GET", "/v1/records/\($0)", ["Authorization: Bearer \(token)"]) }
        var turn = 0
        let load = Load(socket: socket, connections: connections, seconds: seconds, expecting: 200)
        return try load.run(until: { end.isUp }) {
            turn += 1
            return requests[turn % requests.count]
        }
    }

    // MARK: Time, by the ledger's own events

    private func secondsOfOuter(
        _ admin: VaultClient, until end: Flag = Flag(), _ ask: () async throws -> Void
    ) async throws -> Double {
        let rows = try VaultRows(folder: folder)
        let epoch = try rows.newestEpoch()
        try await ask()
        try await rows.waitForGrants(beyond: epoch)
        end.raise()
        let seconds = try await seconds(from: .outerAsked, to: try await newest(.outerRotated, admin), admin)
        // A disabled admin makes a new meta key due as well; it waits for the outer keys, and is not what is measured.
        try await settle(rows)
        return seconds
    }

    private func secondsOfInner(
        _ admin: VaultClient, until end: Flag = Flag(), _ ask: () async throws -> Void
    ) async throws -> Double {
        let rows = try VaultRows(folder: folder)
        try await ask()
        try await rows.waitForRest()
        end.raise()
        return try await seconds(from: .innerAsked, to: try await newest(.resealed, admin), admin)
    }

    /// Waits until the house's own keys are new too.
    private func settle(_ rows: VaultRows) async throws {
        try await Task.sleep(for: .seconds(2))
        try await rows.waitForRest()
        try await Task.sleep(for: .seconds(1))
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
}

/// Says once that what was waited for is over.
private final class Flag: Sendable {
    private let state = Atomic<Bool>(false)

    var isUp: Bool { state.load(ordering: .relaxed) }

    func raise() { state.store(true, ordering: .relaxed) }
}

/// Runs blocking work beside the tasks.
private func background<Answer: Sendable>(_ work: @escaping @Sendable () throws -> Answer) async throws -> Answer {
    try await withCheckedThrowingContinuation { continuation in
        Thread { continuation.resume(with: Result { try work() }) }.start()
    }
}
