import Testing
import VaultCrypto
import VaultEngine
import VaultModel

/// If one of these fails, records whose people are all gone are lost, or come back to somebody who should not have
/// them.
@Suite struct RecoveryTests {
    /// A case with a record in every compartment, all of it sealed to the custodians, and everybody disabled.
    private struct Lost {
        let staff: Staff
        let custodians: TestCustodians
        let notes: [RecordItem]
        let eliza: Session

        init(role: Role = .caseworker) async throws {
            staff = try await Staff()
            custodians = try await staff.withCustodians()
            var notes: [RecordItem] = []
            for (session, kind) in [
                (staff.caseworker, RecordKind.safetyPlan), (staff.lawyer, .statement),
                (staff.psychologist, .sessionNote),
            ] {
                notes.append(
                    try await staff.vault.writeNote(
                        session, code: staff.code, NoteDraft(kind: kind, text: "\(kind)"), idempotencyKey: nil))
            }
            self.notes = notes
            for name in ["bakyt", "cholpon", "aizada"] {
                _ = try await staff.vault.disable(
                    staff.admin, name: name, DisableRequest(orphan: true, confirm: name))
            }
            eliza = try await staff.test.enrol("eliza", role, by: staff.admin)
        }

        var vault: Vault { staff.vault }
        var admin: CeremonyCaller { CeremonyCaller(staff.admin, uid: 0) }

        func begin(_ request: BeginRecoveryRequest, words name: String? = nil) async throws -> Recovery {
            let begun = try await vault.beginRecovery(admin, request)
            guard let name else { return begun }
            return try await vault.recoveryWords(
                admin, id: begun.id.hex, RecoveryWordsRequest(name: name, keyWords: staff.test.words[name]))
        }
    }

