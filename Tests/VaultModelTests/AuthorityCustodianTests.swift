import Testing
import VaultModel

/// If one of these fails, somebody opens a case with a key that the custodians never dealt, or the true ones cannot.
struct AuthorityCustodianTests {
    /// A lead who confirmed the custodians' key, and a lawyer who did not.
    private struct Team {
        var story: Story
        let admin, lead, lawyer, custodians: KeyID
        let file: CaseID

        init() throws {
            var (story, admin) = try Story.begun()
            lead = try story.newcomer("caseworker", .caseworker, by: admin)
            lawyer = try story.newcomer("lawyer", .lawyer, by: admin)
            file = try story.open("KG-2026-0041", by: lead)
            try story.birth(.casework, on: file, by: lead)
            try story.vouch(for: lawyer, by: lead)
            try story.decide(.assigned, lawyer, on: file, [.casework, .legal], by: lead)
            try story.grant(1, .casework, on: file, to: lawyer, by: lead)
            try story.birth(.legal, on: file, by: lawyer)
            custodians = try story.custodians(by: admin)
            try story.confirm(custodians, by: lead)
            self.story = story
            self.admin = admin
        }

        /// Everybody on the case is disabled; the custodians have casework.
        mutating func lose() throws {
            try story.grant(1, .casework, on: file, to: custodians, by: lead)
            try story.account(.accountDisabled, lawyer, by: admin, orphan: true)
            try story.account(.accountDisabled, lead, by: admin, orphan: true)
        }

        var casework: KeyVersion? { story.authority.cases[file]?.compartments[.casework]?.versions[1] }
    }

    @Test func `only an admin sets the custodians' key, and a key that is a colleague's is refused`() throws {
        var team = try Team()
        #expect(throws: PolicyDenial.roleMayNot) { try team.story.custodians(by: team.lead) }
        #expect(throws: PolicyDenial.outOfOrder) { try team.story.custodians(team.lead, by: team.admin) }
        #expect(throws: PolicyDenial.nothingToChange) { try team.story.custodians(team.custodians, by: team.admin) }
    }

