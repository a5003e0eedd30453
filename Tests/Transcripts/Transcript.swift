import Foundation

/// A checked-in session: who typed what, exactly what came back, how it ended, what is in the folder then.
///
///     lawyer $ doc get <pdf> -o x      a command; <name> is what an earlier line captured
///     < text                           a line of standard input
///     <pdf=id>  Доверенность.pdf       output; <id>, <time>, <date>, <hex>, <any> match, <name=id> captures
///     ? 66                             the exit status, where it is not 0
///     / Доверенность.pdf               all that is in the person's folders after it; `/` alone: nothing
struct Transcript {
    /// One command with what belongs to it.
    struct Step {
        var line: Int
        var person: String
        var words: [String]
        var input = ""
        var output: [String] = []
        var status: Int32 = 0
        var names: [String]?
    }

    let steps: [Step]

    init(_ name: String, besides source: String = #filePath) throws {
        let file = URL(filePath: source).deletingLastPathComponent().appending(path: "\(name).txt")
        var steps: [Step] = []
        for (index, line) in try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n").enumerated() {
            if let match = line.wholeMatch(of: /([a-z]+) \$ (.+)/) {
                let step = Step(line: index + 1, person: String(match.1), words: Self.words(String(match.2)))
                steps.append(step)
            } else if line.isEmpty || line.hasPrefix("#") || steps.isEmpty {
                continue
            } else if line.hasPrefix("< ") {
                steps[steps.count - 1].input += line.dropFirst(2) + "\n"
            } else if let status = line.wholeMatch(of: /\? (\d+)/) {
                steps[steps.count - 1].status = Int32(status.1) ?? -1
            } else if line.hasPrefix("/") {
                let names = line.dropFirst().components(separatedBy: ";").map {
                    $0.trimmingCharacters(in: .whitespaces)
                }
                steps[steps.count - 1].names = names.filter { !$0.isEmpty }
            } else {
                steps[steps.count - 1].output.append(line)
            }
        }
        self.steps = steps
    }

    /// Words at spaces, except between double quotes.
    private static func words(_ text: String) -> [String] {
        text.matches(of: /"([^"]*)"|(\S+)/).map { String($0.1 ?? $0.2 ?? "") }
    }
}

/// What earlier lines captured, and lines matched against patterns.
struct Captures {
    private(set) var values: [String: String]

    init(_ values: [String: String]) { self.values = values }

    /// The word with captured values in their places.
    func filled(_ word: String) -> String {
        values.reduce(word) { $0.replacingOccurrences(of: "<\($1.key)>", with: $1.value) }
    }

    /// Whether an output line is as a pattern says; keeps what it captures.
    mutating func matches(_ line: String, _ pattern: String) -> Bool {
        var expression = ""
        var names: [String] = []
        var rest = filled(pattern)[...]
        while let match = rest.firstMatch(of: /<(?:([a-z]+)=)?(id|time|date|hex|any)>/) {
            expression += NSRegularExpression.escapedPattern(for: String(rest[..<match.range.lowerBound]))
            if let name = match.1 { names.append(String(name)) }
            expression += (match.1 == nil ? "(?:" : "(") + (Self.kinds[String(match.2)] ?? "") + ")"
            rest = rest[match.range.upperBound...]
        }
        expression += NSRegularExpression.escapedPattern(for: String(rest))
        let whole = NSRange(line.startIndex..., in: line)
        guard let found = try? NSRegularExpression(pattern: "^\(expression)$").firstMatch(in: line, range: whole) else {
            return false
        }
        for (index, name) in names.enumerated() {
            values[name] = Range(found.range(at: index + 1), in: line).map { String(line[$0]) }
        }
        return true
    }

    private static let kinds = [
        "id": "[0-9a-f]{10}", "time": "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d \\+06",
        "date": "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d", "hex": "[0-9a-f]+", "any": ".*",
    ]
}
