import Testing
import VaultModel

/// Two people decide: what one alone could do with these rules broken is let a false admin in.
struct AuthorityProposalTests {
    /// Quorum 2, with a second admin and an auditor enrolled before.
    private func office() throws -> (Story, admin: KeyID, second: KeyID, auditor: KeyID) {
        var (story, admin) = try Story.begun()
        let second = try story.newcomer("admin2", .admin, by: admin)
        let auditor = try story.newcomer("auditor", .auditor, by: admin)
        try story.set(Story.limits(quorum: 2), by: admin)
        return (story, admin, second, auditor)
    }

    @Test func `at quorum 2 an admin alone invites no admin and no auditor, but anybody else`() throws {
        var (story, admin, _, _) = try office()
        #expect(throws: PolicyDenial.needsSecondPerson) { try story.invite("third", .admin, by: admin) }
        #expect(throws: PolicyDenial.needsSecondPerson) { try story.invite("third", .auditor, by: admin) }
        _ = try story.newcomer("lawyer", .lawyer, by: admin)
    }

    @Test func `the invitation is good once another admin or an auditor agreed, and not before`() throws {
        for isAuditor in [false, true] {
            var (story, admin, second, auditor) = try office()
            let code = story.fresh()
            let id = try story.proposeInvitation("third", .admin, code: code, by: admin)
            #expect(throws: PolicyDenial.inviteRefused) { try story.enrol(invitation: code) }
            try story.agree(id, by: isAuditor ? auditor : second)
            let third = try story.enrol(invitation: code)
            #expect(story.authority.accounts[third]?.role == .admin)
            #expect(story.authority.accounts[third]?.invitedBy == admin)
        }
    }

    @Test func `nobody agrees to their own proposal, nor by a linked account`() throws {
        var (story, admin, second, auditor) = try office()
        let code = story.fresh()
        let linked = try story.propose(.accountInvite, by: admin) {
            $0.with(.name, Array("admin-too".utf8)).with(.role, number: Role.admin.rawValue).with(.inviteHash, code)
                .with(.lastsSeconds, number: UInt64(259_200)).with(.linked, admin)
        }
        try story.agree(linked, by: second)
        let double = try story.enrol(invitation: code)
        let id = try story.proposeInvitation("third", .admin, code: story.fresh(), by: admin)
        #expect(throws: PolicyDenial.samePerson) { try story.agree(id, by: admin) }
        #expect(throws: PolicyDenial.samePerson) { try story.agree(id, by: double) }
        try story.agree(id, by: auditor)
    }

    @Test func `a new key of the same name is the same person, and stays linked`() throws {
        var (story, admin) = try Story.begun()
        let code = story.fresh()
        try story.apply(
            LedgerEvent(.accountInvited, at: story.now).with(.name, Array("double".utf8))
                .with(.role, number: Role.auditor.rawValue).with(.inviteHash, code).with(.linked, admin)
                .with(.expires, number: story.now.adding(seconds: 60).milliseconds), by: admin)
        let double = try story.enrol(invitation: code)
        #expect(story.authority.isSamePerson(double, admin))
        try story.account(.accountDisabled, double, by: admin)
        let again = try story.newcomer("double", .auditor, by: admin)
        #expect(story.authority.isSamePerson(again, admin) && story.authority.isSamePerson(again, double))
        let other = try story.newcomer("other", .auditor, by: admin)
        #expect(!story.authority.isSamePerson(other, admin))
    }

    /// With a link between them one admin would be both of the two who decide.
    @Test func `no admin makes two people one, not by a worker's account in between either`() throws {
        var (story, admin, second, auditor) = try office()
        func invite(_ name: String, linked: KeyID, _ story: inout Story) throws -> [UInt8] {
            let code = story.fresh()
            try story.apply(
                LedgerEvent(.accountInvited, at: story.now).with(.name, Array(name.utf8))
                    .with(.role, number: Role.lawyer.rawValue).with(.inviteHash, code).with(.linked, linked)
                    .with(.expires, number: story.now.adding(seconds: 60).milliseconds), by: admin)
            return code
        }
        let worker = try story.enrol(invitation: try invite("temp", linked: auditor, &story))
        try story.account(.accountDisabled, worker, by: admin)
        #expect(throws: PolicyDenial.nameTaken) { try invite("temp", linked: admin, &story) }
        #expect(throws: PolicyDenial.nameTaken) { try invite("admin2", linked: admin, &story) }
        #expect(!story.authority.isSamePerson(admin, auditor) && !story.authority.isSamePerson(admin, second))
        #expect(story.authority.needsSecondPerson(.limitsPropose))
    }

    @Test func `an agreement is to exactly what was proposed`() throws {
        var (story, admin, second, _) = try office()
        let one = try story.proposeInvitation("third", .admin, code: story.fresh(), by: admin)
        let other = try story.proposeInvitation("fourth", .auditor, code: story.fresh(), by: admin)
        let hash = try #require(story.authority.proposals[other]?.hash.bytes)
        #expect(throws: PolicyDenial.proposalDiffers) { try story.agree(one, by: second, digest: hash) }
        #expect(throws: PolicyDenial.proposalDiffers) { try story.agree(one, by: second, digest: story.fresh()) }
        #expect(story.authority.proposals.count == 2)
    }

