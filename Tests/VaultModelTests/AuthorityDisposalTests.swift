import Testing
import VaultModel

/// Destroying takes two, and a legal hold wins: with these rules broken one person alone makes evidence vanish.
struct AuthorityDisposalTests {
    private struct Case {
        var story: Story
        let admin: KeyID
        let lead: KeyID
        let second: KeyID
        let lawyer: KeyID
        let auditor: KeyID
        let file: CaseID
    }

    private func begun() throws -> Case {
        var (story, admin) = try Story.begun()
        let lead = try story.newcomer("lead", .caseworker, by: admin)
        let second = try story.newcomer("second", .caseworker, by: admin)
        let lawyer = try story.newcomer("lawyer", .lawyer, by: admin)
        let auditor = try story.newcomer("auditor", .auditor, by: admin)
        let file = try story.open("KG-2026-0001", by: lead)
        try story.birth(.casework, on: file, by: lead)
        for person in [second, lawyer] {
            try story.vouch(for: person, by: lead)
            try story.decide(.assigned, person, on: file, [.casework], by: lead)
            try story.grant(1, .casework, on: file, to: person, by: lead)
        }
        try story.decide(.leadMade, second, on: file, by: lead)
        return Case(
            story: story, admin: admin, lead: lead, second: second, lawyer: lawyer, auditor: auditor, file: file)
    }

    @Test func `a lead proposes a disposal, another lead or an auditor agrees, nobody else`() throws {
        for isAuditor in [false, true] {
            var it = try begun()
            #expect(throws: PolicyDenial.leadOnly) { try it.story.proposeDisposal(of: it.file, by: it.lawyer) }
            #expect(throws: PolicyDenial.leadOnly) { try it.story.proposeDisposal(of: it.file, by: it.admin) }
            let id = try it.story.proposeDisposal(of: it.file, waitDays: 30, by: it.lead)
            #expect(throws: PolicyDenial.alreadyProposed) { try it.story.proposeDisposal(of: it.file, by: it.second) }
            #expect(throws: PolicyDenial.samePerson) { try it.story.agree(id, by: it.lead) }
            #expect(throws: PolicyDenial.roleMayNot) { try it.story.agree(id, by: it.admin) }
            #expect(throws: PolicyDenial.notFound) { try it.story.agree(id, by: it.lawyer) }
            try it.story.agree(id, by: isAuditor ? it.auditor : it.second)
            #expect(throws: PolicyDenial.notDue) { try it.story.dispose(it.file, by: it.lead) }
            it.story.wait(seconds: 30 * 86_400)
            #expect(throws: PolicyDenial.notFound) { try it.story.dispose(it.file, by: it.lawyer) }
            try it.story.dispose(it.file, by: it.second)
            let file = try #require(it.story.authority.cases[it.file])
            #expect(file.disposed != nil && file.compartments.isEmpty)
        }
    }

    @Test func `with no active lead an admin proposes and an auditor agrees`() throws {
        var it = try begun()
        for lead in [it.lead, it.second] { try it.story.account(.accountSuspended, lead, by: it.admin) }
        let id = try it.story.proposeDisposal(of: it.file, by: it.admin)
        try it.story.agree(id, by: it.auditor)
        #expect(it.story.authority.cases[it.file]?.disposed == nil)
        try it.story.dispose(it.file, by: it.admin)
        #expect(it.story.authority.cases[it.file]?.disposed != nil)
    }

    @Test func `nothing is disposed of that was not agreed to`() throws {
        var it = try begun()
        #expect(throws: PolicyDenial.notDue) { try it.story.dispose(it.file, by: it.lead) }
        _ = try it.story.proposeDisposal(of: it.file, by: it.lead)
        #expect(throws: PolicyDenial.notDue) { try it.story.dispose(it.file, by: it.lead) }
    }

    @Test func `a lead, an auditor or a hold stops a disposal that waits`() throws {
        for person in 0..<3 {
            var it = try begun()
            let id = try it.story.proposeDisposal(of: it.file, by: it.lead)
            try it.story.agree(id, by: it.auditor)
            #expect(throws: PolicyDenial.notFound) { try it.story.takeBack(id, by: it.lawyer) }
            switch person {
            case 0: try it.story.takeBack(id, by: it.second)
            case 1: try it.story.takeBack(id, by: it.auditor)
            default: try it.story.hold(it.file, by: it.lawyer)
            }
            #expect(throws: PolicyDenial.self) { try it.story.dispose(it.file, by: it.lead) }
        }
    }

