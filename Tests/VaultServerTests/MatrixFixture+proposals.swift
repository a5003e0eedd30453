import VaultModel

/// Cells about what takes two people.
extension MatrixFixture {
    /// A lead of every case that is proposed to be disposed of; in no column.
    private static let proposer = "caseworker-other"

    func answerByTwo(_ operation: Operation, with: String, as person: MatrixPerson) async throws -> RawAnswer {
        let name = person.name
        switch operation {
        case .accountRole:
            let account = try await newAccount()
            return try await post(
                "/v1/accounts/\(account)/role", as: name, #"{"role":"lawyer","confirm":"\#(account)"}"#)
        case .proposalList: return try await send("GET", "/v1/proposals", as: name)
        case .proposalShow: return try await send("GET", "/v1/proposals/\(disposal().id.hex)", as: name)
        case .proposalAgree:
            let item = try await disposal()
            return try await post(
                "/v1/proposals/\(item.id.hex)/agree", as: name, #"{"digest":"\#(item.digest)"}"#)
        case .proposalWithdraw: return try await post("/v1/proposals/\(disposal().id.hex)/withdraw", as: name)
        case .limitsShow: return try await send("GET", "/v1/limits", as: name)
        case .limitsPropose: return try await post("/v1/limits", as: name)
        case .recordWithdraw:
            return try await post("/v1/records/\(note(with, person).id)/withdraw", as: name, #"{"reason":"no"}"#)
        case .recordDestroy:
            let (id, author) = try await note(with, person)
            _ = try await json(Done.self, "POST", "/v1/records/\(id)/withdraw", as: author, body: #"{"reason":"no"}"#)
            return try await post("/v1/records/\(id)/destroy", as: name)
        case .caseHold: return try await post("/v1/cases/\(newCase())/hold", as: name, #"{"reason":"audit"}"#)
        case .caseUnhold:
            let code = try await caseOfProposer()
            _ = try await json(
                Done.self, "POST", "/v1/cases/\(code)/hold", as: Self.proposer, body: #"{"reason":"audit"}"#)
            return try await post("/v1/cases/\(code)/unhold", as: name)
        case .caseDispose: return try await post("/v1/cases/\(newCase())/dispose", as: name)
        case .caseCertificate: return try await send("GET", "/v1/cases/\(disposedCase())/certificate", as: name)
        case .backupRegister:
            return try await post(
                "/v1/backups/keys", as: name, #"{"label":"a safe","until":"2099-01-01T00:00:00Z"}"#)
        default: throw UnknownRow(route: operation.name, with: with)
        }
    }

    /// A case that has been disposed of; the vault's waiting time is none.
    func disposedCase() async throws -> String {
        let item = try await disposal()
        _ = try await json(
            Proposed.self, "POST", "/v1/proposals/\(item.id.hex)/agree", as: "auditor",
            body: #"{"digest":"\#(item.digest)"}"#)
        return item.case ?? ""
    }

    private func disposal() async throws -> ProposalItem {
        let code = try await caseOfProposer()
        let proposed = try await json(Proposed.self, "POST", "/v1/cases/\(code)/dispose", as: Self.proposer)
        guard let item = proposed.proposal else { throw UnknownRow(route: "case.dispose", with: code) }
        return item
    }

    private func caseOfProposer() async throws -> String {
        let code = try await newCase()
        _ = try await json(
            Assigned.self, "POST", "/v1/cases/\(code)/lead", as: MatrixPerson.name(.caseworker, "lead"),
            body: #"{"name":"\#(Self.proposer)"}"#)
        return code
    }

    /// One's own note where one can write there, else a colleague's.
    private func note(_ with: String, _ person: MatrixPerson) async throws -> (id: String, author: String) {
        guard let place = with.split(separator: " ").last, let compartment = Compartment(name: String(place)) else {
            throw UnknownRow(route: "record.withdraw", with: with)
        }
        let colleague = Self.colleague(in: compartment)
        if with.hasPrefix("one's own"), let name = person.name,
            let id = try? await record(.note, in: compartment, of: readCode, by: name)
        {
            return (id, name)
        }
        return (try await record(.note, in: compartment, of: readCode, by: colleague), colleague)
    }
}
