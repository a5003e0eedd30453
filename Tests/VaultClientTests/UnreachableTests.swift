import Testing
import VaultModel

import VaultClient

@Suite struct UnreachableTests {
    @Test func `no daemon is told as such, with the socket and without anything that was to be sent`() async {
        let client = VaultClient(socketPath: "/nonexistent/sandykd.sock", token: "sandyk-token-secret")
        let error = await #expect(throws: VaultClientError.self) {
            try await client.search("тайна")
        }
        #expect(error?.code == .unreachable)
        #expect(error?.detail.hasPrefix("/nonexistent/sandykd.sock: ") == true)
        #expect(error.map { "\($0)".contains("тайна") || "\($0)".contains("secret") } == false)
        await client.shutdown()
    }

    @Test func `every write gets a key of its own that fits the protocol`() {
        let keys = (0..<100).map { _ in VaultClient.newIdempotencyKey() }
        #expect(Set(keys).count == 100)
        #expect(keys.allSatisfy { $0.utf8.count == 32 && $0.utf8.count <= Limits.idempotencyKeyBytes })
    }
}