    @Test func `a proposal lasts seven days, no longer, and is agreed to once`() throws {
        var (story, admin, second, _) = try office()
        #expect(throws: PolicyDenial.outOfOrder) {
            try story.propose(.limitsPropose, by: admin, lastsDays: 8) { $0.with(Story.limits(quorum: 1)) }
        }
        let late = try story.proposeInvitation("third", .admin, code: story.fresh(), by: admin)
        story.wait(seconds: 7 * 86_400)
        #expect(throws: PolicyDenial.proposalExpired) { try story.agree(late, by: second) }
        let id = try story.proposeInvitation("third", .admin, code: story.fresh(), by: admin)
        try story.agree(id, by: second)
        #expect(throws: PolicyDenial.notFound) { try story.agree(id, by: second) }
    }

    @Test func `what its proposer may no longer do, nobody can agree to`() throws {
        var (story, admin, second, auditor) = try office()
        let id = try story.proposeInvitation("third", .admin, code: story.fresh(), by: second)
        try story.account(.accountDisabled, second, by: admin)
        #expect(throws: PolicyDenial.notActive) { try story.agree(id, by: auditor) }
    }

    @Test func `who works on cases agrees to nothing that concerns the whole vault`() throws {
        var (story, admin, _, _) = try office()
        let lawyer = try story.newcomer("lawyer", .lawyer, by: admin)
        let id = try story.proposeInvitation("third", .admin, code: story.fresh(), by: admin)
        #expect(throws: PolicyDenial.notFound) { try story.agree(id, by: lawyer) }
        #expect(throws: PolicyDenial.notFound) { try story.takeBack(id, by: lawyer) }
    }

    @Test func `an admin or an auditor takes a proposal back`() throws {
        var (story, admin, second, auditor) = try office()
        for person in [admin, second, auditor] {
            let id = try story.proposeInvitation("third", .admin, code: story.fresh(), by: admin)
            try story.takeBack(id, by: person)
            #expect(throws: PolicyDenial.notFound) { try story.agree(id, by: auditor) }
        }
    }

    @Test func `while there is nobody to be the second, an admin begins alone; two stay two`() throws {
        var (story, admin) = try Story.begun()
        try story.set(Story.limits(quorum: 2), by: admin)
        let auditor = try story.newcomer("auditor", .auditor, by: admin)
        #expect(throws: PolicyDenial.needsSecondPerson) { try story.invite("admin2", .admin, by: admin) }
        #expect(throws: PolicyDenial.lastSecondPerson) { try story.account(.accountDisabled, auditor, by: admin) }
        try story.account(.accountSuspended, auditor, by: admin)
        #expect(throws: PolicyDenial.needsSecondPerson) { try story.invite("admin2", .admin, by: admin) }
    }

    @Test func `a change of role ends the old key and invites the same name`() throws {
        var (story, admin, second, auditor) = try office()
        let lawyer = try story.newcomer("lawyer", .lawyer, by: admin)
        let code = story.fresh()
        func change(_ event: consuming LedgerEvent) -> LedgerEvent {
            event.with(.subject, lawyer).with(.name, Array("lawyer".utf8)).with(.role, number: Role.admin.rawValue)
                .with(.inviteHash, code).with(.lastsSeconds, number: UInt64(3_600))
        }
        let id = try story.propose(.accountRole, by: admin, change)
        #expect(throws: PolicyDenial.samePerson) { try story.agree(id, by: admin) }
        try story.agree(id, by: second)
        #expect(story.authority.accounts[lawyer]?.status == .disabled)
        let again = try story.enrol(invitation: code)
        #expect(story.authority.accounts[again]?.role == .admin && story.authority.isSamePerson(lawyer, again))
        _ = auditor
    }

    @Test func `one admin makes limits stricter; at quorum 2 it takes two to make them laxer`() throws {
        var (story, admin, _, auditor) = try office()
        try story.set(Story.limits(quorum: 2, waitDays: 30, idleSeconds: 600), by: admin)
        #expect(throws: PolicyDenial.needsSecondPerson) {
            try story.set(Story.limits(quorum: 2, waitDays: 30, idleSeconds: 601), by: admin)
        }
        #expect(throws: PolicyDenial.needsSecondPerson) {
            try story.set(Story.limits(quorum: 1, waitDays: 30, idleSeconds: 600), by: admin)
        }
        // 0 is any age, and so the laxest.
        for days in [UInt32(366), 0] {
            #expect(throws: PolicyDenial.needsSecondPerson) {
                try story.set(
                    Story.limits(quorum: 2, waitDays: 30, idleSeconds: 600, keyMaxAgeDays: days), by: admin)
            }
        }
        #expect(throws: PolicyDenial.roleMayNot) { try story.set(Story.limits(quorum: 2, waitDays: 60), by: auditor) }
        let laxer = Story.limits(quorum: 1)
        let id = try story.propose(.limitsPropose, by: admin) { $0.with(laxer) }
        try story.agree(id, by: auditor)
        #expect(story.authority.limits == laxer)
        try story.set(Story.limits(quorum: 1, idleSeconds: 7_200), by: admin)
    }
}
