import Foundation
import Testing
import VaultModel
import VaultServer
import Yams

/// The contract says what the server does, and the server says what the contract is.
@Suite struct ContractTests {
    private static let file = URL(filePath: #filePath)
        .deletingLastPathComponent().appending(path: "../../docs/openapi.yaml").standardized

    private func contract() throws -> Node {
        try #require(try Yams.compose(yaml: Contract.text))
    }

    @Test func `the daemon serves docs openapi yaml byte for byte (else run Scripts embed-contract)`() throws {
        #expect(try String(contentsOf: Self.file, encoding: .utf8) == Contract.text)
    }

    @Test func `every route is documented and nothing else is`() throws {
        let paths = try #require(try contract()["paths"]?.mapping)
        var documented: Set<String> = []
        for (path, methods) in paths {
            for (method, operation) in try #require(methods.mapping) {
                documented.insert("\(method.string?.uppercased() ?? "") \(path.string ?? "")")
                #expect(operation["operationId"]?.string != nil)
            }
        }
        #expect(documented == Set(Route.all.map { "\($0.method) \($0.path)" }))
    }

    @Test func `an operation has its name in the code`() throws {
        let paths = try #require(try contract()["paths"]?.mapping)
        for route in Route.all {
            let id = paths[Node(route.path)]?[Node(route.method.lowercased())]?["operationId"]?.string
            #expect(id == String(describing: route.operation))
        }
    }

    @Test func `operations without a login say so, all others can answer 401`() throws {
        let paths = try #require(try contract()["paths"]?.mapping)
        for route in Route.all {
            let operation = try #require(paths[Node(route.path)]?[Node(route.method.lowercased())])
            let open = operation["security"]?.sequence?.isEmpty == true
            #expect(open == (route.operation.rule == nil), "\(route.path)")
            let statuses = Set(try #require(operation["responses"]?.mapping).compactMap(\.key.string))
            #expect(statuses.contains("503"))
            #expect(statuses.contains("401") == (!open || route.operation == .login), "\(route.path)")
        }
    }

    @Test func `the contract lists the words that the code has`() throws {
        let schemas = try #require(try contract()["components"]?["schemas"])
        func words(_ node: Node?) -> [String] { node?["enum"]?.sequence?.compactMap(\.string) ?? [] }
        #expect(words(schemas["Problem"]?["properties"]?["code"]) == ProblemCode.allCases.map(\.rawValue))
        #expect(words(schemas["Role"]) == Role.allCases.map(\.name))
        #expect(words(schemas["Compartment"]) == Compartment.allCases.map(\.name))
        #expect(words(schemas["RecordKind"]) == RecordKind.allCases.map(\.rawValue))
        #expect(words(schemas["CeremonyPurpose"]) == CeremonyPurpose.allCases.map(\.name))
        #expect(words(schemas["EventKind"]) == EventKind.allCases.map(\.name))
    }

    @Test func `every object of the contract is closed`() throws {
        let schemas = try #require(try contract()["components"]?["schemas"]?.mapping)
        for (name, schema) in schemas where schema["type"]?.string == "object" {
            #expect(schema["additionalProperties"]?.bool == false, "\(name.string ?? "")")
        }
    }

    @Test(arguments: [
        ("InviteRequest", InviteRequest.fields), ("DisableRequest", DisableRequest.fields),
        ("OpenCaseRequest", OpenCaseRequest.fields), ("AssignRequest", AssignRequest.fields),
        ("UnassignRequest", UnassignRequest.fields), ("LeadRequest", LeadRequest.fields),
        ("ApproveRequest", ApproveRequest.fields), ("NoteDraft", NoteDraft.fields),
        ("SearchRequest", SearchRequest.fields), ("RotateRequest", RotateRequest.fields),
        ("HouseRotateRequest", HouseRotateRequest.fields),
        ("SetCustodiansRequest", SetCustodiansRequest.fields),
        ("ConfirmCustodiansRequest", ConfirmCustodiansRequest.fields),
        ("BeginRecoveryRequest", BeginRecoveryRequest.fields), ("RecoveryWordsRequest", RecoveryWordsRequest.fields),
        ("RoleRequest", RoleRequest.fields), ("AgreeRequest", AgreeRequest.fields),
        ("WithdrawRequest", WithdrawRequest.fields), ("HoldRequest", HoldRequest.fields),
        ("KeyCopyRequest", KeyCopyRequest.fields),
        ("UnleadRequest", UnleadRequest.fields), ("HandoverRequest", HandoverRequest.fields),
    ])
    func `a body has the documented fields`(schema: String, fields: Set<String>) throws {
        let properties = try contract()["components"]?["schemas"]?[Node(schema)]?["properties"]?.mapping
        #expect(Set(try #require(properties).compactMap(\.key.string)) == fields)
    }
}
