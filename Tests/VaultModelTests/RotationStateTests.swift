import Foundation
import Testing
import VaultModel

/// If one of these fails, a rotation goes a way that nobody checked.
@Suite struct RotationStateTests {
    @Test(arguments: RotationState.Kind.allCases)
    func `every step that the table does not have is refused`(kind: RotationState.Kind) throws {
        let lawful = RotationState.lawful(kind)
        for from in RotationState.allCases {
            for to in RotationState.allCases {
                if lawful[from]?.contains(to) == true {
                    #expect(try from.moved(to: to, kind) == to)
                } else {
                    #expect(throws: UnlawfulTransition(kind: kind, from: from, to: to)) {
                        try from.moved(to: to, kind)
                    }
                }
            }
        }
    }

    @Test(arguments: RotationState.Kind.allCases)
    func `old keys are retired from verifying alone, and every state leads there`(kind: RotationState.Kind) {
        let lawful = RotationState.lawful(kind)
        for from in RotationState.allCases where from != .verifying {
            #expect(lawful[from]?.contains(.retired) != true)
        }
        for start in lawful.keys {
            var reached: Set<RotationState> = [start]
            var frontier = [start]
            while let next = frontier.popLast() {
                for state in lawful[next] ?? [] where reached.insert(state).inserted { frontier.append(state) }
            }
            #expect(reached.contains(.retired))
        }
    }

    @Test func `the bytes on the disk are the format's`() {
        #expect(RotationState.asked.rawValue == 1)
        #expect(RotationState.resealing.rawValue == 2)
        #expect(RotationState.verifying.rawValue == 3)
        #expect(RotationState.prepared.rawValue == 4)
        #expect(RotationState.writingNew.rawValue == 5)
        #expect(RotationState.retired.rawValue == 6)
    }

    @Test(arguments: RotationState.Kind.allCases)
    func `the model in Promela has exactly the transitions of the program`(kind: RotationState.Kind) throws {
        let page = [.outer, .inner].contains(kind) ? "rotation" : "house"
        let model = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../Model/\(page).pml")
        let text = try String(contentsOf: model, encoding: .utf8)
        var found: Set<String> = []
        // The table is the model's own code: `:: inner_is(ASKED, PREPARED) -> skip`.
        for line in text.split(separator: "\n") {
            guard let start = line.range(of: ":: \(kind.rawValue)_is("), let end = line.firstIndex(of: ")") else {
                continue
            }
            found.insert(String(line[start.upperBound..<end]))
        }
        var expected: Set<String> = []
        for (from, targets) in RotationState.lawful(kind) {
            for to in targets { expected.insert("\(word(from)), \(word(to))") }
        }
        #expect(found == expected)
    }

    private func word(_ state: RotationState) -> String {
        state.name.uppercased().replacingOccurrences(of: "-", with: "_")
    }
}
