import Foundation
import Synchronization
import Testing
import VaultCrypto
import VaultEngine
import VaultModel
import VaultStore

/// If one of these fails, two people at the same moment do what one of them could not.
@Suite struct RaceTests {
    @Test func `disabling somebody who is being assigned leaves a vault that starts`() async throws {
        let staff = try await Staff()
        let codes = (100...115).map { "KG-2026-0\($0)" }
        for code in codes { _ = try await staff.vault.openCase(staff.caseworker, OpenCaseRequest(code: code)) }
        let (vault, caseworker, admin) = (staff.vault, staff.caseworker, staff.admin)
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                for code in codes {
                    _ = try? await vault.assign(caseworker, code: code, AssignRequest(name: "bakyt"))
                }
            }
            group.addTask {
                try? await Task.sleep(for: .milliseconds(3))
                _ = try? await vault.disable(admin, name: "bakyt", DisableRequest(confirm: "bakyt"))
            }
        }
        try await staff.test.restart()
        let again = try await staff.test.login("aizada")
        for code in codes {
            let who = try await staff.vault.who(again, code: code).items
            #expect(!who.contains { $0.name == "bakyt" })
        }
    }

    @Test func `a prepared house key outlives the retiring of others, and the rotation uses it`() async throws {
        let staff = try await Staff()
        let (vault, admin, code) = (staff.vault, staff.admin, staff.code)
        for _ in 1...3 {
            async let rotated = vault.rotate(admin, RotateRequest(all: true))
            async let left = vault.rotate(admin, RotateRequest(case: code))
            let answers = try await (rotated, left)
            #expect(answers.0.outer == 1 && answers.1.outer == 1)
        }
        // One rotation serves both who asked before it.
        #expect((4...7).contains(try await staff.vault.keyStatus(staff.admin).items[0].houseEpoch))
        try await staff.test.restart()
        #expect(try await staff.vault.showCase(staff.test.login("cholpon"), code: staff.code).id == staff.code)
    }

    @Test func `a commit that fails leaves neither its keys nor its pin behind`() async throws {
        let staff = try await Staff()
        let note = try await staff.vault.writeNote(
            staff.psychologist, code: staff.code, NoteDraft(text: "kept"), idempotencyKey: nil)
        _ = try await staff.vault.rotate(staff.admin, RotateRequest(all: true))
        for _ in 1...3 {
            staff.vault.inject(.counted(1))
            try? await staff.vault.advanceRotations(of: staff.psychologist)
        }
        staff.vault.inject(.none)
        let second = try await staff.vault.writeNote(
            staff.psychologist, code: staff.code, NoteDraft(text: "after"), idempotencyKey: nil)
        try await staff.vault.advanceRotations(of: staff.psychologist)
        try await staff.test.restart()
        #expect(staff.vault.health().state == .ready)
        let psychologist = try await staff.test.login("cholpon")
        #expect(try await staff.vault.readNote(psychologist, id: note.id.hex, version: nil).text == "kept")
        #expect(try await staff.vault.readNote(psychologist, id: second.id.hex, version: nil).text == "after")
    }

    @Test func `guesses side by side gain nothing`() async throws {
        let staff = try await Staff()
        let vault = staff.vault
        let refused = Counter()
        await withTaskGroup(of: Void.self) { group in
            for _ in 1...100 {
                group.addTask {
                    let code = await refusal {
                        let wrong = try Random.bytes(32).withUnsafeBytes { try PresentedUnlockKey($0) }
                        return try await vault.login(name: "bakyt", key: wrong, uid: 7)
                    }
                    if code == .loginRefused { refused.add() }
                }
            }
        }
        #expect(refused.value <= 5)
    }

    @Test func `what was begun before a stop is finished; nothing new begins`() async throws {
        let staff = try await Staff()
        let vault = staff.vault
        var sent = 0
        let put = try await vault.putDocument(
            staff.lawyer, code: staff.code,
            DocumentDraft(name: "a.pdf", mediaType: "application/pdf", kind: nil, length: nil), idempotencyKey: nil
        ) {
            sent += 1
            if sent == 2 { await vault.beginStopping() }
            return sent < 4 ? [UInt8](repeating: 1, count: 1_000) : nil
        }
        #expect(put.document?.length == 3_000)
        #expect(await refusal { try await vault.showCase(staff.lawyer, code: staff.code) } == .stopping)
        #expect(await refusal { try await staff.test.login("bakyt") } == .stopping)
    }
}

