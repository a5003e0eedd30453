import Testing
import VaultModel

/// Who is let into a case: never by an admin, never by oneself, never without a vouch.
struct AuthorityCaseTests {
    /// An admin, a case worker who leads a case with born compartments, a lawyer whom nobody vouched for.
    private func opened() throws -> (story: Story, admin: KeyID, lead: KeyID, lawyer: KeyID, file: CaseID) {
        var (story, admin) = try Story.begun()
        let lead = try story.newcomer("caseworker", .caseworker, by: admin)
        let lawyer = try story.newcomer("lawyer", .lawyer, by: admin)
        let file = try story.open("KG-2026-0041", by: lead)
        try story.birth(.identity, on: file, by: lead)
        try story.birth(.casework, on: file, by: lead)
        return (story, admin, lead, lawyer, file)
    }

    @Test func `whoever opens a case leads it, in the compartments of a lead of that role`() throws {
        let (story, _, lead, _, file) = try opened()
        #expect(story.authority.cases[file]?.leads == [lead])
        #expect(story.authority.cases[file]?.members[lead]?.compartments == [.identity, .casework])
    }

    @Test func `a code serves once, in small letters too`() throws {
        var (story, _, lead, _, _) = try opened()
        #expect(throws: PolicyDenial.codeTaken) { try story.open("kg-2026-0041", by: lead) }
    }

