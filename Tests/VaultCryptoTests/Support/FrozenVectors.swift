import Foundation
import Testing
import VaultModel

/// One file of our own vectors: cases of named hexadecimal or plain strings.
///
/// Written once with `SANDYK_WRITE_VECTORS=1`, and only where the file is absent: what is checked in must
/// open for ever. A change of a vector is a change of the format.
struct FrozenVectors {
    /// One case.
    struct Vector {
        let values: [String: String]

        /// The plain string under a name.
        func text(_ name: String) throws -> String { try #require(values[name], "no \(name)") }

        /// The bytes under a name.
        func bytes(_ name: String) throws -> [UInt8] { try #require(Hex.decode(text(name)), "no hex in \(name)") }

        /// The number under a name.
        func number(_ name: String) throws -> Int { try #require(Int(text(name)), "no number in \(name)") }
    }

    let cases: [Vector]

    /// Reads `name.json`, after making it if asked to and it is not there.
    init(_ name: String, make: () throws -> [[String: String]]) throws {
        let file = Project.frozenVectors.appending(path: "\(name).json")
        let isThere = FileManager.default.fileExists(atPath: file.path)
        if !isThere, ProcessInfo.processInfo.environment["SANDYK_WRITE_VECTORS"] == "1" {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            try (encoder.encode(make()) + Data("\n".utf8)).write(to: file)
        }
        cases = try JSONDecoder().decode([[String: String]].self, from: Data(contentsOf: file)).map(Vector.init)
        try #require(!cases.isEmpty)
    }
}
