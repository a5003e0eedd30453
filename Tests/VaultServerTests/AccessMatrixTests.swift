import Testing
import VaultModel
import VaultTesting

/// Who is answered what, cell by cell, over the real protocol and with the real engine.
@Suite(.serialized, .timeLimit(.minutes(10))) struct AccessMatrixTests {
    /// What the file calls its columns that are no person.
    private static let descriptive: Set<String> = ["method", "path", "with"]

    @Test func `every route has a row, and every row a route`() throws {
        let table = try ExpectationTable("AccessMatrix.tsv")
        let rows = Set(table.rows.map { "\($0["method"] ?? "") \($0["path"] ?? "")" })
        #expect(rows == Set(Route.all.map { "\($0.method) \($0.path)" }))
    }

    @Test func `every role has each standing that it can have`() throws {
        let columns = try ExpectationTable("AccessMatrix.tsv").columns.filter { !Self.descriptive.contains($0) }
        let people = columns.compactMap(MatrixPerson.init(column:))
        #expect(people.count == columns.count)
        for role in Role.allCases {
            let standings: Set<String> = role.worksOnCases ? ["lead", "member", "outside"] : [""]
            #expect(Set(people.filter { $0.role == role }.map(\.standing)) == standings)
        }
        #expect(people.contains { $0.role == nil })
    }

    @Test func `everybody is answered as the design says`() async throws {
        let table = try ExpectationTable("AccessMatrix.tsv")
        let people = table.columns.compactMap(MatrixPerson.init(column:))
        try await LiveServer.run { server in
            let fixture = try await MatrixFixture(server)
            for row in table.rows {
                guard
                    let route = Route.all.first(where: { $0.method == row["method"] && $0.path == row["path"] }),
                    let with = row["with"]
                else { continue }
                for person in people {
                    let answer = try await fixture.answer(route.operation, with: with, as: person)
                    let expected = row[person.column].flatMap { Int($0) }
                    #expect(
                        answer.status == expected,
                        "\(route.method) \(route.path) (\(with)) by \(person.column): \(answer.body.prefix(200))")
                }
            }
        }
    }
}
