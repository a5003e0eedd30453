import Testing
import VaultModel

/// Who holds which compartment key: no admin can slip in a key that he knows, and nobody holds a key that
/// their role does not give them.
struct AuthorityKeyTests {
    /// A lead, and a lawyer and a psychologist who are vouched for and assigned.
    private struct Team {
        var story: Story
        let admin, lead, lawyer, psychologist: KeyID
        let file: CaseID

        init() throws {
            var (story, admin) = try Story.begun()
            lead = try story.newcomer("caseworker", .caseworker, by: admin)
            lawyer = try story.newcomer("lawyer", .lawyer, by: admin)
            psychologist = try story.newcomer("psychologist", .psychologist, by: admin)
            file = try story.open("KG-2026-0041", by: lead)
            try story.birth(.identity, on: file, by: lead)
            try story.birth(.casework, on: file, by: lead)
            try story.vouch(for: lawyer, by: lead)
            try story.vouch(for: psychologist, by: lead)
            try story.decide(.assigned, lawyer, on: file, [.identity, .casework, .legal], by: lead)
            try story.decide(.assigned, psychologist, on: file, [.casework, .psychosocial], by: lead)
            self.story = story
            self.admin = admin
        }

        var casework: CompartmentKeys? { story.authority.cases[file]?.compartments[.casework] }
    }