    @Test func `a key that an admin dealt himself gets nothing, because nobody confirmed it`() throws {
        var team = try Team()
        let rogue = try team.story.custodians(by: team.admin)
        #expect(throws: PolicyDenial.notVouched) {
            try team.story.grant(1, .casework, on: team.file, to: rogue, by: team.lead)
        }
        #expect(throws: PolicyDenial.roleMayNot) { try team.story.confirm(rogue, by: team.admin) }
        let invented = try team.story.newcomer("invented", .caseworker, by: team.admin)
        #expect(throws: PolicyDenial.awaitingGrant) {
            try team.story.recover(invented, on: team.file, [.casework], by: rogue)
        }
    }

    @Test func `only a holder who confirmed gives the custodians a key, and that is no holder`() throws {
        var team = try Team()
        #expect(throws: PolicyDenial.notVouched) {
            try team.story.grant(1, .casework, on: team.file, to: team.custodians, by: team.lawyer)
        }
        #expect(throws: PolicyDenial.awaitingGrant) {
            try team.story.grant(1, .legal, on: team.file, to: team.custodians, by: team.lead)
        }
        #expect(team.story.authority.custodianGaps().count == 2)
        try team.story.grant(1, .casework, on: team.file, to: team.custodians, by: team.lead)
        #expect(throws: PolicyDenial.alreadyAssigned) {
            try team.story.grant(1, .casework, on: team.file, to: team.custodians, by: team.lead)
        }
        #expect(team.casework?.grants.count == 2 && team.casework?.custodianGrants.count == 1)
        #expect(team.story.authority.cases[team.file]?.holds(team.custodians, .casework) == false)
        #expect(team.story.authority.custodianGaps().map(\.compartment) == [.legal])
    }

    @Test func `a custodian grant stays when everybody is gone, and brings one person back as the lead`() throws {
        var team = try Team()
        try team.lose()
        #expect(team.casework?.grants.isEmpty == true && team.casework?.lastHolder == team.lead)
        #expect(team.casework?.custodianGrants[team.custodians] != nil)
        let next = try team.story.newcomer("eliza", .caseworker, by: team.admin)
        #expect(throws: PolicyDenial.notAssigned) {
            try team.story.grant(1, .casework, on: team.file, to: next, by: team.custodians)
        }
        try team.story.recover(next, on: team.file, [.casework], by: team.custodians)
        try team.story.grant(1, .casework, on: team.file, to: next, by: team.custodians)
        #expect(team.story.authority.cases[team.file]?.leads == [next])
        #expect(team.story.authority.cases[team.file]?.holds(next, .casework) == true)
    }

    @Test func `custodians let nobody into a compartment that the role has no place in, or that they did not name`()
        throws
    {
        var team = try Team()
        try team.lose()
        let next = try team.story.newcomer("eliza", .psychologist, by: team.admin)
        #expect(throws: PolicyDenial.compartmentNotForRole) {
            try team.story.recover(next, on: team.file, [.legal], by: team.custodians)
        }
        #expect(throws: PolicyDenial.compartmentNotForRole) {
            try team.story.recover(team.admin, on: team.file, [.casework], by: team.custodians)
        }
        try team.story.recover(next, on: team.file, [.psychosocial], by: team.custodians)
        #expect(throws: PolicyDenial.notAssigned) {
            try team.story.grant(1, .casework, on: team.file, to: next, by: team.custodians)
        }
    }

    @Test func `the custodians' key signs recovery, succession and rehearsal, and nothing else`() throws {
        var team = try Team()
        try team.lose()
        let lawful: Set<EventKind> = [
            .recovered, .granted, .custodiansSucceeded, .rehearsed, .adminRecovered, .formerCustodiansRemoved,
        ]
        for kind in EventKind.allCases where kind.isAuthority && !lawful.contains(kind) {
            let event = LedgerEvent(kind, at: team.story.now).with(.subject, team.lawyer).with(.case, team.file)
                .with(compartments: [.casework]).with(.compartment, number: UInt8(2))
                .with(.keyVersion, number: UInt64(2)).with(.commitment, team.story.fresh())
                .with(.name, Array("eliza".utf8)).with(.role, number: Role.admin.rawValue)
                .with(.inviteHash, team.story.fresh()).with(.expires, number: UInt64.max)
            #expect(throws: PolicyDenial.self, "\(kind)") { try team.story.apply(event, by: team.custodians) }
        }
        try team.story.apply(LedgerEvent(.rehearsed, at: team.story.now), by: team.custodians)
        #expect(team.story.authority.currentCustodians?.rehearsedAt == team.story.now)
        for kind in lawful.subtracting([.granted, .formerCustodiansRemoved]) {
            #expect(throws: PolicyDenial.self, "\(kind)") {
                try team.story.apply(LedgerEvent(kind, at: team.story.now).with(.subject, team.lawyer), by: team.admin)
            }
        }
    }

    @Test func `who confirmed the custodians trusts whom they let in; others do not`() throws {
        var team = try Team()
        try team.lose()
        let (first, second) = (
            try team.story.newcomer("eliza", .caseworker, by: team.admin),
            try team.story.newcomer("farida", .caseworker, by: team.admin)
        )
        try team.story.recover(first, on: team.file, [.casework], by: team.custodians)
        #expect(!team.story.authority.trusts(second, first))
        try team.story.confirm(team.custodians, by: second)
        #expect(team.story.authority.trusts(second, first))
        #expect(!team.story.authority.trusts(first, second))
    }

    @Test func `a key that the one before signed for needs no new confirmation; one that an admin set does`() throws {
        var team = try Team()
        let signed = try team.story.custodians(nil, .custodiansSucceeded, by: team.custodians)
        #expect(team.story.authority.givesToCustodians(team.lead))
        #expect(!team.story.authority.givesToCustodians(team.lawyer))
        #expect(throws: PolicyDenial.custodiansSucceeded) {
            try team.story.custodians(team.custodians, by: team.admin)
        }
        try team.story.custodians(by: team.admin)
        #expect(!team.story.authority.givesToCustodians(team.lead))
        try team.story.custodians(signed, by: team.admin)
        #expect(team.story.authority.givesToCustodians(team.lead))
    }

    @Test func `after its succession a key gets nothing new and signs nothing but its grants over`() throws {
        var team = try Team()
        try team.lose()
        let next = try team.story.custodians(nil, .custodiansSucceeded, by: team.custodians)
        let eliza = try team.story.newcomer("eliza", .caseworker, by: team.admin)
        for kind in [EventKind.recovered, .rehearsed, .adminRecovered, .custodiansSucceeded] {
            #expect(throws: PolicyDenial.notActive, "\(kind)") {
                try team.story.apply(
                    LedgerEvent(kind, at: team.story.now).with(.case, team.file).with(.subject, eliza)
                        .with(compartments: [.casework]), by: team.custodians)
            }
        }
        try team.story.grant(1, .casework, on: team.file, to: next, by: team.custodians)
        #expect(team.casework?.custodianGrants.keys.sorted() == [next])
        #expect(!team.story.authority.isInForce(team.custodians))
        try team.story.recover(eliza, on: team.file, [.casework], by: next)
    }

    @Test func `an admin who sets a key of his own takes nothing from the true custodians`() throws {
        var team = try Team()
        try team.lose()
        let rogue = try team.story.custodians(by: team.admin)
        let eliza = try team.story.newcomer("eliza", .caseworker, by: team.admin)
        #expect(team.story.authority.isInForce(team.custodians))
        try team.story.recover(eliza, on: team.file, [.casework], by: team.custodians)
        try team.story.grant(1, .casework, on: team.file, to: eliza, by: team.custodians)
        #expect(throws: PolicyDenial.notVouched) {
            try team.story.removeFormer(team.custodians, on: team.file, by: eliza)
        }
        try team.story.confirm(rogue, by: eliza)
        #expect(throws: PolicyDenial.awaitingGrant) {
            try team.story.removeFormer(team.custodians, on: team.file, by: eliza)
        }
        try team.story.grant(1, .casework, on: team.file, to: rogue, by: eliza)
        try team.story.removeFormer(team.custodians, on: team.file, by: eliza)
        #expect(!team.story.authority.isInForce(team.custodians))
    }

    @Test func `until somebody confirmed an admin's new key, what they make goes to the key that they confirmed`()
        throws
    {
        var team = try Team()
        let rogue = try team.story.custodians(by: team.admin)
        try team.story.makeKey(2, .casework, on: team.file, by: team.lead)
        for holder in [team.lead, team.lawyer] {
            try team.story.grant(2, .casework, on: team.file, to: holder, by: team.lead)
        }
        #expect(team.story.authority.custodians(of: team.lead)?.keyID == team.custodians)
        try team.story.grant(2, .casework, on: team.file, to: team.custodians, by: team.lead)
        try team.story.confirm(rogue, by: team.lead)
        #expect(throws: PolicyDenial.notVouched) {
            try team.story.grant(1, .casework, on: team.file, to: team.custodians, by: team.lead)
        }
        try team.story.grant(1, .casework, on: team.file, to: rogue, by: team.lead)
    }

    @Test func `what nobody confirmed ends with the admin who set it`() throws {
        var team = try Team()
        let second = try team.story.newcomer("admin2", .admin, by: team.admin)
        let rogue = try team.story.custodians(by: team.admin)
        #expect(team.story.authority.isInForce(rogue))
        try team.story.account(.accountDisabled, team.admin, by: second)
        #expect(!team.story.authority.isInForce(rogue))
        #expect(throws: PolicyDenial.notActive) { try team.story.recoverAdmin(second, by: rogue) }
    }

    @Test func `a key that was replaced comes back to nobody who does not type its words again`() throws {
        var team = try Team()
        try team.story.grant(1, .casework, on: team.file, to: team.custodians, by: team.lead)
        let next = try team.story.custodians(by: team.admin)
        try team.story.confirm(next, by: team.lead)
        try team.story.grant(1, .casework, on: team.file, to: next, by: team.lead)
        try team.story.custodians(team.custodians, by: team.admin)
        #expect(!team.story.authority.givesToCustodians(team.lead))
        #expect(team.story.authority.custodians(of: team.lead)?.keyID == next)
        #expect(throws: PolicyDenial.notVouched) {
            try team.story.removeFormer(next, on: team.file, by: team.lead)
        }
        try team.story.confirm(team.custodians, by: team.lead)
        #expect(team.story.authority.custodians(of: team.lead)?.keyID == team.custodians)
    }

    @Test func `the cards of a replaced key sign for no key that others then seal to`() throws {
        var team = try Team()
        try team.story.grant(1, .casework, on: team.file, to: team.custodians, by: team.lead)
        let next = try team.story.custodians(by: team.admin)
        try team.story.confirm(next, by: team.lead)
        // Still in force: something is sealed to it.
        let third = try team.story.custodians(nil, .custodiansSucceeded, by: team.custodians)
        #expect(team.story.authority.custodianKeyID == third)
        #expect(!team.story.authority.givesToCustodians(team.lead))
        #expect(team.story.authority.custodians(of: team.lead)?.keyID == next)
        #expect(throws: PolicyDenial.notVouched) {
            try team.story.grant(1, .casework, on: team.file, to: third, by: team.lead)
        }
    }

    @Test func `nobody takes from a colleague the key that this colleague confirmed`() throws {
        var team = try Team()
        try team.story.grant(1, .casework, on: team.file, to: team.custodians, by: team.lead)
        let rogue = try team.story.custodians(by: team.admin)
        try team.story.confirm(rogue, by: team.lawyer)
        try team.story.grant(1, .casework, on: team.file, to: rogue, by: team.lawyer)
        try team.story.grant(1, .legal, on: team.file, to: rogue, by: team.lawyer)
        #expect(throws: PolicyDenial.nothingToChange) {
            try team.story.removeFormer(team.custodians, on: team.file, by: team.lawyer)
        }
        #expect(team.casework?.custodianGrants[team.custodians] != nil)
    }

    @Test func `who made a key and lost it with everybody else does not give it to themselves`() throws {
        var team = try Team()
        let other = try team.story.newcomer("other", .caseworker, by: team.admin)
        try team.story.vouch(for: other, by: team.lead)
        try team.story.decide(.assigned, other, on: team.file, [.casework], by: team.lead)
        try team.story.decide(.leadMade, other, on: team.file, by: team.lead)
        try team.story.decide(.unassigned, team.lawyer, on: team.file, by: team.lead, orphan: true)
        try team.story.decide(.unassigned, team.lead, on: team.file, by: other, orphan: true)
        try team.story.vouch(for: team.lead, by: other)
        try team.story.decide(.assigned, team.lead, on: team.file, [.casework], by: other)
        #expect(throws: PolicyDenial.awaitingGrant) {
            try team.story.grant(1, .casework, on: team.file, to: team.lead, by: team.lead)
        }
    }

    @Test func `where nobody could confirm the key, it brings the last admin back all the same, and again`() throws {
        var (story, admin) = try Story.begun()
        let custodians = try story.custodians(by: admin)
        _ = try story.recoverAdmin(admin, by: custodians)
        let back = try story.enrol(invitation: try story.recoverAdmin(admin, by: custodians))
        #expect(story.authority.accounts[back]?.role == .admin)
    }

    @Test func `an invitation of the last admin's that was lost is made again, and the first one is void`() throws {
        var team = try Team()
        let lost = try team.story.recoverAdmin(team.admin, by: team.custodians)
        let code = try team.story.recoverAdmin(team.admin, by: team.custodians)
        #expect(throws: PolicyDenial.inviteRefused) { try team.story.enrol(invitation: lost) }
        let back = try team.story.enrol(invitation: code)
        #expect(throws: PolicyDenial.nothingToChange) { try team.story.recoverAdmin(team.admin, by: team.custodians) }
        #expect(team.story.authority.accounts[back]?.status == .active)
    }

    @Test func `one of the two who decide comes back by the custodians, and until then the other decides nothing`()
        throws
    {
        var team = try Team()
        let auditor = try team.story.newcomer("auditor", .auditor, by: team.admin)
        #expect(throws: PolicyDenial.nothingToChange) { try team.story.recoverAdmin(auditor, by: team.custodians) }
        try team.story.set(Story.limits(quorum: 2), by: team.admin)
        let code = try team.story.recoverAdmin(auditor, by: team.custodians)
        #expect(throws: PolicyDenial.needsSecondPerson) { try team.story.invite("eliza", .admin, by: team.admin) }
        let uninvite = LedgerEvent(.accountUninvited, at: team.story.now).with(.name, Array("auditor".utf8))
            .with(.inviteHash, code)
        #expect(throws: PolicyDenial.roleMayNot) { try team.story.apply(uninvite, by: team.admin) }
        team.story.wait(seconds: 7_200)
        #expect(throws: PolicyDenial.nameTaken) { try team.story.invite("auditor", .lawyer, by: team.admin) }
        #expect(throws: PolicyDenial.needsSecondPerson) { try team.story.invite("eliza", .admin, by: team.admin) }
        let again = try team.story.recoverAdmin(auditor, by: team.custodians)
        let back = try team.story.enrol(invitation: again)
        #expect(team.story.authority.accounts[back]?.role == .auditor)
        let id = try team.story.proposeInvitation("eliza", .admin, code: team.story.fresh(), by: team.admin)
        try team.story.agree(id, by: back)
    }

    @Test func `the last admin comes back by the custodians' invitation, and only the last`() throws {
        var team = try Team()
        let second = try team.story.newcomer("admin2", .admin, by: team.admin)
        #expect(throws: PolicyDenial.nothingToChange) { try team.story.recoverAdmin(team.admin, by: team.custodians) }
        try team.story.account(.accountDisabled, second, by: team.admin)
        let code = try team.story.recoverAdmin(team.admin, by: team.custodians)
        #expect(team.story.authority.accounts[team.admin]?.status == .disabled)
        let back = try team.story.enrol(invitation: code)
        #expect(team.story.authority.accounts[back]?.role == .admin)
        #expect(team.story.authority.accounts[back]?.name.text == "admin")
        #expect(throws: PolicyDenial.notActive) { try team.story.recoverAdmin(team.lead, by: team.custodians) }
    }
}
