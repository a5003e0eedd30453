import GRDB

/// Looks into the measured vault's database from outside, so that asking how far it is costs the daemon nothing.
struct VaultRows {
    private let queue: DatabaseQueue

    init(folder: TemporaryFolder) throws {
        var configuration = Configuration()
        configuration.readonly = true
        queue = try DatabaseQueue(path: folder.path("data/vault.db"), configuration: configuration)
    }

    /// The newest epoch of house keys that grants are under.
    func newestEpoch() throws -> Int { try number("SELECT coalesce(max(epoch), 0) FROM compartment_grant") }

    /// Waits until every grant is under a newer epoch.
    func waitForGrants(beyond epoch: Int) async throws {
        try await wait { try number("SELECT EXISTS (SELECT 1 FROM compartment_grant WHERE epoch <= \(epoch))") == 0 }
    }

    /// Waits until nothing rotates that leaves a row: neither inner keys nor the meta key.
    func waitForRest() async throws { try await wait { try number("SELECT count(*) FROM rotation") == 0 } }

    private func wait(until isThere: () throws -> Bool) async throws {
        while try !isThere() { try await Task.sleep(for: .milliseconds(100)) }
    }

    private func number(_ sql: String) throws -> Int {
        try queue.read { try Int.fetchOne($0, sql: sql) } ?? 0
    }
}
