import Foundation
import Testing

/// What people see who sit at a terminal: `script` gives each command one of its own.
@Suite(.serialized, .timeLimit(.minutes(2))) struct TerminalTests {
    @Test func `six words are offered first, typed back, cleared, and log in`() throws {
        let vault = try TranscriptVault()
        _ = try vault.populate()
        let terminal = try vault.terminal("lawyer", "account passphrase")
        try terminal.wait(for: "Present passphrase of lawyer: ")
        terminal.type("пять слов для йода и ёлки")
        let offer = try terminal.wait(for: "o for one of your own: ")
        let words = try #require(offer.firstMatch(of: /\n {4}([a-z -]+)\n/)).1
        #expect(words.split(separator: " ").count == 6)
        terminal.type("")
        try terminal.wait(for: "The six words: ")
        terminal.type("not these words at all really")
        try terminal.wait(for: "Press Enter to see them again. ")
        terminal.type("")
        #expect(try terminal.wait(for: "o for one of your own: ").contains(words))
        terminal.type("")
        try terminal.wait(for: "The six words: ")
        terminal.type("  " + words.uppercased().replacing(" ", with: "  "))
        let rest = try terminal.end()
        #expect(terminal.status == 0, "\(rest)")
        #expect(rest.contains("the passphrase is new"))
        // To the other screen and back, wiped, with nothing to scroll back to.
        #expect(rest.contains("\u{1B}[3J") && rest.contains("\u{1B}[?1049l"))
        #expect(!rest.contains(words))
        let login = try vault.run("lawyer", ["login", "lawyer", "--passphrase-file", "-"], input: words + "\n")
        #expect(login.status == 0, "\(login.output)")
    }

    @Test func `an account ends only when its name is typed below the list, letter by letter`() throws {
        let vault = try TranscriptVault()
        _ = try vault.populate()
        for (typed, status) in [("layer", Int32(64)), ("", 64), ("lawyer", 0)] {
            let terminal = try vault.terminal("admin", "account disable lawyer")
            let list = try terminal.wait(for: "Type the name lawyer to go on: ")
            #expect(list.contains("This ends the account of lawyer (lawyer) for good"))
            terminal.type(typed)
            let rest = try terminal.end()
            #expect(terminal.status == status, "\(rest)")
            #expect(rest.contains(status == 0 ? "lawyer is disabled" : "that is not the name; nothing was changed"))
        }
    }

    @Test func `who wants their own is asked again where it is too short or differs`() throws {
        let vault = try TranscriptVault()
        _ = try vault.populate()
        let invited = try vault.run("admin", ["account", "invite", "aizada", "--role", "caseworker"])
        let code = String(invited.output.prefix { $0 != "\n" })
        let terminal = try vault.terminal("aizada", "account enrol aizada")
        try terminal.wait(for: "Invite code: ")
        terminal.type(code)
        try terminal.wait(for: "o for one of your own: ")
        terminal.type("n")
        try terminal.wait(for: "o for one of your own: ")
        terminal.type("o")
        try terminal.wait(for: "New passphrase for aizada: ")
        terminal.type("short")
        try terminal.wait(for: "at least 12 letters")
        try terminal.wait(for: "New passphrase for aizada: ")
        terminal.type("a long enough one of my own")
        try terminal.wait(for: "The same again: ")
        terminal.type("a long enough one of my owm")
        try terminal.wait(for: "the two passphrases differ")
        try terminal.wait(for: "New passphrase for aizada: ")
        terminal.type("a long enough one of my own")
        try terminal.wait(for: "The same again: ")
        terminal.type("a long enough one of my own")
        let rest = try terminal.end()
        #expect(terminal.status == 0 && rest.contains("aizada is enrolled as caseworker."), "\(rest)")
    }
}

/// One command at a terminal of its own, talked with step by step.
final class TerminalSession {
    private let process: Process
    private let input = Pipe()
    private let output = Pipe()
    private var unread = ""
    /// All that was shown so far.
    private(set) var shown = ""
    private static let patience = 60.0

    /// What the command ended with.
    var status: Int32 { process.terminationStatus }

    /// Why a step did not come.
    struct Silent: Error { var instead: String }

    init(command: String, folder: String, environment: [String: String]) throws {
        process = Process()
        process.executableURL = URL(filePath: "/usr/bin/script")
        process.arguments = ["--quiet", "--return", "--command", command, "/dev/null"]
        process.currentDirectoryURL = URL(filePath: folder)
        process.environment = environment
        process.standardInput = input
        process.standardOutput = output
        process.standardError = output
        try process.run()
        // A step that never comes ends the command, and so the wait for it.
        DispatchQueue.global().asyncAfter(deadline: .now() + Self.patience) { [process] in
            if process.isRunning { process.terminate() }
        }
    }

    /// Reads until the terminal shows `text`.
    @discardableResult
    func wait(for text: String) throws -> String {
        while true {
            if let range = unread.range(of: text) {
                let seen = String(unread[..<range.upperBound])
                unread = String(unread[range.upperBound...])
                return seen
            }
            let piece = output.fileHandleForReading.availableData
            guard !piece.isEmpty else { throw Silent(instead: unread) }
            take(piece)
        }
    }

    private func take(_ piece: Data) {
        let text = String(decoding: piece.filter { $0 != 0x0D }, as: UTF8.self)
        unread += text
        shown += text
    }

    /// A line, as from the keyboard.
    func type(_ line: String) { try? input.fileHandleForWriting.write(contentsOf: Data((line + "\n").utf8)) }

    /// Ctrl-C.
    func interrupt() { try? input.fileHandleForWriting.write(contentsOf: Data([3])) }

    /// The rest of what is shown, when the command has ended.
    func end() throws -> String {
        let rest = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        take(rest)
        return unread
    }
}
