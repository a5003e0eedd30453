import Foundation
import Testing

/// If one of these failed, a key could end up in a log, in JSON or in two places at once, and no review
/// would be sure to see it.
struct DoesNotCompileTests {
    private static let names =
        (try? FileManager.default.contentsOfDirectory(atPath: Project.snippets.path))?
        .filter { $0.hasSuffix(".swift") }.sorted() ?? []

    /// Where the build that runs these tests put its modules.
    private static let modules = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "Modules")

    @Test func `all the snippets are found`() {
        #expect(Self.names.count == 10)
    }

    @Test(arguments: names)
    func `a snippet compiles as it should and not as it should not`(name: String) throws {
        let snippet = Project.snippets.appending(path: name)
        let source = try String(contentsOf: snippet, encoding: .utf8)
        let first = try #require(source.split(separator: "\n").first)
        #expect(first.hasPrefix("// expect: "))
        let expected = first.dropFirst("// expect: ".count)

        let control = try compile(snippet, ["-D", "CONTROL"])
        #expect(control.status == 0, "the control of \(name) does not compile:\n\(control.output)")
        let refused = try compile(snippet, [])
        #expect(refused.status != 0, "\(name) compiles")
        #expect(refused.output.contains("error: "), "\(refused.output)")
        #expect(refused.output.contains(expected), "\(refused.output)")
    }

    /// As far as SIL, where moves are checked, and without output.
    private func compile(_ file: URL, _ options: [String]) throws -> (status: Int32, output: String) {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments =
            [
                "swiftc", "-emit-sil", "-o", "/dev/null", "-parse-as-library", "-swift-version", "6",
                "-module-name", "Snippet", "-package-name", try packageName(), "-I", Self.modules.path,
                "-Xcc", "-fmodule-map-file=\(Project.root.path)/Sources/CSodium/module.modulemap",
            ] + options + [file.path]
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }

    /// The name that the build gave the package, which decides who sees `package` declarations.
    private func packageName() throws -> String {
        let manifest = Project.root.appending(path: ".build/debug.yaml")
        if let text = try? String(contentsOf: manifest, encoding: .utf8),
            let match = text.firstMatch(of: /VaultCrypto[^\n]*"-package-name","([^"]+)"/)
        {
            return String(match.1)
        }
        return Project.root.lastPathComponent.lowercased()
    }
}
