import Foundation
import Testing
import VaultEngine
import VaultModel
import VaultStore

/// If one of these fails, somebody who left still stands before a house lock that they have a copy of, or a
/// rotation that was cut off is forgotten.
@Suite struct OuterRotationTests {
    private func manyCases(_ staff: Staff, _ count: Int) async throws {
        for number in 1...count {
            _ = try await staff.vault.openCase(staff.caseworker, OpenCaseRequest(code: "KG-2027-\(1000 + number)"))
        }
    }

    private func epochs(_ staff: Staff, _ session: Session) async throws -> [UInt64] {
        try await staff.vault.keyStatus(session).items.map(\.houseEpoch)
    }

    @Test func `a rotation of all that was asked for is finished after a stop, before anybody asks again`() async throws
    {
        let staff = try await Staff()
        try await manyCases(staff, 3)
        // The first commit says what is asked for; the next, which would do it, fails.
        staff.vault.inject(.nth(2))
        #expect(
            await refusal { try await staff.vault.rotate(staff.admin, RotateRequest(all: true)) } == .ledgerUnavailable)
        #expect(try await epochs(staff, staff.admin) == [1, 1, 1, 1])
        #expect(try await staff.vault.keyStatus(staff.admin).items.allSatisfy { $0.houseState == "asked" })
        try await staff.test.restart()
        let admin = try await staff.test.login("admin")
        let items = try await staff.vault.keyStatus(admin).items
        // A key that was prepared before the stop is not used: its copy may be elsewhere.
        #expect(items.map(\.houseEpoch) == [3, 3, 3, 3])
        #expect(items.allSatisfy { $0.houseState == "current" })
        // What was asked of an admin includes the inner keys, also where the stop came between.
        #expect(items.flatMap(\.compartments).allSatisfy { $0.state == "asked" })
        let caseworker = try await staff.test.login("aizada")
        #expect(try await staff.vault.showCase(caseworker, code: staff.code).id == staff.code)
    }

    @Test func `a leaving stands though its outer rotation could not be done, and that is done later`() async throws {
        let staff = try await Staff()
        try await manyCases(staff, 2)
        staff.vault.inject(.nth(2))
        let done = try await staff.vault.disable(
            staff.admin, name: "cholpon", DisableRequest(orphan: true, confirm: "cholpon"))
        #expect(done.rotated == 0 && done.waiting == 1)
        try await staff.test.restart()
        let admin = try await staff.test.login("admin")
        #expect(try await epochs(staff, admin).filter { $0 > 1 }.count == 1)
    }

    @Test func `more cases than one answer waits for go on in the background`() async throws {
        let staff = try await Staff()
        try await manyCases(staff, 70)
        staff.test.settings.outerBatchesAwaited = 1
        try await staff.test.restart()
        let caseworker = try await staff.test.login("aizada")
        let (vault, admin) = (staff.vault, try await staff.test.login("admin"))
        let rotated = try await vault.rotate(admin, RotateRequest(all: true))
        #expect(rotated.outer + rotated.waiting == 71)
        #expect(rotated.waiting > 0)
        // Meanwhile people work, also in cases that wait.
        _ = try await vault.writeNote(
            caseworker, code: "KG-2027-1070", NoteDraft(text: "meanwhile"), idempotencyKey: nil)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await vault.runMaintenance() }
            while try await epochs(staff, admin).contains(1) { await Task.yield() }
            group.cancelAll()
        }
        try await staff.test.restart()
        let again = try await staff.test.login("aizada")
        #expect(try await staff.vault.showCase(again, code: "KG-2027-1070").id == "KG-2027-1070")
    }

    @Test func `a disabled admin's keys are changed in every case`() async throws {
        let staff = try await Staff()
        try await manyCases(staff, 2)
        _ = try await staff.test.enrol("second", .admin, by: staff.admin)
        let done = try await staff.vault.disable(staff.admin, name: "second", DisableRequest(confirm: "second"))
        #expect(done.rotated == 3 && done.waiting == nil)
        #expect(try await epochs(staff, staff.admin) == [2, 2, 2])
        // Nobody who holds a content key left.
        let compartments = try await staff.vault.keyStatus(staff.admin).items.flatMap(\.compartments)
        #expect(compartments.allSatisfy { $0.state == "current" })
    }
}
