import Foundation
import Testing
import VaultModel

/// One file of Wycheproof vectors, whatever its algorithm.
struct WycheproofFile<Group: Decodable, Case: WycheproofCase>: Decodable {
    struct TestGroup: Decodable {
        let group: Group
        let tests: [Case]

        private enum Keys: String, CodingKey { case tests }

        init(from decoder: any Decoder) throws {
            group = try Group(from: decoder)
            tests = try decoder.container(keyedBy: Keys.self).decode([Case].self, forKey: .tests)
        }
    }

    let algorithm: String
    let numberOfTests: Int
    let testGroups: [TestGroup]

    /// Asks `accepts` for each case: `valid` ones must be accepted, `invalid` ones refused, and
    /// `acceptable` ones as `acceptable` says.
    static func run(
        _ name: String, acceptable: (Case) -> Bool = { _ in true }, accepts: (Group, Case) throws -> Bool
    ) throws {
        let data = try Data(contentsOf: Project.publicVectors.appending(path: "wycheproof/\(name).json"))
        let file = try JSONDecoder().decode(Self.self, from: data)
        var count = (valid: 0, refused: 0)
        for group in file.testGroups {
            for test in group.tests {
                let expected =
                    switch test.result {
                    case "valid": true
                    case "invalid": false
                    default: acceptable(test)
                    }
                let accepted = (try? accepts(group.group, test)) ?? false
                #expect(accepted == expected, "\(name) case \(test.tcId): \(test.comment)")
                if expected { count.valid += 1 } else { count.refused += 1 }
            }
        }
        #expect(count.valid + count.refused == file.numberOfTests)
        print("\(file.algorithm): \(count.valid) accepted, \(count.refused) refused")
    }
}

/// What every case has.
protocol WycheproofCase: Decodable {
    var tcId: Int { get }
    var comment: String { get }
    var result: String { get }
}

/// Bytes written in hexadecimal.
struct HexBytes: Decodable {
    let bytes: [UInt8]

    init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let bytes = Hex.decode(text) else {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "not hex"))
        }
        self.bytes = bytes
    }
}
