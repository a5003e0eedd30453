import Foundation
import VaultModel

/// People at work over the real protocol: a vault with an admin, a case worker, a lawyer and a psychologist on
/// one case. Everybody and everything in it is invented.
struct Office {
    /// The case that everybody but the admin is on.
    static let code = "KG-2026-0041"
    /// The server.
    let server: LiveServer
    /// Tokens by account.
    private(set) var tokens: [String: String] = [:]

    private static let salt = String(repeating: "5a", count: 16)

    /// Makes the vault, enrols everybody and opens the case.
    init(_ server: LiveServer) async throws {
        self.server = server
        let cost = ["Sandyk-Salt": Self.salt, "Sandyk-Passes": "3", "Sandyk-Memory-KiB": "262144"]
        let binary = ["Content-Type": "application/octet-stream"]
        _ = try await expect(
            201, "POST", "/v1/vault", headers: cost.merging(binary) { $1 }.merging(["Sandyk-Account": "admin"]) { $1 },
            body: Self.key("admin"))
        try await logIn("admin")
        var words: [String: String] = [:]
        for role in ["caseworker", "lawyer", "psychologist"] {
            let invitation = try await json(
                InvitationCode.self, "POST", "/v1/accounts", as: "admin",
                body: #"{"name":"\#(role)","role":"\#(role)"}"#)
            let enrolled = try await expect(
                201, "POST", "/v1/accounts/\(role)/enrol",
                headers: cost.merging(binary) { $1 }.merging(["Sandyk-Invite": invitation.code]) { $1 },
                body: Self.key(role))
            words[role] = try JSONDecoder().decode(Enrolled.self, from: Data(enrolled.body.utf8)).keyWords
            try await logIn(role)
        }
        _ = try await json(CaseItem.self, "POST", "/v1/cases", as: "caseworker", body: #"{"code":"\#(Self.code)"}"#)
        for name in ["lawyer", "psychologist"] {
            _ = try await json(
                Assigned.self, "POST", "/v1/cases/\(Self.code)/assign", as: "caseworker",
                body: #"{"name":"\#(name)","keyWords":"\#(words[name] ?? "")"}"#)
        }
    }

    /// Any 32 bytes will do for an unlock key: the server never sees a passphrase.
    private static func key(_ name: String) -> String { String((name + String(repeating: "-", count: 32)).prefix(32)) }

    private mutating func logIn(_ name: String) async throws {
        let answer = try await expect(
            201, "POST", "/v1/accounts/\(name)/sessions", headers: ["Content-Type": "application/octet-stream"],
            body: Self.key(name))
        tokens[name] = try JSONDecoder().decode(SessionToken.self, from: Data(answer.body.utf8)).token
    }

    /// One request by somebody who is logged in.
    func send(
        _ method: String, _ path: String, as name: String, headers: [String: String] = [:], body: String? = nil
    ) async throws -> RawAnswer {
        try await server.send(
            method, path, headers: headers.merging(["Authorization": "Bearer \(tokens[name] ?? "")"]) { $1 },
            body: body)
    }

    /// Sends and reads JSON; any refusal is thrown.
    func json<Answer: Decodable>(
        _ type: Answer.Type, _ method: String, _ path: String, as name: String, headers: [String: String] = [:],
        body: String? = nil
    ) async throws -> Answer {
        var headers = headers
        if body != nil { headers["Content-Type"] = "application/json" }
        let answer = try await send(method, path, as: name, headers: headers, body: body)
        guard answer.headers["content-type"] == "application/json" else {
            throw RawAnswer.Unreadable(text: answer.body)
        }
        return try JSONDecoder().decode(Answer.self, from: Data(answer.body.utf8))
    }

    /// Puts a document as the lawyer.
    func put(_ content: String, name: String = "%D0%97.txt", headers: [String: String] = [:]) async throws -> RawAnswer
    {
        try await send(
            "POST", "/v1/cases/\(Self.code)/documents", as: "lawyer",
            headers: [
                "Content-Type": "text/plain; charset=utf-8",
                "Content-Disposition": "attachment; filename*=UTF-8''\(name)",
            ].merging(headers) { $1 }, body: content)
    }

    /// What the lawyer sees on the case.
    func documents() async throws -> [RecordItem] {
        try await json(
            Page<RecordItem>.self, "GET", "/v1/cases/\(Self.code)/records?form=document", as: "lawyer"
        ).items
    }

    private func expect(
        _ status: Int, _ method: String, _ path: String, headers: [String: String], body: String
    ) async throws -> RawAnswer {
        let answer = try await server.send(method, path, headers: headers, body: body)
        guard answer.status == status else { throw RawAnswer.Unreadable(text: answer.body) }
        return answer
    }
}
