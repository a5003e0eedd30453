import Testing
import VaultModel
import VaultTesting

/// The policy's tables against the design's, cell by cell.
struct AccessTableTests {
    @Test func `every role has exactly the access to compartments that the design gives it`() throws {
        let table = try ExpectationTable("expectations/compartments.tsv")
        #expect(table.rows.count == 2 * Role.allCases.count)
        for row in table.rows {
            let role = try #require(row["role"].flatMap { Role(name: $0) })
            for compartment in Compartment.allCases {
                let access = AccessTable.access(role: role, isLead: row["lead"] == "lead", compartment: compartment)
                #expect(word(access) == row[compartment.name], "\(row) \(compartment)")
            }
        }
    }

    @Test func `every role may do exactly the operations that the design gives it`() throws {
        let table = try ExpectationTable("expectations/operations.tsv")
        #expect(table.rows.compactMap { $0["operation"] }.sorted() == Operation.allCases.map(\.name).sorted())
        for operation in Operation.allCases {
            let row = try #require(table.rows.first { $0["operation"] == operation.name })
            #expect(word(operation.rule?.standing) == row["standing"], "\(row)")
            for role in Role.allCases {
                #expect(word(operation.rule, role) == row[role.name], "\(row) \(role)")
            }
        }
    }

    @Test func `nobody on a case is let into a compartment that the role has no place in`() {
        #expect(AccessTable.compartments(role: .lawyer, isLead: true) == [.identity, .casework, .legal])
        #expect(
            AccessTable.compartments(role: .psychologist, isLead: false) == [.identity, .casework, .psychosocial])
        #expect(AccessTable.compartments(role: .admin, isLead: true).isEmpty)
    }

    @Test func `an overseer is not also somebody who does it on a case`() {
        for operation in Operation.allCases {
            #expect(operation.rule.map { $0.roles.isDisjoint(with: $0.overseers) } ?? true, "\(operation)")
        }
    }

    @Test func `no operation on a case's records exists for admins and auditors`() {
        for operation in Operation.allCases where operation.rule?.standing == .inCompartment {
            #expect(operation.rule?.admits(.admin) == false && operation.rule?.admits(.auditor) == false)
        }
    }

    private func word(_ access: Access) -> String {
        switch access {
        case .none: "none"
        case .read: "read"
        case .readWrite: "read-write"
        }
    }

    private func word(_ standing: Standing?) -> String {
        switch standing {
        case nil: "no login"
        case .notOnACase: "none"
        case .member: "member"
        case .lead: "lead"
        case .inCompartment: "in compartment"
        }
    }

    private func word(_ rule: OperationRule?, _ role: Role) -> String {
        guard let rule else { return "-" }
        return rule.roles.contains(role) ? "yes" : rule.overseers.contains(role) ? "over" : "no"
    }
}