    @Test func `the wait is never shorter than was agreed on for the vault`() throws {
        var it = try begun()
        try it.story.set(Story.limits(quorum: 1, waitDays: 30), by: it.admin)
        #expect(throws: PolicyDenial.notDue) { try it.story.proposeDisposal(of: it.file, waitDays: 29, by: it.lead) }
        _ = try it.story.proposeDisposal(of: it.file, waitDays: 30, by: it.lead)
    }

    @Test func `a case that was disposed of takes nothing more, and its code is never free`() throws {
        var it = try begun()
        let id = try it.story.proposeDisposal(of: it.file, by: it.lead)
        try it.story.agree(id, by: it.auditor)
        try it.story.dispose(it.file, by: it.auditor)
        #expect(throws: PolicyDenial.codeTaken) { try it.story.open("KG-2026-0001", by: it.lead) }
        #expect(throws: PolicyDenial.caseDisposed) { try it.story.birth(.casework, on: it.file, by: it.lead) }
        #expect(throws: PolicyDenial.caseDisposed) { try it.story.decide(.caseReopened, on: it.file, by: it.lead) }
        #expect(throws: PolicyDenial.caseDisposed) { try it.story.hold(it.file, by: it.auditor) }
        #expect(throws: PolicyDenial.caseDisposed) { try it.story.dispose(it.file, by: it.lead) }
    }

    @Test func `a hold is a lead's, a lawyer's or an auditor's, and another person's to lift`() throws {
        var it = try begun()
        let worker = try it.story.newcomer("worker", .caseworker, by: it.admin)
        #expect(throws: PolicyDenial.notFound) { try it.story.hold(it.file, by: worker) }
        #expect(throws: PolicyDenial.notFound) { try it.story.hold(it.file, by: it.admin) }
        try it.story.vouch(for: worker, by: it.lead)
        try it.story.decide(.assigned, worker, on: it.file, [.casework], by: it.lead)
        #expect(throws: PolicyDenial.leadOnly) { try it.story.hold(it.file, by: worker) }
        for (holder, lifter) in [(it.lead, it.lawyer), (it.lawyer, it.auditor), (it.auditor, it.second)] {
            try it.story.hold(it.file, by: holder)
            #expect(throws: PolicyDenial.samePerson) { try it.story.lift(it.file, by: holder) }
            try it.story.lift(it.file, by: lifter)
        }
    }

    @Test func `under a hold nothing is disposed of and nothing destroyed`() throws {
        var it = try begun()
        let record = it.story.newRecord()
        try it.story.withdraw(record, .casework, on: it.file, by: it.lawyer)
        let id = try it.story.proposeDestruction(of: record, .casework, on: it.file, by: it.lawyer)
        try it.story.hold(it.file, by: it.auditor)
        #expect(throws: PolicyDenial.notFound) { try it.story.agree(id, by: it.lead) }
        #expect(throws: PolicyDenial.caseHeld) {
            try it.story.proposeDestruction(of: record, .casework, on: it.file, by: it.lawyer)
        }
        #expect(throws: PolicyDenial.caseHeld) { try it.story.proposeDisposal(of: it.file, by: it.lead) }
        try it.story.withdraw(it.story.newRecord(), .casework, on: it.file, by: it.lawyer)
    }

    @Test func `a record is destroyed after its author withdrew it and a second person agreed`() throws {
        var it = try begun()
        let record = it.story.newRecord()
        #expect(throws: PolicyDenial.notWithdrawn) {
            try it.story.proposeDestruction(of: record, .casework, on: it.file, by: it.lead)
        }
        // A record's id is a hash of its author and place.
        #expect(throws: PolicyDenial.notFound) {
            try it.story.withdraw(record, .casework, on: it.file, by: it.lawyer, written: it.story.newRecord())
        }
        try it.story.withdraw(record, .casework, on: it.file, by: it.lead)
        #expect(throws: PolicyDenial.withdrawn) { try it.story.withdraw(record, .casework, on: it.file, by: it.lead) }
        #expect(throws: PolicyDenial.notFound) {
            try it.story.proposeDestruction(of: record, .casework, on: it.file, by: it.second)
        }
        let id = try it.story.proposeDestruction(of: record, .casework, on: it.file, by: it.lead)
        #expect(throws: PolicyDenial.samePerson) { try it.story.agree(id, by: it.lead) }
        #expect(it.story.authority.withdrawn[record]?.destroyedAt == nil)
        try it.story.agree(id, by: it.second)
        #expect(it.story.authority.withdrawn[record]?.destroyedAt != nil)
    }
}
