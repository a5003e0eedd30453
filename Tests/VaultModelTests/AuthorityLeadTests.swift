import Testing
import VaultModel

/// The rules of replay for leads: if one of these fails, a ledger that somebody wrote to makes a lead of anybody.
struct AuthorityLeadTests {
    /// A caseworker who leads, a lawyer and a psychologist on the case, and a newcomer whom nobody knows yet.
    private struct Office {
        var story: Story
        let admin, lead, lawyer, psychologist, newcomer: KeyID
        let file: CaseID

        init() throws {
            (story, admin) = try Story.begun()
            lead = try story.newcomer("lead", .caseworker, by: admin)
            lawyer = try story.newcomer("lawyer", .lawyer, by: admin)
            psychologist = try story.newcomer("psychologist", .psychologist, by: admin)
            newcomer = try story.newcomer("newcomer", .caseworker, by: admin)
            file = try story.open("KG-2026-0041", by: lead)
            for keyID in [lawyer, psychologist] {
                try story.vouch(for: keyID, by: lead)
                try story.decide(.assigned, keyID, on: file, [.casework], by: lead)
            }
            try story.vouch(for: psychologist, by: lawyer)
        }
    }

    @Test func `a member says who leads only while no lead is active`() throws {
        var office = try Office()
        #expect(throws: PolicyDenial.leadOnly) {
            try office.story.decide(.leadMade, office.psychologist, on: office.file, by: office.lawyer)
        }
        try office.story.account(.accountSuspended, office.lead, by: office.admin)
        try office.story.decide(.leadMade, office.psychologist, on: office.file, by: office.lawyer)
        #expect(office.story.authority.cases[office.file]?.leads == [office.lead, office.psychologist])
        // Now there is one again.
        #expect(throws: PolicyDenial.leadOnly) {
            try office.story.decide(.leadMade, office.newcomer, on: office.file, by: office.lawyer)
        }
    }

    @Test func `nobody makes themselves, a stranger's key, or somebody suspended the lead`() throws {
        var office = try Office()
        try office.story.account(.accountSuspended, office.lead, by: office.admin)
        #expect(throws: PolicyDenial.oneself) {
            try office.story.decide(.leadMade, office.lawyer, on: office.file, by: office.lawyer)
        }
        #expect(throws: PolicyDenial.notVouched) {
            try office.story.decide(.leadMade, office.newcomer, on: office.file, by: office.lawyer)
        }
        #expect(throws: PolicyDenial.notFound) {
            try office.story.decide(.leadMade, office.lawyer, on: office.file, by: office.newcomer)
        }
        #expect(throws: PolicyDenial.notFound) {
            try office.story.decide(.leadMade, office.lawyer, on: office.file, by: office.admin)
        }
        try office.story.account(.accountSuspended, office.psychologist, by: office.admin)
        #expect(throws: PolicyDenial.notActive) {
            try office.story.decide(.leadMade, office.psychologist, on: office.file, by: office.lawyer)
        }
    }

    @Test func `who leads by a member's yes holds no key by it, and the member decides nothing else`() throws {
        var office = try Office()
        try office.story.birth(.casework, on: office.file, by: office.lead)
        try office.story.account(.accountSuspended, office.lead, by: office.admin)
        try office.story.vouch(for: office.newcomer, by: office.lawyer)
        for kind in [EventKind.assigned, .unassigned, .caseClosed, .leadRemoved] {
            #expect(throws: PolicyDenial.leadOnly) {
                try office.story.decide(
                    kind, office.newcomer, on: office.file, kind == .assigned ? [.casework] : nil, by: office.lawyer)
            }
        }
        try office.story.decide(.leadMade, office.newcomer, on: office.file, by: office.lawyer)
        let file = try #require(office.story.authority.cases[office.file])
        #expect(file.members[office.newcomer]?.compartments == [.identity, .casework])
        #expect(!file.holds(office.newcomer, .casework))
    }

    @Test func `a lead is taken away by another lead, so that one stays`() throws {
        var office = try Office()
        try office.story.decide(.leadMade, office.lawyer, on: office.file, by: office.lead)
        #expect(throws: PolicyDenial.oneself) {
            try office.story.decide(.leadRemoved, office.lead, on: office.file, by: office.lead)
        }
        #expect(throws: PolicyDenial.leadOnly) {
            try office.story.decide(.leadRemoved, office.lawyer, on: office.file, by: office.psychologist)
        }
        try office.story.decide(.leadRemoved, office.lead, on: office.file, by: office.lawyer)
        let file = try #require(office.story.authority.cases[office.file])
        #expect(file.leads == [office.lawyer] && file.members[office.lead] != nil)
        #expect(throws: PolicyDenial.nothingToChange) {
            try office.story.decide(.leadRemoved, office.lead, on: office.file, by: office.lawyer)
        }
    }

    @Test func `only an admin withdraws an invitation, and then it serves nobody`() throws {
        var (story, admin) = try Story.begun()
        let auditor = try story.newcomer("auditor", .auditor, by: admin)
        let code = try story.invite("lawyer", .lawyer, by: admin)
        let at = story.now
        func withdrawal(_ name: String) -> LedgerEvent {
            LedgerEvent(.accountUninvited, at: at).with(.name, Array(name.utf8)).with(.inviteHash, code)
        }
        #expect(throws: PolicyDenial.roleMayNot) { try story.apply(withdrawal("lawyer"), by: auditor) }
        #expect(throws: PolicyDenial.notFound) { try story.apply(withdrawal("other"), by: admin) }
        try story.apply(withdrawal("lawyer"), by: admin)
        #expect(throws: PolicyDenial.inviteRefused) { try story.enrol(invitation: code) }
        #expect(throws: PolicyDenial.notFound) { try story.apply(withdrawal("lawyer"), by: admin) }
        _ = try story.newcomer("lawyer", .lawyer, by: admin)
    }
}
