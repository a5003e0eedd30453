import Foundation
import Testing

/// People's sessions, word for word. What is printed changes only together with these files.
@Suite(.serialized) struct TranscriptTests {
    @Test(arguments: [
        "notes", "documents", "access", "people", "custodians", "decisions", "house", "technician",
    ])
    func `a session goes as it is written down`(name: String) throws {
        let vault = try TranscriptVault(rootPassphrase: name == "technician" ? "техник помнит эти шесть слов" : nil)
        let words = try vault.populate()
        var captures = Captures(Dictionary(uniqueKeysWithValues: words.map { ("words-\($0.key)", $0.value) }))
        for name in ["Доверенность.pdf", "Заявление.txt"] {
            try vault.put(name, name.hasSuffix("pdf") ? "%PDF-1.4 sample" : "Образец заявления\n", for: "lawyer")
        }
        for step in try Transcript(name).steps {
            let place = "\(name).txt, line \(step.line)"
            let arguments = step.words.map(captures.filled)
            let outcome = try vault.run(step.person, arguments, input: captures.filled(step.input))
            var lines = outcome.output.components(separatedBy: "\n").filter { !$0.isEmpty }
            #expect(outcome.status == step.status, "\(place): \(outcome.output)")
            #expect(lines.count == step.output.count, "\(place): \(outcome.output)")
            for pattern in step.output where !lines.isEmpty {
                let line = lines.removeFirst()
                let agrees = captures.matches(line, pattern)
                #expect(agrees, "\(place): “\(line)” is not “\(pattern)”")
            }
            if let names = step.names { #expect(try vault.names(step.person) == names.sorted(), "\(place)") }
        }
    }
}
