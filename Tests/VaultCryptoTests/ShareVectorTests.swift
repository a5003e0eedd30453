import Foundation
import Testing
import VaultCrypto
import VaultModel

/// If one of these failed, cards would not open in other programs of the standard, nor theirs here.
struct ShareVectorTests {
    /// One case of the standard's own file: a title, the cards, the secret or nothing, an extended key.
    private struct Vector: Decodable {
        let title: String
        let cards: [String]
        let secret: String

        init(from decoder: any Decoder) throws {
            var fields = try decoder.unkeyedContainer()
            title = try fields.decode(String.self)
            cards = try fields.decode([String].self)
            secret = try fields.decode(String.self)
        }
    }

    @Test(.enabled(if: Project.hasShareVectors))
    func `the standard's fifteen sets open, and its thirty bad ones are refused`() throws {
        let vectors = try JSONDecoder().decode([Vector].self, from: Data(contentsOf: Project.shareVectors))
        var opened = 0
        var refused = 0
        for vector in vectors {
            if vector.secret.isEmpty {
                #expect(throws: ShareError.self, "\(vector.title)") { _ = try combined(vector.cards) }
                refused += 1
            } else {
                let secret = try combined(vector.cards)
                #expect(Hex.encode(secret) == vector.secret, "\(vector.title)")
                opened += 1
            }
        }
        #expect(opened == 15 && refused == 30)
        print("SLIP-0039: \(opened) opened, \(refused) refused")
    }

    /// Written by Tests/CrossChecks/slip39 with the reference implementation.
    private struct Dealt: Decodable {
        let cards: [String]
        let passphrase: String
        let secret: String
    }

    @Test(.enabled(if: crossCheckFile != nil))
    func `cards that the reference implementation dealt open`() throws {
        let file = URL(filePath: try #require(Self.crossCheckFile))
        let cases = try JSONDecoder().decode([Dealt].self, from: Data(contentsOf: file))
        for (index, dealt) in cases.enumerated() {
            let secret = try combined(dealt.cards, passphrase: dealt.passphrase)
            #expect(Hex.encode(secret) == dealt.secret, "case \(index)")
        }
        #expect(!cases.isEmpty)
        print("cross-check: \(cases.count) sets opened")
    }

    private static var crossCheckFile: String? { ProcessInfo.processInfo.environment["SANDYK_SLIP39_CASES"] }

    private func combined(_ cards: [String], passphrase: String = "TREZOR") throws -> [UInt8] {
        let passphrase = try SecretBytes(count: passphrase.utf8.count) { $0.copyBytes(from: passphrase.utf8) }
        let cards = try cards.map { try ShareCard(parsing: $0) }
        return bytes(of: try ShareCard.combine(cards, passphrase: passphrase))
    }
}
