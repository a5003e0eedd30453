import VaultModel

extension MatrixFixture {
    /// What cannot be asked: a row that names something the fixture does not know.
    struct UnknownRow: Error {
        let route: String
        let with: String
    }

    /// Makes ready what a cell is about and asks, as the person of its column.
    ///
    /// - Throws: ``UnknownRow`` for a route, or a "with", that nothing here makes ready.
    func answer(_ operation: Operation, with: String, as person: MatrixPerson) async throws -> RawAnswer {
        let name = person.name
        switch operation {
        case .health: return try await send("GET", "/v1/health", as: name)
        case .contract: return try await send("GET", "/v1/openapi.yaml", as: name)
        case .initialise:
            return try await send("POST", "/v1/vault", as: name, headers: Self.initialisation, body: Self.key("admin"))
        case .loginParameters: return try await send("GET", "/v1/accounts/auditor/login", as: name)
        case .login:
            let account = try await newAccount()
            return try await send(
                "POST", "/v1/accounts/\(account)/sessions", as: name,
                headers: ["Content-Type": "application/octet-stream"], body: Self.key(account))
        case .enrol:
            let account = newName()
            let code = try await invite(account, .lawyer)
            return try await send(
                "POST", "/v1/accounts/\(account)/enrol", as: name, headers: Self.enrolment(code),
                body: Self.key(account))
        case .logout:
            let answer = try await send("DELETE", "/v1/session", as: name)
            if let name { try await logIn(name) }
            return answer
        case .accountInvite:
            return try await post("/v1/accounts", as: name, #"{"name":"\#(newName())","role":"lawyer"}"#)
        case .accountSuspend: return try await post("/v1/accounts/\(newAccount())/suspend", as: name)
        case .accountDisable:
            let account = try await newAccount()
            return try await post("/v1/accounts/\(account)/disable", as: name, #"{"confirm":"\#(account)"}"#)
        case .accountDisablePreview:
            return try await send("GET", "/v1/accounts/\(newAccount())/disable", as: name)
        case .accountNewKey:
            let account = try await newAccount()
            return try await post("/v1/accounts/\(account)/new-key", as: name, #"{"confirm":"\#(account)"}"#)
        case .accountUninvite:
            let account = newName()
            _ = try await invite(account, .lawyer)
            return try await send("DELETE", "/v1/accounts/\(account)/invitation", as: name)
        case .accountResume:
            let account = try await newAccount()
            _ = try await json(Done.self, "POST", "/v1/accounts/\(account)/suspend", as: "auditor")
            return try await post("/v1/accounts/\(account)/resume", as: name)
        case .status: return try await send("GET", "/v1/session", as: name)
        case .accountList: return try await send("GET", "/v1/accounts", as: name)
        case .caseList: return try await send("GET", "/v1/cases", as: name)
        case .caseNextCode: return try await send("GET", "/v1/cases/next-code", as: name)
        case .caseOpen: return try await post("/v1/cases", as: name, #"{"code":"\#(newCode())"}"#)
        case .search: return try await post("/v1/search", as: name, #"{"text":"nothing"}"#)
        case .requestList: return try await send("GET", "/v1/requests", as: name)
        case .keyStatus: return try await send("GET", "/v1/keys", as: name)
        case .ledgerShow: return try await send("GET", "/v1/ledger", as: name)
        case .ledgerVerify: return try await send("GET", "/v1/ledger/verification", as: name)
        case .doctor: return try await send("GET", "/v1/doctor", as: name)
        case .keyRotate: return try await post("/v1/keys/rotate", as: name, #"{"case":"\#(newCase())"}"#)
        case .slotSet:
            return try await send(
                "PUT", "/v1/keys/slots/technician", as: name, headers: Self.costHeaders, body: Self.key("technician"))
        case .slotRemove:
            _ = try await send(
                "PUT", "/v1/keys/slots/director", as: "admin", headers: Self.costHeaders, body: Self.key("director"))
            return try await send("DELETE", "/v1/keys/slots/director", as: name)
        case .seal:
            let answer = try await send("POST", "/v1/seal", as: name)
            // Every session has ended; here nobody begins the process again.
            if answer.status == 200 { try await logEverybodyIn() }
            return answer
        case .unsealParameters: return try await send("GET", "/v1/unseal/technician", as: name)
        case .unseal: return try await send("POST", "/v1/unseal/root", as: name)
        case .houseStatus: return try await send("GET", "/v1/keys/house", as: name)
        case .houseRotate: return try await post("/v1/keys/house/rotate", as: name, #"{"root":true}"#)
        case .accountPassphrase:
            return try await send(
                "POST", "/v1/session/passphrase", as: name, headers: Self.passphrase,
                body: Self.key(name ?? "nobody") + Self.key(name ?? "nobody"))
        case .custodiansShow, .custodiansSet, .custodiansConfirm, .recoveryBegin, .recoveryShow, .recoveryWords,
            .recoveryCard, .recoveryCancel:
            return try await answerOnCustodians(operation, as: person)
        case .accountRole, .proposalList, .proposalShow, .proposalAgree, .proposalWithdraw, .limitsShow, .limitsPropose,
            .recordWithdraw, .recordDestroy, .caseHold, .caseUnhold, .caseDispose, .caseCertificate, .backupRegister:
            return try await answerByTwo(operation, with: with, as: person)
        default: return try await answerOnACase(operation, with: with, as: person)
        }
    }

    private func answerOnACase(_ operation: Operation, with: String, as person: MatrixPerson) async throws -> RawAnswer
    {
        let name = person.name
        switch operation {
        case .caseShow:
            let code = with == "a disposed case" ? try await disposedCase() : readCode
            return try await send("GET", "/v1/cases/\(code)", as: name)
        case .caseRequests: return try await send("GET", "/v1/cases/\(readCode)/requests", as: name)
        case .caseWho: return try await send("GET", "/v1/cases/\(readCode)/who", as: name)
        case .recordList: return try await send("GET", "/v1/cases/\(readCode)/records", as: name)
        case .caseClose: return try await post("/v1/cases/\(newCase())/close", as: name)
        case .caseReopen:
            let code = try await newCase()
            let lead = MatrixPerson.name(.caseworker, "lead")
            _ = try await json(Done.self, "POST", "/v1/cases/\(code)/close", as: lead)
            return try await post("/v1/cases/\(code)/reopen", as: name)
        case .caseAssign:
            let account = try await newAccount()
            return try await post(
                "/v1/cases/\(newCase())/assign", as: name,
                #"{"name":"\#(account)","keyWords":"\#(keyWords(account))"}"#)
        case .caseUnassign:
            let answer = try await post("/v1/cases/\(newCase())/unassign", as: name, #"{"name":"lawyer-other"}"#)
            // Leaving a case ends sessions, and this colleague's records are needed by other cells.
            try await logIn("lawyer-other")
            return answer
        case .caseLead:
            let colleague = "caseworker-other"
            return try await post(
                "/v1/cases/\(newCase())/lead", as: name,
                #"{"name":"\#(colleague)","keyWords":"\#(keyWords(colleague))"}"#)
        case .accountHandoverPreview:
            let (from, to) = try await handover()
            return try await send("GET", "/v1/accounts/\(from)/handover?to=\(to)", as: name)
        case .accountHandover:
            let (from, to) = try await handover()
            let shown = try await send("GET", "/v1/accounts/\(from)/handover?to=\(to)", as: name)
            let digest = shown.body.firstMatch(of: /"digest":"([0-9a-f]{64})"/).map { String($0.1) } ?? "0"
            return try await post(
                "/v1/accounts/\(from)/handover", as: name,
                #"{"to":"\#(to)","digest":"\#(digest)","keyWords":"\#(keyWords(to))"}"#)
        case .requestDecline:
            return try await post("/v1/requests/\(request(with).id)/decline", as: name)
        case .caseUnlead:
            let code = try await newCase()
            _ = try await json(
                Assigned.self, "POST", "/v1/cases/\(code)/lead", as: MatrixPerson.name(.caseworker, "lead"),
                body: #"{"name":"caseworker-other"}"#)
            return try await post("/v1/cases/\(code)/unlead", as: name, #"{"name":"caseworker-other"}"#)
        case .requestApprove:
            let (id, subject) = try await request(with)
            return try await post("/v1/requests/\(id)/approve", as: name, #"{"keyWords":"\#(keyWords(subject))"}"#)
        case .noteWrite, .documentPut:
            guard let compartment = Compartment(name: with) else { break }
            return try await write(
                operation == .noteWrite ? .note : .document, in: compartment, of: readCode, as: name)
        case .noteRead, .recordHistory, .documentGet:
            guard let id = readRecords[with.replacing("a ", with: "").replacing(" in ", with: " ")] else { break }
            let path = operation == .noteRead ? "" : operation == .recordHistory ? "/versions" : "/content"
            return try await send("GET", "/v1/records/\(id)\(path)", as: name)
        case .noteAmend, .documentReplace:
            return try await follow(operation == .noteAmend ? .note : .document, with, person)
        default: break
        }
        throw UnknownRow(route: operation.name, with: with)
    }

    /// Somebody on one case, and a new colleague who takes over.
    private func handover() async throws -> (from: String, to: String) {
        let from = try await newAccount()
        _ = try await assign(from, to: try await newCase(), by: MatrixPerson.name(.caseworker, "lead"))
        return (from, try await newAccount())
    }

    /// A request that waits, and whom it is about.
    private func request(_ with: String) async throws -> (id: String, subject: String) {
        let lead = MatrixPerson.name(.caseworker, "lead")
        let subject: String
        let assigned: Assigned
        switch with {
        case "an admin's request":
            subject = try await newAccount()
            assigned = try await assign(subject, to: try await newCase(), by: "admin")
        case "a grant in legal":
            subject = try await newAccount(.lawyer)
            assigned = try await assign(subject, to: try await fullCase(), .legal, by: lead)
        case "a grant in psychosocial":
            subject = try await newAccount(.psychologist)
            assigned = try await assign(subject, to: try await fullCase(), .psychosocial, by: lead)
        default: throw UnknownRow(route: "case.approve", with: with)
        }
        guard let request = assigned.requests.first else { throw UnknownRow(route: "case.approve", with: with) }
        return (request.id.hex, subject)
    }

    /// The next version of a record made for this cell: one's own where one can write there, else a colleague's.
    private func follow(_ form: RecordForm, _ with: String, _ person: MatrixPerson) async throws -> RawAnswer {
        guard let place = with.split(separator: " ").last, let compartment = Compartment(name: String(place)) else {
            throw UnknownRow(route: form.name, with: with)
        }
        var id: String?
        if with.hasPrefix("one's own"), let name = person.name {
            id = try? await record(form, in: compartment, of: readCode, by: name)
        }
        let found: String
        if let id {
            found = id
        } else {
            found = try await record(form, in: compartment, of: readCode, by: Self.colleague(in: compartment))
        }
        if form == .note {
            return try await send(
                "POST", "/v1/records/\(found)/versions", as: person.name,
                headers: ["Content-Type": "application/json", "If-Match": "\"1\""],
                body: #"{"text":"nothing about anybody, again"}"#)
        }
        return try await send(
            "PUT", "/v1/records/\(found)/content", as: person.name,
            headers: Self.document.merging(["If-Match": "\"1\""]) { $1 }, body: "nothing about anybody, again")
    }

    func post(_ path: String, as name: String?, _ body: String? = nil) async throws -> RawAnswer {
        try await send(
            "POST", path, as: name, headers: body == nil ? [:] : ["Content-Type": "application/json"], body: body)
    }
}
