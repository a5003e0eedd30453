import Testing
import VaultModel

/// Who can come in, and what stops them: replayed at start, so a forged ledger meets the same rules.
struct AuthorityPeopleTests {
    @Test func `an event that does not follow the newest one is refused`() throws {
        var (story, admin) = try Story.begun()
        let old = story.authority.head
        _ = try story.newcomer("lawyer", .lawyer, by: admin)
        let subject = try #require(story.authority.keyIDs["lawyer"])
        let event = LedgerEvent(.accountSuspended, at: story.now).with(.subject, subject)
        #expect(throws: PolicyDenial.outOfOrder) { try story.apply(event, by: admin, previous: old) }
    }

    @Test func `a refused event changes nothing`() throws {
        var (story, admin) = try Story.begun()
        let before = story.authority.head
        #expect(throws: PolicyDenial.roleMayNot) { try story.open("KG-2026-0001", by: admin) }
        #expect(story.authority.head == before && story.authority.cases.isEmpty)
    }

    @Test func `a second charter is refused`() throws {
        var (story, admin) = try Story.begun()
        let charter = LedgerEvent(.charter, at: story.now).with(.name, Array("other".utf8))
            .with(.agreementKey, story.fresh()).with(.signingKey, story.fresh())
        #expect(throws: PolicyDenial.outOfOrder) { try story.apply(charter, by: admin, keyID: admin) }
    }

    @Test func `an event of somebody who never enrolled is refused`() throws {
        var (story, _) = try Story.begun()
        let stranger = story.newKeyID()
        #expect(throws: PolicyDenial.notActive) { try story.invite("friend", .lawyer, by: stranger) }
    }

    @Test func `what the daemon notes by itself changes nobody's rights`() throws {
        var (story, admin) = try Story.begun()
        for kind in EventKind.allCases where !kind.isAuthority {
            #expect(throws: PolicyDenial.outOfOrder, "\(kind)") {
                try story.apply(LedgerEvent(kind, at: story.now), by: admin)
            }
        }
    }

    @Test(arguments: Role.allCases.filter { $0 != .admin })
    func `only an admin invites and disables`(role: Role) throws {
        var (story, admin) = try Story.begun()
        let person = try story.newcomer("person", role, by: admin)
        let other = try story.newcomer("other", .lawyer, by: admin)
        #expect(throws: PolicyDenial.roleMayNot) { try story.invite("friend", .lawyer, by: person) }
        #expect(throws: PolicyDenial.roleMayNot) { try story.account(.accountDisabled, other, by: person) }
    }

    @Test func `admins and auditors suspend and resume, others do not`() throws {
        var (story, admin) = try Story.begun()
        let auditor = try story.newcomer("auditor", .auditor, by: admin)
        let lawyer = try story.newcomer("lawyer", .lawyer, by: admin)
        let worker = try story.newcomer("worker", .caseworker, by: admin)
        try story.account(.accountSuspended, lawyer, by: auditor)
        #expect(story.authority.accounts[lawyer]?.status == .suspended)
        #expect(throws: PolicyDenial.nothingToChange) { try story.account(.accountSuspended, lawyer, by: admin) }
        try story.account(.accountResumed, lawyer, by: admin)
        #expect(throws: PolicyDenial.nothingToChange) { try story.account(.accountResumed, lawyer, by: admin) }
        #expect(throws: PolicyDenial.roleMayNot) { try story.account(.accountSuspended, lawyer, by: worker) }
    }

    @Test func `a suspended or disabled person signs nothing`() throws {
        var (story, admin) = try Story.begun()
        let lawyer = try story.newcomer("lawyer", .lawyer, by: admin)
        try story.account(.accountSuspended, lawyer, by: admin)
        #expect(throws: PolicyDenial.notActive) { try story.open("KG-2026-0001", by: lawyer) }
        try story.account(.accountDisabled, lawyer, by: admin)
        #expect(throws: PolicyDenial.notActive) { try story.open("KG-2026-0001", by: lawyer) }
        #expect(throws: PolicyDenial.notActive) { try story.account(.accountResumed, lawyer, by: admin) }
    }

    @Test func `nobody suspends, disables or vouches for themselves`() throws {
        var (story, admin) = try Story.begun()
        _ = try story.newcomer("admin2", .admin, by: admin)
        for kind in [EventKind.accountSuspended, .accountDisabled, .vouched] {
            #expect(throws: PolicyDenial.oneself, "\(kind)") { try story.account(kind, admin, by: admin) }
        }
    }

    @Test func `the last active admin stays`() throws {
        var (story, admin) = try Story.begun()
        let auditor = try story.newcomer("auditor", .auditor, by: admin)
        let second = try story.newcomer("admin2", .admin, by: admin)
        try story.account(.accountSuspended, second, by: auditor)
        #expect(throws: PolicyDenial.lastAdmin) { try story.account(.accountSuspended, admin, by: auditor) }
    }

    @Test func `an invitation serves once, in time, under a free name`() throws {
        var (story, admin) = try Story.begun()
        let code = try story.invite("lawyer", .lawyer, by: admin)
        #expect(throws: PolicyDenial.nameTaken) { try story.invite("lawyer", .auditor, by: admin) }
        _ = try story.enrol(invitation: code)
        #expect(throws: PolicyDenial.inviteRefused) { try story.enrol(invitation: code) }
        #expect(throws: PolicyDenial.inviteRefused) { try story.enrol(invitation: story.fresh()) }
        #expect(throws: PolicyDenial.nameTaken) { try story.invite("lawyer", .lawyer, by: admin) }

        let late = try story.invite("auditor", .auditor, by: admin)
        story.wait(seconds: 259_201)
        #expect(throws: PolicyDenial.inviteRefused) { try story.enrol(invitation: late) }
        _ = try story.newcomer("auditor", .auditor, by: admin)
    }

    @Test func `the invitation decides name and role, not the person who enrols`() throws {
        var (story, admin) = try Story.begun()
        let keyID = try story.newcomer("lawyer", .lawyer, by: admin)
        let account = try #require(story.authority.accounts[keyID])
        #expect(account.name.text == "lawyer" && account.role == .lawyer && account.invitedBy == admin)
    }

    @Test func `the code of a used invitation cannot be given out again`() throws {
        var (story, admin) = try Story.begun()
        let code = try story.invite("lawyer", .lawyer, by: admin)
        _ = try story.enrol(invitation: code)
        let again = LedgerEvent(.accountInvited, at: story.now)
            .with(.name, Array("other".utf8)).with(.role, number: Role.auditor.rawValue).with(.inviteHash, code)
            .with(.expires, number: UInt64.max)
        #expect(throws: PolicyDenial.outOfOrder) { try story.apply(again, by: admin) }
    }

    @Test func `a name that is free again names the new key`() throws {
        var (story, admin) = try Story.begun()
        let old = try story.newcomer("lawyer", .lawyer, by: admin)
        try story.account(.accountDisabled, old, by: admin)
        let new = try story.newcomer("lawyer", .lawyer, by: admin)
        #expect(try story.authority.account(named: AccountName("lawyer"))?.keyID == new)
        #expect(story.authority.accounts[old]?.status == .disabled)
    }
}