/// If one of these fails, somebody who left, or an admin, comes back by another door.
@Suite struct BackDoorTests {
    @Test func `an invitation of an admin who was disabled is no longer good`() async throws {
        let staff = try await Staff()
        let other = try await staff.test.enrol("temir", .admin, by: staff.admin)
        let invitation = try await staff.vault.invite(other, InviteRequest(name: "shadow", role: .admin))
        _ = try await staff.vault.disable(staff.admin, name: "temir", DisableRequest(confirm: "temir"))
        #expect(
            await refusal {
                try await staff.vault.enrol(
                    name: "shadow", inviteCode: invitation.code, key: try staff.test.key("shadow"),
                    salt: TestVault.salt, passes: 3, memoryKiB: 65_536, uid: 0)
            } == .inviteRefused)
    }

    @Test func `an admin's wish to orphan a compartment is not the lead's`() async throws {
        let staff = try await Staff()
        _ = try await staff.vault.writeNote(
            staff.psychologist, code: staff.code, NoteDraft(text: "x"), idempotencyKey: nil)
        let asked = try await staff.vault.unassign(
            staff.admin, code: staff.code, UnassignRequest(name: "cholpon", orphan: true, confirm: "cholpon"))
        let request = try #require(asked.request)
        #expect(
            await refusal {
                try await staff.vault.approve(staff.caseworker, id: request.hex, ApproveRequest())
            } == .wouldOrphan)
        _ = try await staff.vault.approve(
            staff.caseworker, id: request.hex, ApproveRequest(orphan: true, confirm: "cholpon"))
    }

    @Test func `who was a lead sees nothing of the case's requests any more`() async throws {
        let staff = try await Staff()
        _ = try await staff.vault.writeNote(
            staff.psychologist, code: staff.code, NoteDraft(text: "x"), idempotencyKey: nil)
        _ = try await staff.test.enrol("dina", .psychologist, by: staff.admin)
        _ = try await staff.vault.makeLead(staff.caseworker, code: staff.code, LeadRequest(name: "bakyt"))
        _ = try await staff.vault.assign(
            staff.lawyer, code: staff.code,
            AssignRequest(name: "dina", compartments: [.psychosocial], keyWords: staff.test.words["dina"]))
        _ = try await staff.vault.unassign(staff.caseworker, code: staff.code, UnassignRequest(name: "bakyt"))
        let lawyer = try await staff.test.login("bakyt")
        #expect(try await staff.vault.requests(lawyer, code: nil).items.isEmpty)
    }

    @Test func `a colleague does not replace another's document`() async throws {
        let staff = try await Staff()
        let put = try await staff.vault.putDocument(
            staff.lawyer, code: staff.code,
            DocumentDraft(name: "a.pdf", mediaType: "application/pdf", kind: .referral, length: nil),
            idempotencyKey: nil, next: pieces([1]))
        #expect(
            await refusal {
                try await staff.vault.replaceDocument(
                    staff.caseworker, id: put.id.hex,
                    DocumentDraft(name: "a.pdf", mediaType: "application/pdf", kind: nil, length: nil), ifMatch: 1,
                    idempotencyKey: nil, next: pieces([2]))
            } == .authorOnly)
    }

    @Test func `a worker's ledger shows nothing of compartments they are not in`() async throws {
        let staff = try await Staff()
        let note = try await staff.vault.writeNote(
            staff.psychologist, code: staff.code, NoteDraft(text: "x"), idempotencyKey: nil)
        let seen = try await staff.vault.ledger(staff.lawyer, LedgerFilter(), after: nil, limit: 200).items
        #expect(
            !seen.contains {
                $0.record == note.id || $0.compartments?.contains(.psychosocial) == true && $0.kind != "assigned"
            })
        let keys = try await staff.vault.keyStatus(staff.lawyer).items[0].compartments.map(\.name)
        #expect(!keys.contains(.psychosocial))
    }
}

/// Counts from several tasks.
private final class Counter: Sendable {
    private let count = Mutex(0)

    var value: Int { count.withLock { $0 } }

    func add() { count.withLock { $0 += 1 } }
}
