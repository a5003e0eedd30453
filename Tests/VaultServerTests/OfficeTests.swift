import Foundation
import Testing
import VaultModel
import VaultServer

/// Notes, cases and refusals over the socket, with the real engine behind it.
@Suite(.serialized, .timeLimit(.minutes(2))) struct OfficeTests {
    private func office(_ body: @Sendable @escaping (Office) async throws -> Void) async throws {
        try await LiveServer.run { try await body(try await Office($0)) }
    }

    private let json = ["Content-Type": "application/json"]

    @Test func `a note is written, read by a prefix of its id and amended`() async throws {
        try await office { office in
            let written = try await office.json(
                RecordItem.self, "POST", "/v1/cases/kg-2026-0041/records", as: "psychologist",
                body: #"{"title":"Түшүнүк","text":"Ёлка и йод\n"}"#)
            #expect(written.kind == .sessionNote)
            let path = "/v1/records/\(written.id.hex.prefix(8).uppercased())"
            let read = try await office.send("GET", path, as: "psychologist")
            #expect(read.headers["etag"] == "\"1\"")
            #expect(read.headers["cache-control"] == "no-store")
            #expect(try JSONDecoder().decode(Note.self, from: Data(read.body.utf8)).text == "Ёлка и йод\n")
            let versions = "/v1/records/\(written.id)/versions"
            let amended = try await office.send(
                "POST", versions, as: "psychologist", headers: json.merging(["If-Match": "\"1\""]) { $1 },
                body: #"{"text":"better"}"#)
            #expect(amended.status == 201)
            let late = try await office.send(
                "POST", versions, as: "psychologist", headers: json.merging(["If-Match": "\"1\""]) { $1 },
                body: #"{"text":"too late"}"#)
            #expect(try late.problem().code == .versionConflict)
            let blind = try await office.send(
                "POST", versions, as: "psychologist", headers: json, body: #"{"text":"x"}"#)
            #expect(try blind.problem().code == .preconditionRequired)
            let old = try await office.json(Note.self, "GET", path + "?version=1", as: "psychologist")
            #expect(old.text == "Ёлка и йод\n")
            // The lawyer is on the case and not in that compartment.
            #expect(try await office.send("GET", path, as: "lawyer").status == 404)
            #expect(try await office.send("GET", path, as: "admin").status == 403)
        }
    }

    @Test func `what a body must not be is refused and changes nothing`() async throws {
        try await office { office in
            let path = "/v1/cases/\(Office.code)/records"
            let refused: [(String, [String: String], Int, ProblemCode)] = [
                (#"{"text":"a"}"#, [:], 415, .mediaTypeNotSupported),
                (#"{"text":"a"}"#, ["Content-Type": "text/plain"], 415, .mediaTypeNotSupported),
                ("", json, 400, .malformedJSON), (#"{"text":"a""#, json, 400, .malformedJSON),
                (#"{"text":"a","colour":"red"}"#, json, 400, .unknownField),
                (#"{"text":7}"#, json, 400, .invalidValue), (#"{"text":"a\u0000b"}"#, json, 400, .invalidValue),
                (#"{"text":"\#(String(repeating: "x", count: Limits.jsonBytes))"}"#, json, 413, .bodyTooLarge),
                (#"{"text":"\#(String(repeating: "x", count: Limits.noteBytes + 1))"}"#, json, 400, .invalidValue),
            ]
            for (body, headers, status, code) in refused {
                let answer = try await office.send("POST", path, as: "psychologist", headers: headers, body: body)
                #expect(answer.status == status)
                #expect(try answer.problem().code == code)
            }
            let page = try await office.json(Page<RecordItem>.self, "GET", path, as: "psychologist")
            #expect(page.items.isEmpty)
        }
    }

    @Test func `an admin's closing is a request and says so with 202`() async throws {
        try await office { office in
            let asked = try await office.send("POST", "/v1/cases/\(Office.code)/close", as: "admin")
            #expect(asked.status == 202)
            let done = try JSONDecoder().decode(Done.self, from: Data(asked.body.utf8))
            let id = try #require(done.request)
            let page = try await office.json(Page<AccessRequest>.self, "GET", "/v1/requests", as: "caseworker")
            #expect(page.items.map(\.id) == [id])
            // The body of a yes may be empty.
            let yes = try await office.send("POST", "/v1/requests/\(id)/approve", as: "caseworker")
            #expect(yes.status == 200)
            let shown = try await office.json(CaseItem.self, "GET", "/v1/cases/\(Office.code)", as: "caseworker")
            #expect(shown.status == "closed")
        }
    }

    @Test func `a session ends when its person logs out`() async throws {
        try await office { office in
            #expect(try await office.send("GET", "/v1/session", as: "lawyer").status == 200)
            #expect(try await office.send("DELETE", "/v1/session", as: "lawyer").status == 200)
            let after = try await office.send("GET", "/v1/session", as: "lawyer")
            #expect(after.status == 401)
            #expect(after.headers["www-authenticate"]?.hasPrefix("Bearer") == true)
        }
    }

    @Test func `a wrong key is refused and soon delayed`() async throws {
        try await office { office in
            var last: RawAnswer?
            for _ in 0..<12 {
                let answer = try await office.server.send(
                    "POST", "/v1/accounts/lawyer/sessions", headers: ["Content-Type": "application/octet-stream"],
                    body: String(repeating: "x", count: 32))
                #expect([401, 429].contains(answer.status))
                last = answer
                if answer.status == 429 { break }
            }
            #expect(try last?.problem().code == .loginDelayed)
            #expect(last?.headers["retry-after"] != nil)
        }
    }

    @Test func `every answer of a list route is JSON that names its items`() async throws {
        try await office { office in
            for (path, name) in [
                ("/v1/accounts", "lawyer"), ("/v1/cases?limit=1", "lawyer"), ("/v1/requests", "admin"),
                ("/v1/keys", "admin"), ("/v1/ledger?limit=3&order=asc", "admin"), ("/v1/doctor", "admin"),
                ("/v1/cases/\(Office.code)/who", "admin"), ("/v1/cases/\(Office.code)/requests", "lawyer"),
            ] {
                let answer = try await office.send("GET", path, as: name)
                #expect(answer.status == 200, "\(path): \(answer.body)")
                #expect(answer.body.hasPrefix("{\"items\":["))
            }
        }
    }
}
