import Foundation
import VaultModel

/// Who asks in one column of the access matrix.
struct MatrixPerson: Sendable {
    /// The column's heading, e.g. `lawyer member`.
    let column: String
    /// `nil` for nobody.
    let role: Role?
    /// `lead`, `member` or `outside`; empty for roles that are on no case.
    let standing: String

    /// - Returns: `nil` for a column that names nobody.
    init?(column: String) {
        let words = column.split(separator: " ")
        guard let first = words.first, words.count <= 2 else { return nil }
        self.column = column
        role = Role(name: String(first))
        standing = words.count == 2 ? String(words[1]) : ""
        guard role != nil || column == "nobody" else { return nil }
    }

    /// The account, e.g. `lawyer-member`; `nil` for nobody.
    var name: String? { role.map { standing.isEmpty ? $0.name : "\($0.name)-\(standing)" } }
    /// The account of a role's person of some standing.
    static func name(_ role: Role, _ standing: String) -> String { "\(role.name)-\(standing)" }
}

/// The vault behind the access matrix: its people, and cases made new for the cells that change them.
///
/// Everything is done over the protocol, by people who may.
final class MatrixFixture {
    /// The server.
    let server: LiveServer
    /// The case that cells read from, with a note and a document in every compartment.
    private(set) var readCode = ""
    /// By compartment, and `note` or `document`.
    private(set) var readRecords: [String: String] = [:]

    private var tokens: [String: String] = [:]
    private var words: [String: String] = [:]
    private var count = 0
    /// The recovery that was begun last.
    private(set) var ceremony = ""

    /// One more of a role on every case, who wrote "somebody else's" records.
    private static let colleagues: [Role: String] = [
        .caseworker: "caseworker-other", .lawyer: "lawyer-other", .psychologist: "psychologist-other",
    ]
    private static let workers: [Role] = [.caseworker, .lawyer, .psychologist]
    private static let salt = String(repeating: "5a", count: 16)
    private static let cost = [
        "Sandyk-Salt": salt, "Sandyk-Passes": "3", "Sandyk-Memory-KiB": "262144",
        "Content-Type": "application/octet-stream",
    ]

    /// Makes the vault and everybody in it.
    init(_ server: LiveServer) async throws {
        self.server = server
        _ = try await expect(
            [201], "POST", "/v1/vault", headers: Self.cost.merging(["Sandyk-Account": "admin"]) { $1 },
            body: Self.key("admin"))
        try await logIn("admin")
        try await enrol("auditor", .auditor)
        for role in Self.workers {
            for standing in ["lead", "member", "outside", "other"] {
                try await enrol(MatrixPerson.name(role, standing), role)
            }
        }
        _ = try await setCustodians()
        readCode = try await fullCase()
        for compartment in Compartment.allCases {
            for form in [RecordForm.note, .document] {
                readRecords["\(form.name) \(compartment.name)"] =
                    try await record(form, in: compartment, of: readCode, by: Self.colleague(in: compartment))
            }
        }
    }

    /// Remembers a recovery that was begun.
    func note(_ begun: RawAnswer) throws {
        ceremony = try JSONDecoder().decode(Recovery.self, from: Data(begun.body.utf8)).id.hex
    }

    // MARK: People

    /// Any 32 bytes will do for an unlock key: the server never sees a passphrase.
    static func key(_ name: String) -> String { String((name + String(repeating: "-", count: 32)).prefix(32)) }
    /// Headers of an enrolment.
    static func enrolment(_ code: String) -> [String: String] { cost.merging(["Sandyk-Invite": code]) { $1 } }
    /// Headers of a new passphrase.
    static var passphrase: [String: String] { cost }
    /// Headers of an initialisation.
    static var initialisation: [String: String] { cost.merging(["Sandyk-Account": "admin"]) { $1 } }

    /// Headers of a new passphrase.
    static var costHeaders: [String: String] { cost }

    /// Logs everybody in again who has a token.
    func logEverybodyIn() async throws {
        for name in tokens.keys.sorted() { try await logIn(name) }
    }

    /// A name that nobody had before.
    func newName() -> String {
        count += 1
        return "new-\(count)"
    }

    /// A code that no case had before.
    func newCode() -> String {
        count += 1
        return "KG-2026-\(count)"
    }

    /// An open invitation.
    func invite(_ name: String, _ role: Role) async throws -> String {
        try await json(
            InvitationCode.self, "POST", "/v1/accounts", as: "admin",
            body: #"{"name":"\#(name)","role":"\#(role.name)"}"#
        ).code
    }

    /// A new colleague on no case.
    func newAccount(_ role: Role = .caseworker) async throws -> String {
        let name = newName()
        let code = try await invite(name, role)
        let answer = try await expect(
            [201], "POST", "/v1/accounts/\(name)/enrol", headers: Self.enrolment(code), body: Self.key(name))
        words[name] = try JSONDecoder().decode(Enrolled.self, from: Data(answer.body.utf8)).keyWords
        return name
    }

    /// The six words of somebody's key.
    func keyWords(_ name: String) -> String { words[name] ?? "" }

    /// A session, new where the one before was ended by a cell.
    func logIn(_ name: String) async throws {
        let answer = try await expect(
            [201], "POST", "/v1/accounts/\(name)/sessions", headers: ["Content-Type": "application/octet-stream"],
            body: Self.key(name))
        tokens[name] = try JSONDecoder().decode(SessionToken.self, from: Data(answer.body.utf8)).token
    }

