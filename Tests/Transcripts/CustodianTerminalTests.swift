import Foundation
import Testing

/// Custodians at a terminal: the deal, and a ceremony with cards that are typed.
@Suite(.serialized, .timeLimit(.minutes(2))) struct CustodianTerminalTests {
    private static let wipe = "\u{1B}[2J\u{1B}[3J\u{1B}[H"
    private static let enter = "\u{1B}[?1049h"
    private static let leave = "\u{1B}[?1049l"

    @Test func `each custodian is alone at the screen, and types words back before it is the next one's turn`() throws {
        let vault = try TranscriptVault()
        let terminal = try vault.terminal("custodian", "custodians deal -k 2 -n 2")
        var cards: [[String]] = []
        for number in 1...2 {
            let before = try terminal.wait(for: "Press Enter when nobody else can see the screen. ")
            // Of the card before, nothing is left on the screen that the next one sits down at.
            let screen = try #require(before.components(separatedBy: Self.wipe).last)
            #expect(screen.hasPrefix("Card \(number) of 2."))
            terminal.type("")
            let words = try card(in: terminal.wait(for: "then press Enter. "))
            #expect(words.count == 33 && !cards.contains(words))
            terminal.type("")
            if number == 1 {
                // A slip on the paper: the card is shown again.
                try terminal.wait(for: "From your paper, word ")
                terminal.type("sandyk")
                try terminal.wait(for: "Press Enter to see the card again and correct your paper. ")
                terminal.type("")
                #expect(try card(in: terminal.wait(for: "then press Enter. ")) == words)
                terminal.type("")
            }
            for _ in 1...4 { try typeWordBack(terminal, words) }
            try terminal.wait(for: "(empty: none): ")
            if number == 2 {
                terminal.type("no-such-folder")
                try terminal.wait(for: "(empty: none): ")
            }
            terminal.type(number == 1 ? "" : ".")
            try terminal.wait(for: "let the next one come. ")
            terminal.type("")
            cards.append(words)
        }
        let rest = try terminal.end()
        #expect(terminal.status == 0, "\(rest)")
        #expect(rest.contains(Self.wipe) && rest.contains("sandyk-custodians-"))
        for words in cards { #expect(!isLeft(words, by: terminal)) }
        #expect(try vault.names("custodian") == ["custodian-card-2-of-2.txt"])
        let page = try vault.text("custodian-card-2-of-2.txt", of: "custodian")
        #expect(card(in: page) == cards[1])
    }

    @Test func `a deal that is broken off leaves nothing on the screen, and says that its cards are void`() throws {
        let vault = try TranscriptVault()
        let terminal = try vault.terminal("custodian", "custodians deal -k 2 -n 3")
        try terminal.wait(for: "Press Enter when nobody else can see the screen. ")
        terminal.type("")
        let words = try card(in: terminal.wait(for: "then press Enter. "))
        terminal.interrupt()
        let rest = try terminal.end()
        #expect(terminal.status == 130, "\(rest)")
        #expect(rest.contains(Self.wipe) && left(by: terminal).contains("No key was made."), "\(rest)")
        #expect(!isLeft(words, by: terminal))
        #expect(try vault.names("custodian").isEmpty)
    }

    @Test func `cards are typed in any order, mistakes are said, and nothing of them stays on the screen`() throws {
        let vault = try TranscriptVault()
        _ = try vault.populate()
        let dealt = try vault.run("custodian", ["custodians", "deal", "-k", "2", "-n", "2", "--scripted"])
        let deal = try JSONDecoder().decode(Deal.self, from: Data(dealt.output.utf8))
        let set = try vault.run("admin", ["custodians", "set", deal.publicKeys, "-k", "2", "-n", "2"])
        #expect(set.status == 0, "\(set.output)")
        let terminal = try vault.terminal("auditor", "recover rehearse")
        try terminal.wait(for: "(empty: look how far it is):\n")
        let second = deal.cards[1].split(separator: " ")
        terminal.type(second.prefix(20).joined(separator: " "))
        try terminal.wait(for: "20 words so far; the next: ")
        terminal.type(second.dropFirst(20).joined(separator: " "))
        try terminal.wait(for: "1 of 2 cards")
        try terminal.wait(for: "(empty: look how far it is):\n")
        var wrong = deal.cards[0].split(separator: " ").map(String.init)
        wrong[6] = "sandyk"
        terminal.type(wrong.joined(separator: " "))
        let said = try terminal.wait(for: "(empty: look how far it is):\n")
        #expect(said.contains("word 7 is not in the list"), "\(said)")
        Thread.sleep(forTimeInterval: 1.1)
        terminal.type(deal.cards[0])
        let rest = try terminal.end()
        #expect(terminal.status == 0, "\(rest)")
        #expect(terminal.shown.contains(second[8] + " " + second[9]))
        for card in deal.cards { #expect(!isLeft(card.split(separator: " ").map(String.init), by: terminal)) }
    }

    @Test func `a card that comes when the recovery is over is told so`() throws {
        let vault = try TranscriptVault()
        _ = try vault.populate()
        let dealt = try vault.run("custodian", ["custodians", "deal", "-k", "2", "-n", "2", "--scripted"])
        let deal = try JSONDecoder().decode(Deal.self, from: Data(dealt.output.utf8))
        _ = try vault.run("admin", ["custodians", "set", deal.publicKeys, "-k", "2", "-n", "2"])
        let terminal = try vault.terminal("auditor", "recover rehearse")
        let began = try terminal.wait(for: "(empty: look how far it is):\n")
        let id = try #require(began.firstMatch(of: /recover card ([0-9a-f]+)/)).1
        let cancelled = try vault.run("admin", ["recover", "cancel", String(id)])
        #expect(cancelled.status == 0, "\(cancelled.output)")
        terminal.type(deal.cards[0])
        let rest = try terminal.end()
        #expect(terminal.status == 66 && rest.contains("this recovery is over"), "\(rest)")
        #expect(!isLeft(deal.cards[0].split(separator: " ").map(String.init), by: terminal))
    }

    /// What was shown on the terminal's own screen, which stays when the command has ended; not on the other one.
    private func left(by terminal: TerminalSession) -> String {
        terminal.shown.components(separatedBy: Self.enter).enumerated().map { index, part in
            index == 0 ? part : part.components(separatedBy: Self.leave).dropFirst().joined()
        }.joined()
    }

    /// Whether words of a card stay: two that follow one another, or one with its number. One alone may be any word.
    private func isLeft(_ words: [String], by terminal: TerminalSession) -> Bool {
        let left = left(by: terminal)
        let pairs = zip(words, words.dropFirst()).map { "\($0) \($1)" }
        let numbered = words.enumerated().map { "\($0 + 1) \($1)" }
        return (pairs + numbered).contains { left.contains($0) }
    }

    private struct Deal: Decodable {
        let cards: [String]
        let publicKeys: String
    }

    /// The words of a shown card, in their order.
    private func card(in text: String) -> [String] {
        text.split(separator: "\n").filter { $0.starts(with: /\ ?[0-9]/) }
            .flatMap { $0.matches(of: /([0-9]+) ([a-z]+)/) }.compactMap { match in
                Int(match.1).map { ($0, String(match.2)) }
            }.sorted { $0.0 < $1.0 }.map(\.1)
    }

    private func typeWordBack(_ terminal: TerminalSession, _ words: [String]) throws {
        try terminal.wait(for: "From your paper, word ")
        let number = try terminal.wait(for: ": ").prefix { $0 != ":" }
        terminal.type(words[try #require(Int(number)) - 1])
    }
}