    @Test func `a compartment is born in the session of somebody assigned who may write there`() throws {
        var team = try Team()
        #expect(throws: PolicyDenial.notFound) {
            try team.story.makeKey(1, .psychosocial, on: team.file, by: team.lawyer)
        }
        #expect(throws: PolicyDenial.notFound) { try team.story.makeKey(1, .legal, on: team.file, by: team.lead) }
        try team.story.birth(.legal, on: team.file, by: team.lawyer)
        #expect(team.story.authority.cases[team.file]?.holds(team.lawyer, .legal) == true)
    }

    @Test func `whoever holds a key can renew it, also to read; only who may write there gives birth`() throws {
        var team = try Team()
        try team.story.grant(1, .identity, on: team.file, to: team.lawyer, by: team.lead)
        try team.story.makeKey(2, .identity, on: team.file, by: team.lawyer)
        #expect(team.story.authority.cases[team.file]?.compartments[.identity]?.current == 2)
        for holder in [team.lawyer, team.lead] {
            try team.story.grant(2, .identity, on: team.file, to: holder, by: team.lawyer)
        }
        #expect(throws: PolicyDenial.notFound) {
            try team.story.makeKey(1, .psychosocial, on: team.file, by: team.lead)
        }
    }

    @Test func `a birth that lost the race is refused`() throws {
        var team = try Team()
        try team.story.birth(.legal, on: team.file, by: team.lawyer)
        #expect(throws: PolicyDenial.outOfOrder) { try team.story.makeKey(1, .legal, on: team.file, by: team.lawyer) }
    }

    @Test func `versions rise one by one, made by a holder`() throws {
        var team = try Team()
        for number: UInt64 in [0, 1, 3] {
            #expect(throws: PolicyDenial.outOfOrder, "\(number)") {
                try team.story.makeKey(number, .casework, on: team.file, by: team.lead)
            }
        }
        #expect(throws: PolicyDenial.awaitingGrant) {
            try team.story.makeKey(2, .casework, on: team.file, by: team.lawyer)
        }
        try team.story.makeKey(2, .casework, on: team.file, by: team.lead)
        #expect(team.casework?.current == 2)
    }

    @Test func `a version is granted to its maker first`() throws {
        var team = try Team()
        try team.story.makeKey(2, .casework, on: team.file, by: team.lead)
        #expect(throws: PolicyDenial.awaitingGrant) {
            try team.story.grant(2, .casework, on: team.file, to: team.lawyer, by: team.lead)
        }
        try team.story.grant(2, .casework, on: team.file, to: team.lead, by: team.lead)
    }

    @Test func `only a holder of the version says yes`() throws {
        var team = try Team()
        #expect(throws: PolicyDenial.awaitingGrant) {
            try team.story.grant(1, .casework, on: team.file, to: team.lawyer, by: team.lawyer)
        }
        #expect(throws: PolicyDenial.awaitingGrant) {
            try team.story.grant(1, .casework, on: team.file, to: team.psychologist, by: team.lawyer)
        }
        try team.story.grant(1, .casework, on: team.file, to: team.lawyer, by: team.lead)
        #expect(throws: PolicyDenial.alreadyAssigned) {
            try team.story.grant(1, .casework, on: team.file, to: team.lawyer, by: team.lead)
        }
    }

    @Test func `a key that was not made here is not granted`() throws {
        var team = try Team()
        #expect(throws: PolicyDenial.outOfOrder) {
            try team.story.grant(
                1, .casework, on: team.file, to: team.lawyer, by: team.lead, commitment: team.story.fresh())
        }
        #expect(throws: PolicyDenial.outOfOrder) {
            try team.story.grant(7, .casework, on: team.file, to: team.lawyer, by: team.lead)
        }
    }

    @Test func `nobody is granted what they are not assigned to, or whose role has no place there`() throws {
        var team = try Team()
        let outsider = try team.story.newcomer("outsider", .caseworker, by: team.admin)
        try team.story.vouch(for: outsider, by: team.lead)
        for subject in [outsider, team.psychologist, team.admin] {
            #expect(throws: PolicyDenial.notAssigned) {
                try team.story.grant(1, .identity, on: team.file, to: subject, by: team.lead)
            }
        }
    }

    @Test func `a holder grants only to those whom their own vouches reach`() throws {
        var team = try Team()
        try team.story.grant(1, .casework, on: team.file, to: team.lawyer, by: team.lead)
        #expect(throws: PolicyDenial.notVouched) {
            try team.story.grant(1, .casework, on: team.file, to: team.psychologist, by: team.lawyer)
        }
        try team.story.vouch(for: team.psychologist, by: team.lawyer)
        try team.story.grant(1, .casework, on: team.file, to: team.psychologist, by: team.lawyer)
    }

    @Test func `a new version goes on to those who held the one before, vouched for or not`() throws {
        var team = try Team()
        try team.story.grant(1, .casework, on: team.file, to: team.lawyer, by: team.lead)
        try team.story.grant(1, .casework, on: team.file, to: team.psychologist, by: team.lead)
        try team.story.makeKey(2, .casework, on: team.file, by: team.lawyer)
        try team.story.grant(2, .casework, on: team.file, to: team.lawyer, by: team.lawyer)
        try team.story.grant(2, .casework, on: team.file, to: team.lead, by: team.lawyer)
        try team.story.grant(2, .casework, on: team.file, to: team.psychologist, by: team.lawyer)
        #expect(team.casework?.holders.count == 3)
    }

    @Test func `until everybody who held the one before has a new version, nothing else is signed`() throws {
        var team = try Team()
        try team.story.grant(1, .casework, on: team.file, to: team.lawyer, by: team.lead)
        try team.story.makeKey(2, .casework, on: team.file, by: team.lawyer)
        try team.story.grant(2, .casework, on: team.file, to: team.lawyer, by: team.lawyer)
        // The lead would be left out.
        #expect(throws: PolicyDenial.outOfOrder) {
            try team.story.decide(.caseClosed, on: team.file, by: team.lead)
        }
        #expect(throws: PolicyDenial.outOfOrder) { try team.story.invite("new", .lawyer, by: team.admin) }
        #expect(team.story.authority.heirs != nil)
        try team.story.grant(2, .casework, on: team.file, to: team.lead, by: team.lawyer)
        #expect(team.story.authority.heirs == nil)
        try team.story.decide(.caseClosed, on: team.file, by: team.lead)
    }

    @Test func `somebody taken off the case holds no version any more`() throws {
        var team = try Team()
        try team.story.grant(1, .casework, on: team.file, to: team.lawyer, by: team.lead)
        try team.story.makeKey(2, .casework, on: team.file, by: team.lead)
        for holder in [team.lead, team.lawyer] {
            try team.story.grant(2, .casework, on: team.file, to: holder, by: team.lead)
        }
        try team.story.decide(.unassigned, team.lawyer, on: team.file, by: team.lead)
        #expect(team.casework?.versions.values.allSatisfy { $0.grants[team.lawyer] == nil } == true)
        #expect(throws: PolicyDenial.notAssigned) {
            try team.story.grant(2, .casework, on: team.file, to: team.lawyer, by: team.lead)
        }
    }

    @Test func `with every holder gone the next assigned writer starts a new version`() throws {
        var team = try Team()
        try team.story.birth(.legal, on: team.file, by: team.lawyer)
        let second = try team.story.newcomer("lawyer2", .lawyer, by: team.admin)
        try team.story.vouch(for: second, by: team.lead)
        try team.story.decide(.assigned, second, on: team.file, [.legal], by: team.lead)
        #expect(throws: PolicyDenial.awaitingGrant) { try team.story.makeKey(2, .legal, on: team.file, by: second) }
        try team.story.account(.accountDisabled, team.lawyer, by: team.admin, orphan: true)
        try team.story.makeKey(2, .legal, on: team.file, by: second)
        try team.story.grant(2, .legal, on: team.file, to: second, by: second)
        #expect(throws: PolicyDenial.awaitingGrant) {
            try team.story.grant(1, .legal, on: team.file, to: second, by: second)
        }
    }

    @Test func `an old version is retired by a holder of the current one, the current one never`() throws {
        var team = try Team()
        try team.story.makeKey(2, .casework, on: team.file, by: team.lead)
        try team.story.grant(2, .casework, on: team.file, to: team.lead, by: team.lead)
        #expect(throws: PolicyDenial.awaitingGrant) {
            try team.story.retire(1, .casework, on: team.file, by: team.lawyer)
        }
        #expect(throws: PolicyDenial.outOfOrder) { try team.story.retire(2, .casework, on: team.file, by: team.lead) }
        try team.story.retire(1, .casework, on: team.file, by: team.lead)
        #expect(throws: PolicyDenial.outOfOrder) { try team.story.retire(1, .casework, on: team.file, by: team.lead) }
        #expect(throws: PolicyDenial.outOfOrder) {
            try team.story.grant(1, .casework, on: team.file, to: team.lawyer, by: team.lead)
        }
    }
}
