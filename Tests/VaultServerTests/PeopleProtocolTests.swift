import Foundation
import Testing
import VaultModel
import VaultServer

/// People who go, over the protocol: what a client is told before it is too late.
@Suite(.serialized, .timeLimit(.minutes(2))) struct PeopleProtocolTests {
    private func office(_ body: @Sendable @escaping (Office) async throws -> Void) async throws {
        try await LiveServer.run { try await body(try await Office($0)) }
    }

    private let json = ["Content-Type": "application/json"]

    @Test func `a problem that wants a confirmation carries what would be done`() async throws {
        try await office { office in
            let bare = try await office.send("POST", "/v1/accounts/caseworker/disable", as: "admin")
            #expect(bare.status == 409)
            let problem = try bare.problem()
            #expect(problem.code == .confirmationNeeded)
            let leaving = try #require(problem.leaving)
            #expect(leaving.name == "caseworker" && leaving.role == .caseworker && leaving.orphans.isEmpty)
            #expect(leaving.cases.map(\.id) == [Office.code] && leaving.cases[0].lead && leaving.cases[0].lastLead)
            let shown = try await office.json(Leaving.self, "GET", "/v1/accounts/caseworker/disable", as: "admin")
            #expect(shown == leaving)
            let done = try await office.json(
                Done.self, "POST", "/v1/accounts/caseworker/disable", as: "admin", body: #"{"confirm":"caseworker"}"#)
            #expect(done.report?.withoutLead == [Office.code])
        }
    }

    @Test func `an empty compartment's list of orphans stays beside the new one`() async throws {
        try await office { office in
            _ = try await office.json(
                RecordItem.self, "POST", "/v1/cases/\(Office.code)/records", as: "psychologist",
                body: #"{"text":"hers alone"}"#)
            let refused = try await office.send(
                "POST", "/v1/accounts/psychologist/disable", as: "admin", headers: json,
                body: #"{"confirm":"psychologist"}"#)
            let problem = try refused.problem()
            #expect(problem.code == .wouldOrphan)
            #expect(problem.orphans == ["\(Office.code) psychosocial"])
            #expect(problem.leaving?.cases.map(\.orphans) == [[.psychosocial]])
        }
    }

    @Test func `two unlock keys are exactly 64 bytes`() async throws {
        try await office { office in
            let headers = [
                "Content-Type": "application/octet-stream", "Sandyk-Salt": String(repeating: "5a", count: 16),
                "Sandyk-Passes": "3", "Sandyk-Memory-KiB": "262144",
            ]
            for (count, code) in [(32, ProblemCode.invalidValue), (63, .invalidValue), (65, .bodyTooLarge)] {
                let answer = try await office.send(
                    "POST", "/v1/session/passphrase", as: "lawyer", headers: headers,
                    body: String(repeating: "x", count: count))
                #expect(try answer.problem().code == code, "\(count)")
            }
            let wrong = try await office.send(
                "POST", "/v1/session/passphrase", as: "lawyer", headers: headers,
                body: String(repeating: "x", count: 64))
            #expect(wrong.status == 403)
            #expect(try wrong.problem().code == .passphraseRefused)
        }
    }

    @Test func `a yes to a list that was not shown is refused`() async throws {
        try await office { office in
            let list = try await office.json(
                Handover.self, "GET", "/v1/accounts/lawyer/handover?to=psychologist", as: "caseworker")
            #expect(list.digest.count == 64)
            for (digest, code) in [(String(repeating: "0", count: 64), ProblemCode.listChanged), ("", .invalidValue)] {
                let answer = try await office.send(
                    "POST", "/v1/accounts/lawyer/handover", as: "caseworker", headers: json,
                    body: #"{"to":"psychologist","digest":"\#(digest)"}"#)
                #expect(try answer.problem().code == code)
            }
            let without = try await office.send("GET", "/v1/accounts/lawyer/handover", as: "caseworker")
            #expect(try without.problem().code == .invalidValue)
        }
    }
}