    @Test func `an admin lets nobody in, not into a case and not to a key`() throws {
        var (story, admin, lead, lawyer, file) = try opened()
        try story.vouch(for: lawyer, by: admin)
        #expect(throws: PolicyDenial.notFound) {
            try story.decide(.assigned, lawyer, on: file, [.legal], by: admin)
        }
        #expect(throws: PolicyDenial.notFound) { try story.grant(1, .casework, on: file, to: lawyer, by: admin) }
        #expect(throws: PolicyDenial.notFound) { try story.makeKey(2, .casework, on: file, by: admin) }
        #expect(throws: PolicyDenial.notFound) { try story.decide(.unassigned, lead, on: file, by: admin) }
        #expect(throws: PolicyDenial.notFound) { try story.decide(.caseClosed, on: file, by: admin) }
    }

    @Test(arguments: [Role.admin, .auditor])
    func `admins and auditors cannot be let in`(role: Role) throws {
        var (story, admin, lead, _, file) = try opened()
        let person = try story.newcomer("overseer", role, by: admin)
        try story.vouch(for: person, by: lead)
        #expect(throws: PolicyDenial.compartmentNotForRole) {
            try story.decide(.assigned, person, on: file, [.casework], by: lead)
        }
    }

    @Test func `nobody adds themselves`() throws {
        var (story, _, lead, lawyer, file) = try opened()
        #expect(throws: PolicyDenial.notFound) { try story.decide(.assigned, lawyer, on: file, [.legal], by: lawyer) }
        #expect(throws: PolicyDenial.oneself) { try story.decide(.assigned, lead, on: file, [.casework], by: lead) }
        #expect(throws: PolicyDenial.oneself) { try story.decide(.leadMade, lead, on: file, by: lead) }
    }

    @Test func `a member who does not lead decides nothing about the case`() throws {
        var (story, admin, lead, lawyer, file) = try opened()
        try story.vouch(for: lawyer, by: lead)
        try story.decide(.assigned, lawyer, on: file, [.legal], by: lead)
        let friend = try story.newcomer("friend", .lawyer, by: admin)
        try story.vouch(for: friend, by: lawyer)
        for kind in [EventKind.assigned, .unassigned, .leadMade, .caseClosed, .caseReopened] {
            #expect(throws: PolicyDenial.leadOnly, "\(kind)") {
                try story.decide(kind, friend, on: file, [.legal], by: lawyer)
            }
        }
    }

    @Test func `somebody invented by an admin gets nowhere, nor does whom they vouch for`() throws {
        var (story, admin, lead, invented, file) = try opened()
        let second = try story.newcomer("second", .lawyer, by: admin)
        try story.vouch(for: second, by: invented)
        try story.vouch(for: invented, by: second)
        try story.vouch(for: invented, by: admin)
        for keyID in [invented, second] {
            #expect(throws: PolicyDenial.notVouched) {
                try story.decide(.assigned, keyID, on: file, [.legal], by: lead)
            }
        }
    }

    @Test func `a vouch reaches along a chain from the one who grants`() throws {
        var (story, admin, lead, lawyer, file) = try opened()
        let middle = try story.newcomer("middle", .psychologist, by: admin)
        try story.vouch(for: lawyer, by: middle)
        #expect(!story.authority.trusts(lead, lawyer))
        try story.vouch(for: middle, by: lead)
        #expect(story.authority.trusts(lead, lawyer) && !story.authority.trusts(lawyer, lead))
        try story.decide(.assigned, lawyer, on: file, [.legal], by: lead)
    }

    @Test func `nobody is let in where their role has no place`() throws {
        var (story, _, lead, lawyer, file) = try opened()
        try story.vouch(for: lawyer, by: lead)
        for compartments: Set<Compartment> in [[.psychosocial], [.legal, .psychosocial], []] {
            #expect(throws: PolicyDenial.compartmentNotForRole) {
                try story.decide(.assigned, lawyer, on: file, compartments, by: lead)
            }
        }
    }

    @Test func `the last lead stays, one of two may go`() throws {
        var (story, _, lead, lawyer, file) = try opened()
        #expect(throws: PolicyDenial.lastLead) { try story.decide(.unassigned, lead, on: file, by: lead) }
        try story.vouch(for: lawyer, by: lead)
        #expect(throws: PolicyDenial.notAssigned) { try story.decide(.leadMade, lawyer, on: file, by: lead) }
        try story.decide(.assigned, lawyer, on: file, [.legal], by: lead)
        try story.decide(.leadMade, lawyer, on: file, by: lead)
        #expect(story.authority.cases[file]?.members[lawyer]?.compartments == [.identity, .casework, .legal])
        try story.grant(1, .identity, on: file, to: lawyer, by: lead)
        try story.grant(1, .casework, on: file, to: lawyer, by: lead)
        try story.decide(.unassigned, lead, on: file, by: lawyer)
        #expect(story.authority.cases[file]?.leads == [lawyer])
    }

    @Test func `what would be left without holders has to be said`() throws {
        var (story, admin, lead, lawyer, file) = try opened()
        try story.vouch(for: lawyer, by: lead)
        try story.decide(.assigned, lawyer, on: file, [.legal], by: lead)
        try story.decide(.unassigned, lawyer, on: file, by: lead)
        try story.decide(.assigned, lawyer, on: file, [.legal], by: lead)
        try story.birth(.legal, on: file, by: lawyer)
        #expect(throws: PolicyDenial.wouldOrphan) { try story.decide(.unassigned, lawyer, on: file, by: lead) }
        #expect(throws: PolicyDenial.wouldOrphan) { try story.account(.accountDisabled, lawyer, by: admin) }
        #expect(story.authority.orphans(without: lawyer).map(\.compartment) == [.legal])
        #expect(story.authority.orphans(without: lead).map(\.compartment) == [.identity, .casework])
        try story.account(.accountDisabled, lawyer, by: admin, orphan: true)
        #expect(story.authority.cases[file]?.members[lawyer] == nil)
        #expect(story.authority.cases[file]?.compartments[.legal]?.holders.isEmpty == true)
    }

    @Test func `suspended people remain holders`() throws {
        var (story, admin, lead, _, file) = try opened()
        try story.account(.accountSuspended, lead, by: admin)
        #expect(story.authority.cases[file]?.holds(lead, .casework) == true)
    }

    @Test func `a case closes and reopens, once each`() throws {
        var (story, _, lead, _, file) = try opened()
        #expect(throws: PolicyDenial.caseOpen) { try story.decide(.caseReopened, on: file, by: lead) }
        try story.decide(.caseClosed, on: file, by: lead)
        #expect(throws: PolicyDenial.caseClosed) { try story.decide(.caseClosed, on: file, by: lead) }
        try story.decide(.caseReopened, on: file, by: lead)
        #expect(story.authority.cases[file]?.isClosed == false)
    }
}
