import VaultClient
import VaultModel

/// A vault with one case and one psychologist, who is logged in and has written notes of 2 KiB.
struct SampleVault {
    static let noteCount = 200
    static let code = "KG-2026-0001"
    /// 2,048 bytes.
    static let text = String(repeating: "She came on time and slept better this week. \n", count: 45).prefix(2048)

    let token: String
    let adminToken: String
    let notes: [String]

    static func make(_ daemon: Daemon) async throws -> SampleVault {
        let client = VaultClient(socketPath: daemon.socket)
        do {
            let vault = try await fill(client)
            await client.shutdown()
            return vault
        } catch {
            await client.shutdown()
            throw error
        }
    }

    private static func fill(_ client: VaultClient) async throws -> SampleVault {
        let passphrase = "measured, not secret"
        let (admin, psychologist) = (try AccountName("admin"), try AccountName("psychologist"))
        _ = try await client.initialise(admin: admin, passphrase: passphrase, memoryKiB: 65_536)
        let adminToken = try await client.login(as: admin, passphrase: passphrase).token
        let invitation = try await client.authenticated(by: adminToken).invite(psychologist, as: .psychologist)
        _ = try await client.enrol(as: psychologist, inviteCode: invitation.code, passphrase: passphrase)
        let token = try await client.login(as: psychologist, passphrase: passphrase).token
        let person = client.authenticated(by: token)
        let code = try CaseCode(Self.code)
        _ = try await person.openCase(code)
        var notes: [String] = []
        for _ in 0..<noteCount {
            let item = try await person.writeNote(
                NoteDraft(text: String(Self.text)), in: code, idempotencyKey: VaultClient.newIdempotencyKey())
            notes.append(item.id.hex)
        }
        return SampleVault(token: token, adminToken: adminToken, notes: notes)
    }
}