    @Test func `when everybody on a case is disabled, the cards bring it back`() async throws {
        let lost = try await Lost()
        let request = BeginRecoveryRequest(purpose: .recoverCase, case: lost.staff.code, to: "eliza")
        let begun = try await lost.begin(request, words: "eliza")
        #expect(begun.needed == 2 && begun.people == [RecoveryPerson(name: "eliza", words: "typed")])
        let first = try await lost.vault.type(lost.custodians.card(2), into: begun.id, as: somebodyThere)
        #expect(first.cards == 1 && first.state == .open)
        #expect(
            await refusal { try await lost.vault.readNote(lost.eliza, id: lost.notes[0].id.hex, version: nil) }
                == .notFound)
        let done = try await lost.vault.type(lost.custodians.card(0), into: begun.id, as: lost.admin)
        #expect(done.state == .done && done.opened?.map(\.compartments) == [[.identity, .casework]])
        #expect(try await lost.vault.readNote(lost.eliza, id: lost.notes[0].id.hex, version: nil).text == "safetyPlan")
        // The role has no place in the other two: these stay closed.
        for note in lost.notes.dropFirst() {
            #expect(
                await refusal { try await lost.vault.readNote(lost.eliza, id: note.id.hex, version: nil) } == .notFound)
        }
        #expect(try await lost.vault.showCase(lost.eliza, code: lost.staff.code).leads == ["eliza"])
        let status = try await lost.vault.keyStatus(lost.staff.admin).items[0]
        #expect(status.compartments.filter { $0.state == "asked" }.count >= 2)
        let kinds = try await lost.vault.ledger(lost.eliza, LedgerFilter(), after: nil, limit: 200).items.map(\.kind)
        for kind in ["recovery-began", "card-accepted", "recovered", "recovery-ended"] { #expect(kinds.contains(kind)) }
        try await lost.staff.test.restart()
        let again = try await lost.staff.test.login("eliza")
        try await lost.vault.advanceRotations(of: again)
        #expect(try await lost.vault.readNote(again, id: lost.notes[0].id.hex, version: nil).text == "safetyPlan")
        #expect(try await lost.vault.verifyLedger(lost.staff.test.login("admin")).valid)
    }

    @Test func `one card too few gives nothing`() async throws {
        let lost = try await Lost()
        let begun = try await lost.begin(
            BeginRecoveryRequest(purpose: .recoverCase, case: lost.staff.code, to: "eliza"), words: "eliza")
        _ = try await lost.vault.type(lost.custodians.card(0), into: begun.id, as: operatorThere)
        #expect(
            await refusal { try await lost.vault.type(lost.custodians.card(0), into: begun.id, as: operatorThere) }
                == .cardRefused)
        #expect(
            await refusal { try await lost.vault.readNote(lost.eliza, id: lost.notes[0].id.hex, version: nil) }
                == .notFound)
        #expect(throws: ShareError.tooFew(given: 1, needed: 2)) {
            _ = try HeldCustodianKeys(combining: [lost.custodians.cards[0]])
        }
        _ = try await lost.vault.cancelRecovery(lost.admin, id: begun.id.hex)
        #expect(
            await refusal { try await lost.vault.type(lost.custodians.card(1), into: begun.id, as: operatorThere) }
                == .notFound)
    }

    @Test func `nobody is let in before their key words were typed, and wrong words are refused`() async throws {
        let lost = try await Lost()
        let begun = try await lost.begin(
            BeginRecoveryRequest(purpose: .recoverCase, case: lost.staff.code, to: "eliza"))
        #expect(
            await refusal { try await lost.vault.type(lost.custodians.card(0), into: begun.id, as: operatorThere) }
                == .notVouched)
        let wrong = RecoveryWordsRequest(name: "eliza", keyWords: lost.custodians.words)
        #expect(
            await refusal { try await lost.vault.recoveryWords(lost.admin, id: begun.id.hex, wrong) } == .keyWordsDiffer
        )
    }

    @Test func `one ceremony brings back what one person alone held, for the same name with a new key`() async throws {
        let lost = try await Lost()
        _ = try await lost.staff.test.enrol("cholpon2", .psychologist, by: lost.staff.admin)
        let begun = try await lost.begin(
            BeginRecoveryRequest(purpose: .recoverAccount, name: "cholpon", to: "cholpon2"), words: "cholpon2")
        for number in 0...1 {
            _ = try await lost.vault.type(lost.custodians.card(number), into: begun.id, as: operatorThere)
        }
        let session = try await lost.staff.test.login("cholpon2")
        #expect(try await lost.vault.readNote(session, id: lost.notes[2].id.hex, version: nil).text == "sessionNote")
        // Casework was the caseworker's in the end, not hers.
        #expect(
            await refusal { try await lost.vault.readNote(session, id: lost.notes[0].id.hex, version: nil) }
                == .notFound)
    }

    @Test func `where nobody leads any more, the cards make somebody on the case the lead`() async throws {
        let staff = try await Staff()
        let custodians = try await staff.withCustodians()
        _ = try await staff.vault.disable(staff.admin, name: "aizada", DisableRequest(confirm: "aizada"))
        let admin = CeremonyCaller(staff.admin, uid: 0)
        let begun = try await staff.vault.beginRecovery(
            admin, BeginRecoveryRequest(purpose: .recoverCase, case: staff.code, to: "bakyt"))
        _ = try await staff.vault.recoveryWords(
            admin, id: begun.id.hex, RecoveryWordsRequest(name: "bakyt", keyWords: staff.test.words["bakyt"]))
        for number in 0...1 {
            _ = try await staff.vault.type(custodians.card(number), into: begun.id, as: operatorThere)
        }
        #expect(try await staff.vault.showCase(staff.lawyer, code: staff.code).leads == ["bakyt"])
        #expect(
            await refusal {
                try await staff.vault.beginRecovery(
                    admin, BeginRecoveryRequest(purpose: .recoverCase, case: staff.code, to: "bakyt"))
            } == .nothingToChange)
    }

    @Test func `those assigned who lack the key get it without being named, each by their own words`() async throws {
        let staff = try await Staff()
        let custodians = try await staff.withCustodians()
        let note = try await staff.vault.writeNote(
            staff.psychologist, code: staff.code, NoteDraft(text: "hers alone"), idempotencyKey: nil)
        for name in ["eliza", "farida"] {
            _ = try await staff.test.enrol(name, .psychologist, by: staff.admin)
            _ = try await staff.vault.assign(
                staff.caseworker, code: staff.code, AssignRequest(name: name, keyWords: staff.test.words[name]))
        }
        _ = try await staff.vault.disable(
            staff.admin, name: "cholpon", DisableRequest(orphan: true, confirm: "cholpon"))
        let admin = CeremonyCaller(staff.admin, uid: 0)
        let begun = try await staff.vault.beginRecovery(
            admin, BeginRecoveryRequest(purpose: .recoverCase, case: staff.code))
        #expect(begun.people.map(\.name) == ["eliza", "farida"])
        _ = try await staff.vault.recoveryWords(
            admin, id: begun.id.hex, RecoveryWordsRequest(name: "eliza", keyWords: staff.test.words["eliza"]))
        _ = try await staff.vault.recoveryWords(admin, id: begun.id.hex, RecoveryWordsRequest(name: "farida"))
        for number in 0...1 {
            _ = try await staff.vault.type(custodians.card(number), into: begun.id, as: operatorThere)
        }
        let (eliza, farida) = (try await staff.test.login("eliza"), try await staff.test.login("farida"))
        #expect(try await staff.vault.readNote(eliza, id: note.id.hex, version: nil).text == "hers alone")
        #expect(await refusal { try await staff.vault.readNote(farida, id: note.id.hex, version: nil) } == .notFound)
    }

    @Test func `a forgotten passphrase is a new key of the same name, and gets what the old one alone held`()
        async throws
    {
        let staff = try await Staff()
        let custodians = try await staff.withCustodians()
        let note = try await staff.vault.writeNote(
            staff.psychologist, code: staff.code, NoteDraft(text: "hers alone"), idempotencyKey: nil)
        _ = try await staff.vault.disable(
            staff.admin, name: "cholpon", DisableRequest(orphan: true, confirm: "cholpon"))
        let again = try await staff.test.enrol("cholpon", .psychologist, by: staff.admin)
        let admin = CeremonyCaller(staff.admin, uid: 0)
        let begun = try await staff.vault.beginRecovery(
            admin, BeginRecoveryRequest(purpose: .recoverAccount, name: "cholpon"))
        _ = try await staff.vault.recoveryWords(
            admin, id: begun.id.hex, RecoveryWordsRequest(name: "cholpon", keyWords: staff.test.words["cholpon"]))
        for number in 1...2 {
            _ = try await staff.vault.type(custodians.card(number), into: begun.id, as: operatorThere)
        }
        #expect(try await staff.vault.readNote(again, id: note.id.hex, version: nil).text == "hers alone")
        #expect(try await staff.vault.showCase(again, code: staff.code).leads == ["aizada"])
    }

    @Test func `the last admin comes back at the console without any login`() async throws {
        let staff = try await Staff()
        let custodians = try await staff.withCustodians()
        let request = BeginRecoveryRequest(purpose: .recoverAccount, name: "admin")
        #expect(await refusal { try await staff.vault.beginRecovery(somebodyThere, request) } == .notTheOperator)
        let begun = try await staff.vault.beginRecovery(operatorThere, request)
        _ = try await staff.vault.type(custodians.card(0), into: begun.id, as: somebodyThere)
        let last = try await staff.vault.type(custodians.card(1), into: begun.id, as: somebodyThere)
        #expect(last.state == .done && last.invitation == nil)
        let code = try #require(try await staff.vault.recovery(operatorThere, id: begun.id.hex).invitation?.code)
        #expect(await refusal { try await staff.vault.accounts(staff.admin) } == .sessionExpired)
        _ = try await staff.vault.enrol(
            name: "admin", inviteCode: code, key: try staff.test.key("admin"), salt: TestVault.salt, passes: 3,
            memoryKiB: 65_536, uid: 0)
        let admin = try await staff.test.login("admin")
        #expect(try await staff.vault.keyStatus(admin).items[0].houseEpoch == 2)
        try await staff.test.restart()
        #expect(try await staff.vault.verifyLedger(staff.test.login("admin")).valid)
    }

    @Test func `a rehearsal proves the cards, opens nothing, and doctor knows of it`() async throws {
        let clock = TestClock()
        let staff = try await Staff(clock: clock)
        let custodians = try await staff.withCustodians()
        let begun = try await staff.vault.beginRecovery(operatorThere, BeginRecoveryRequest(purpose: .rehearse))
        for number in 0...1 {
            _ = try await staff.vault.type(custodians.card(number), into: begun.id, as: operatorThere)
        }
        #expect(try await staff.vault.keyStatus(staff.admin).items[0].houseEpoch == 1)
        #expect(try await staff.vault.doctor(staff.admin).items.first { $0.id == "rehearsal" }?.severity == .fine)
        clock.advance(seconds: 181 * 86_400)
        let admin = try await staff.test.login("admin")
        #expect(try await staff.vault.doctor(admin).items.first { $0.id == "rehearsal" }?.severity == .warning)
    }

    @Test func `after its succession the old key opens nothing, and the new one everything`() async throws {
        let lost = try await Lost()
        let next = try TestCustodians()
        let begun = try await lost.begin(
            BeginRecoveryRequest(purpose: .succeed, publicKeys: next.publicKeys.text, needed: 2, count: 3))
        #expect(begun.successor == "waiting")
        // A key that whoever began it dealt themselves: its words are on no card that a custodian holds.
        #expect(
            await refusal { try await lost.vault.type(lost.custodians.card(0), into: begun.id, as: operatorThere) }
                == .notVouched)
        let words = RecoveryWordsRequest(name: nil, keyWords: lost.custodians.words)
        #expect(
            await refusal { try await lost.vault.recoveryWords(operatorThere, id: begun.id.hex, words) }
                == .keyWordsDiffer)
        let typed = try await lost.vault.recoveryWords(
            operatorThere, id: begun.id.hex, RecoveryWordsRequest(name: nil, keyWords: next.words))
        #expect(typed.successor == "typed")
        for number in 0...1 {
            _ = try await lost.vault.type(lost.custodians.card(number), into: begun.id, as: operatorThere)
        }
        try await lost.staff.test.restart()
        let admin = CeremonyCaller(try await lost.staff.test.login("admin"), uid: 0)
        let recovery = try await lost.vault.beginRecovery(
            admin, BeginRecoveryRequest(purpose: .recoverCase, case: lost.staff.code, to: "eliza"))
        _ = try await lost.vault.recoveryWords(
            admin, id: recovery.id.hex, RecoveryWordsRequest(name: "eliza", keyWords: lost.staff.test.words["eliza"]))
        _ = try await lost.vault.type(lost.custodians.card(0), into: recovery.id, as: operatorThere)
        #expect(
            await refusal { try await lost.vault.type(lost.custodians.card(2), into: recovery.id, as: operatorThere) }
                == .cardsOfAnotherKey)
        #expect(try await lost.vault.recovery(admin, id: recovery.id.hex).cards == 0)
        _ = try await lost.vault.cancelRecovery(admin, id: recovery.id.hex)
        #expect(try await lost.vault.verifyLedger(lost.staff.test.login("admin")).valid)
    }

    @Test func `after a succession the new cards open what nobody held any more`() async throws {
        let clock = TestClock()
        let staff = try await Staff(clock: clock)
        let custodians = try await staff.withCustodians()
        let note = try await staff.vault.writeNote(
            staff.psychologist, code: staff.code, NoteDraft(text: "hers alone"), idempotencyKey: nil)
        _ = try await staff.vault.disable(
            staff.admin, name: "cholpon", DisableRequest(orphan: true, confirm: "cholpon"))
        let next = try TestCustodians()
        let admin = CeremonyCaller(staff.admin, uid: 0)
        let begun = try await staff.vault.beginRecovery(
            admin, BeginRecoveryRequest(purpose: .succeed, publicKeys: next.publicKeys.text, needed: 2, count: 3))
        _ = try await staff.vault.recoveryWords(
            admin, id: begun.id.hex, RecoveryWordsRequest(name: nil, keyWords: next.words))
        for number in 0...1 { _ = try await staff.vault.type(custodians.card(number), into: begun.id, as: admin) }
        #expect(try await staff.vault.custodians(staff.caseworker).confirmed == true)
        #expect(try await staff.vault.custodians(staff.admin).progress.missing == 0)
        let again = try await staff.test.enrol("cholpon", .psychologist, by: staff.admin)
        let recovery = try await staff.vault.beginRecovery(
            admin, BeginRecoveryRequest(purpose: .recoverAccount, name: "cholpon"))
        _ = try await staff.vault.recoveryWords(
            admin, id: recovery.id.hex, RecoveryWordsRequest(name: "cholpon", keyWords: staff.test.words["cholpon"]))
        for number in 1...2 { _ = try await staff.vault.type(next.card(number), into: recovery.id, as: admin) }
        #expect(try await staff.vault.readNote(again, id: note.id.hex, version: nil).text == "hers alone")
    }
}
