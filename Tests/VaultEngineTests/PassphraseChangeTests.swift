import Foundation
import Testing
import VaultCrypto
import VaultEngine
import VaultModel

/// If one of these fails, a colleague at an unlocked desk locks somebody out, or an old passphrase goes on opening.
@Suite struct PassphraseChangeTests {
    private func key() throws -> PresentedUnlockKey {
        try Random.bytes(32).withUnsafeBytes { try PresentedUnlockKey($0) }
    }

    private func change(
        _ test: TestVault, _ session: Session, from old: PresentedUnlockKey, to new: PresentedUnlockKey,
        passes: UInt32 = 3
    ) async throws -> Done {
        try await test.vault.changePassphrase(
            session, old: old, new: new, salt: String(repeating: "cd", count: 16), passes: passes, memoryKiB: 65_536)
    }

    @Test func `after a new passphrase the old one opens nothing, and everything is as before`() async throws {
        let staff = try await Staff()
        let note = try await staff.vault.writeNote(
            staff.psychologist, code: staff.code, NoteDraft(text: "mine"), idempotencyKey: nil)
        let new = try key()
        let words = try await staff.vault.status(staff.psychologist).keyWords
        _ = try await change(staff.test, staff.psychologist, from: try staff.test.key("cholpon"), to: new)
        #expect(try await staff.vault.readNote(staff.psychologist, id: note.id.hex, version: nil).text == "mine")
        try await staff.test.restart()
        #expect(await refusal { try await staff.test.login("cholpon") } == .loginRefused)
        let salt = try await staff.vault.loginParameters(name: "cholpon").salt
        #expect(salt == String(repeating: "cd", count: 16))
        let token = try await staff.vault.login(name: "cholpon", key: new, uid: 0)
        let session = try staff.vault.session(token: token.token, uid: 0)
        #expect(try await staff.vault.readNote(session, id: note.id.hex, version: nil).text == "mine")
        #expect(try await staff.vault.status(session).keyWords == words)
    }

    @Test func `a wrong old passphrase changes nothing, is an event, and delays as at a login`() async throws {
        let staff = try await Staff(clock: TestClock())
        for _ in 1...4 {
            #expect(
                await refusal { try await change(staff.test, staff.lawyer, from: try key(), to: try key()) }
                    == .passphraseRefused)
        }
        #expect(
            await refusal { try await change(staff.test, staff.lawyer, from: try key(), to: try key()) }
                == .loginDelayed)
        let denied = try await staff.vault.ledger(
            staff.auditor, LedgerFilter(account: "bakyt", kind: "denied"), after: nil, limit: 50
        ).items.filter { $0.operation == "account.passphrase" }
        #expect(denied.contains { $0.outcome == 403 })
        let other = try await staff.vault.login(name: "bakyt", key: try staff.test.key("bakyt"), uid: 77)
        #expect(other.account == "bakyt")
    }

    @Test func `every other session of the account ends, and nobody else's`() async throws {
        let staff = try await Staff()
        let elsewhere = try await staff.test.login("bakyt")
        _ = try await change(staff.test, staff.lawyer, from: try staff.test.key("bakyt"), to: try key())
        #expect(await refusal { try await staff.vault.status(elsewhere) } == .sessionExpired)
        #expect(await refusal { try await staff.vault.status(staff.lawyer) } == nil)
        #expect(await refusal { try await staff.vault.status(staff.psychologist) } == nil)
        let events = try await staff.vault.ledger(
            staff.auditor, LedgerFilter(account: "bakyt", kind: "session-ended"), after: nil, limit: 5
        ).items
        #expect(events.first?.reason == "passphrase changed")
    }

    @Test func `another cost than the vault's is refused`() async throws {
        let staff = try await Staff()
        #expect(
            await refusal {
                try await change(staff.test, staff.lawyer, from: try staff.test.key("bakyt"), to: try key(), passes: 2)
            } == .costTooLow)
        #expect(await refusal { try await staff.test.login("bakyt") } == nil)
    }

    @Test func `who logs in with the old passphrase while it changes has no session afterwards`() async throws {
        let staff = try await Staff()
        let (vault, lawyer) = (staff.vault, staff.lawyer)
        let (old, new) = (try staff.test.key("bakyt"), try key())
        let tokens = await withTaskGroup(of: String?.self) { group in
            for number in 0..<12 {
                // Other users of the machine, so that none waits for another's failures.
                group.addTask { try? await vault.login(name: "bakyt", key: old, uid: UInt32(100 + number)).token }
            }
            group.addTask {
                _ = try? await vault.changePassphrase(
                    lawyer, old: old, new: new, salt: TestVault.salt, passes: 3, memoryKiB: 65_536)
                return nil
            }
            return await group.reduce(into: [String]()) { if let token = $1 { $0.append(token) } }
        }
        for token in tokens {
            for number in 0..<12 {
                #expect(throws: VaultError.self) { try vault.session(token: token, uid: UInt32(100 + number)) }
            }
        }
        #expect(await refusal { try await vault.status(staff.lawyer) } == nil)
        #expect(await refusal { try await vault.login(name: "bakyt", key: old, uid: 7) } == .loginRefused)
    }
}
