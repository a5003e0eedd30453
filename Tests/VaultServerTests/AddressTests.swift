import Testing
import VaultEngine
import VaultModel
import VaultServer

@Suite struct AddressTests {
    private func query(_ text: String, _ operation: Operation) throws -> Query {
        try Query(RequestTarget("/v1/x?" + text).query, for: operation)
    }

    private func code(_ body: () throws -> Void) -> ProblemCode? {
        #expect(throws: VaultError.self) { try body() }?.code
    }

    @Test func `every route finds its own operation`() throws {
        let table = RouteTable()
        for route in Route.all {
            let path = route.path.replacing("{name}", with: "ainura").replacing("{code}", with: "KG-2026-0041")
                .replacing("{id}", with: "00ff")
            let match = table.match(method: route.method, segments: try RequestTarget(path).segments)
            guard case .operation(let operation, _) = match else {
                Issue.record("\(path) is not found")
                continue
            }
            #expect(operation == route.operation)
        }
    }

    @Test func `what is literal counts before what is a parameter`() {
        let match = RouteTable().match(method: "POST", segments: ["v1", "cases", "next-code"])
        guard case .otherMethods(let methods) = match else {
            Issue.record("next-code was taken for a case")
            return
        }
        #expect(methods == ["GET"])
    }

    @Test(arguments: [
        "/", "/v1", "/v1/cases/", "/v1//cases", "/v2/cases", "*", "", "/v1/cases/KG-1/../KG-2", "v1/cases",
    ])
    func `an address that is not in the table is nothing`(path: String) throws {
        guard case .nothing = RouteTable().match(method: "GET", segments: try RequestTarget(path).segments) else {
            Issue.record("\(path) was found")
            return
        }
    }

    @Test func `an escape that is none, or not UTF-8, is refused`() throws {
        #expect(try RequestTarget("/v1/accounts/a%2Fb/login").segments == ["v1", "accounts", "a/b", "login"])
        for path in ["/v1/cases/%", "/v1/cases/%4", "/v1/cases/%zz", "/v1/cases/%ff", "/v1/cases?after=%d0"] {
            #expect(code { _ = try RequestTarget(path) } == .invalidValue)
        }
    }

    @Test func `an id is four to thirty-two hexadecimal digits`() throws {
        #expect(try PathName.idPrefix("00FF") == "00ff")
        for text in ["", "00f", "00fg", "..%2f", String(repeating: "0", count: 33)] {
            #expect(code { _ = try PathName.idPrefix(text) } == .invalidValue)
        }
    }

    @Test func `a letter that only looks Latin is pointed out`() throws {
        let error = #expect(throws: VaultError.self) { try PathName.code("КG-2026-0041") }
        #expect(error?.code == .lookalikeLetters)
        #expect(error?.detail?.contains("Letter 1") == true)
        #expect(try PathName.code("kg-2026-0041") == "KG-2026-0041")
    }

    @Test func `a page's size has bounds`() throws {
        #expect(try query("limit=200", .caseList).limit() == 200)
        #expect(try query("", .caseList).limit() == Limits.usualPageItems)
        for text in ["0", "201", "-1", "1.0", "", "01", "99999999999999999999"] {
            #expect(code { _ = try query("limit=" + text, .caseList).limit() } == .invalidValue)
        }
    }

    @Test func `an unknown or repeated parameter is refused`() {
        #expect(code { _ = try query("color=red", .caseList) } == .unknownField)
        #expect(code { _ = try query("limit=1", .status) } == .unknownField)
        #expect(code { _ = try query("limit=1&limit=2", .caseList) } == .invalidValue)
    }

    @Test func `the ledger's filters are read strictly`() throws {
        let filter = try query(
            "case=kg-2026-0041&account=ainura&kind=case-opened&since=2026-01-01T00:00:00Z&order=asc", .ledgerShow
        ).ledgerFilter()
        #expect(filter.code == "KG-2026-0041")
        #expect(filter.account == "ainura")
        #expect(filter.kind == "case-opened")
        #expect(filter.since == Timestamp(text: "2026-01-01T00:00:00.000Z"))
        #expect(!filter.newestFirst)
        for text in ["case=x", "account=A", "kind=party", "since=yesterday", "until=1", "order=up"] {
            #expect(code { _ = try query(text, .ledgerShow).ledgerFilter() } == .invalidValue)
        }
        #expect(try query("version=3", .noteRead).version() == 3)
        #expect(code { _ = try query("version=0", .noteRead).version() } == .invalidValue)
        #expect(try query("form=document", .recordList).form() == .document)
        #expect(code { _ = try query("form=poem", .recordList).form() } == .invalidValue)
    }
}
