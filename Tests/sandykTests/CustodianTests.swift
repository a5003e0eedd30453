import Foundation
import Testing
import VaultCrypto

@testable import sandyk

/// If one of these failed, a custodian would keep a paper that opens nothing.
@Suite struct CustodianTests {
    @Test func `a page has every word with its number, and says what it is part of`() throws {
        let deal = try CustodianDeal(needed: 3, count: 5)
        for card in deal.cards {
            let page = deal.page(card)
            let cells = page.lines.joined(separator: " ").split(separator: " ").map(String.init)
            var found: [Int: String] = [:]
            for (number, word) in zip(cells, cells.dropFirst()) {
                if let number = Int(number) { found[number] = word }
            }
            #expect(found.count == 33)
            #expect((1...33).compactMap { found[$0] }.joined(separator: " ") == card.text())
            #expect(page.lines.allSatisfy { $0.count < 60 })
            #expect(page.text.contains("card \(card.number) of 5; 3 are needed"))
            #expect(page.text.contains(deal.publicKeys.words.text))
        }
    }

    @Test func `the answer's cards open the pair whose public half it names`() throws {
        let answer = try CustodianDeal(needed: 2, count: 3).answer
        let cards = try answer.cards[1...].map { try ShareCard(parsing: $0) }
        let keys = try CustodianKeys(CustodianSecret(try ShareCard.combine(cards)))
        #expect(keys.publicKeys.text == answer.publicKeys)
        #expect(keys.publicKeys.words.text == answer.keyWords)
    }

    @Test func `pages are written for their owner only, and never over another file`() throws {
        let folder = try TemporaryFolder()
        try CardPage.checkFolder(folder.path, count: 2)
        let deal = try CustodianDeal(needed: 2, count: 2)
        try deal.writePages(to: folder.path)
        #expect(try folder.names() == ["custodian-card-1-of-2.txt", "custodian-card-2-of-2.txt"])
        let first = folder.file("custodian-card-1-of-2.txt")
        let text = try String(contentsOf: first, encoding: .utf8)
        #expect(text == deal.page(deal.cards[0]).text)
        let mode = try FileManager.default.attributesOfItem(atPath: first.path)[.posixPermissions]
        #expect(mode as? Int == 0o600)
        #expect(throws: Failure.self) { try CardPage.checkFolder(folder.path, count: 2) }
        #expect(throws: Failure.self) { try CustodianDeal(needed: 2, count: 2).writePages(to: folder.path) }
        #expect(try String(contentsOf: first, encoding: .utf8) == text)
        #expect(throws: Failure.self) { try CardPage.checkFolder(folder.path + "/none", count: 2) }
        try deal.writePages(to: nil)
    }
}