    private func enrol(_ name: String, _ role: Role) async throws {
        let code = try await invite(name, role)
        let answer = try await expect(
            [201], "POST", "/v1/accounts/\(name)/enrol", headers: Self.enrolment(code), body: Self.key(name))
        words[name] = try JSONDecoder().decode(Enrolled.self, from: Data(answer.body.utf8)).keyWords
        try await logIn(name)
    }

    /// Who on a case writes in a compartment and is asked for in no column.
    static func colleague(in compartment: Compartment) -> String {
        let role: Role = compartment == .legal ? .lawyer : compartment == .psychosocial ? .psychologist : .caseworker
        return colleagues[role] ?? ""
    }

    // MARK: Cases

    /// A new case with a lead and a member of each role and the colleagues; `legal` and `psychosocial` unborn.
    func newCase() async throws -> String {
        let code = newCode()
        let lead = MatrixPerson.name(.caseworker, "lead")
        _ = try await json(CaseItem.self, "POST", "/v1/cases", as: lead, body: #"{"code":"\#(code)"}"#)
        for role in Self.workers {
            for standing in ["lead", "member", "other"] where role != .caseworker || standing != "lead" {
                _ = try await assign(MatrixPerson.name(role, standing), to: code, by: lead)
            }
            guard role != .caseworker else { continue }
            _ = try await json(
                Assigned.self, "POST", "/v1/cases/\(code)/lead", as: lead,
                body: #"{"name":"\#(MatrixPerson.name(role, "lead"))"}"#)
        }
        return code
    }

    /// A new case in which everybody holds every compartment of the role.
    func fullCase() async throws -> String {
        let code = try await newCase()
        for (role, compartment) in [(Role.lawyer, Compartment.legal), (.psychologist, .psychosocial)] {
            let lead = MatrixPerson.name(role, "lead")
            _ = try await record(.note, in: compartment, of: code, by: lead)
            let waiting = try await json(Page<AccessRequest>.self, "GET", "/v1/cases/\(code)/requests", as: lead)
            for request in waiting.items where request.mine {
                _ = try await json(
                    Assigned.self, "POST", "/v1/requests/\(request.id.hex)/approve", as: lead,
                    body: #"{"keyWords":"\#(keyWords(request.name ?? ""))"}"#)
            }
        }
        return code
    }

    /// Lets somebody in, everywhere that the role has a place or in one compartment.
    func assign(_ name: String, to code: String, _ compartment: Compartment? = nil, by who: String) async throws
        -> Assigned
    {
        let compartments = compartment.map { #","compartments":["\#($0.name)"]"# } ?? ""
        return try await json(
            Assigned.self, "POST", "/v1/cases/\(code)/assign", as: who,
            body: #"{"name":"\#(name)","keyWords":"\#(keyWords(name))"\#(compartments)}"#)
    }

    /// A new record, by its id.
    func record(_ form: RecordForm, in compartment: Compartment, of code: String, by who: String) async throws -> String
    {
        let made = try await write(form, in: compartment, of: code, as: who)
        guard made.status == 201 else { throw RawAnswer.Unreadable(text: made.body) }
        return try JSONDecoder().decode(RecordItem.self, from: Data(made.body.utf8)).id.hex
    }

    /// Writes, or is refused.
    func write(_ form: RecordForm, in compartment: Compartment, of code: String, as who: String?) async throws
        -> RawAnswer
    {
        let kind = Self.kind(in: compartment).rawValue
        if form == .note {
            return try await send(
                "POST", "/v1/cases/\(code)/records", as: who, headers: ["Content-Type": "application/json"],
                body: #"{"kind":"\#(kind)","title":"Ж","text":"nothing about anybody"}"#)
        }
        return try await send(
            "POST", "/v1/cases/\(code)/documents", as: who,
            headers: Self.document.merging(["Sandyk-Kind": kind]) { $1 },
            body: "nothing about anybody")
    }

    /// Headers of a document.
    static let document = [
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Disposition": "attachment; filename*=UTF-8''%D0%96.txt",
    ]

    private static func kind(in compartment: Compartment) -> RecordKind {
        switch compartment {
        case .identity: .identitySheet
        case .casework: .safetyPlan
        case .legal: .statement
        case .psychosocial: .sessionNote
        }
    }

    // MARK: Requests

    /// One request, by nobody or by somebody who is logged in.
    func send(
        _ method: String, _ path: String, as name: String?, headers: [String: String] = [:], body: String? = nil
    ) async throws -> RawAnswer {
        var headers = headers
        if let name { headers["Authorization"] = "Bearer \(tokens[name] ?? "")" }
        return try await server.send(method, path, headers: headers, body: body)
    }

    /// One request that has to succeed.
    func json<Answer: Decodable>(
        _ type: Answer.Type, _ method: String, _ path: String, as name: String, body: String? = nil
    ) async throws -> Answer {
        var headers = ["Authorization": "Bearer \(tokens[name] ?? "")"]
        if body != nil { headers["Content-Type"] = "application/json" }
        let answer = try await expect([200, 201, 202], method, path, headers: headers, body: body)
        return try JSONDecoder().decode(Answer.self, from: Data(answer.body.utf8))
    }

    private func expect(
        _ statuses: Set<Int>, _ method: String, _ path: String, headers: [String: String], body: String?
    ) async throws -> RawAnswer {
        let answer = try await server.send(method, path, headers: headers, body: body)
        guard statuses.contains(answer.status) else {
            throw RawAnswer.Unreadable(text: "\(method) \(path): \(answer.body)")
        }
        return answer
    }
}
