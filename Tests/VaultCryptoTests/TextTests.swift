import Testing
import VaultCrypto
import VaultModel

/// If one of these failed, a mistyped key would be taken for a right one, or a right one refused.
struct TextTests {
    private func guarded(_ text: String) throws -> SecretBytes {
        try SecretBytes(count: text.utf8.count) { $0.copyBytes(from: text.utf8) }
    }

    private func rootText() throws -> String {
        String(decoding: bytes(of: try TextForm.rootKey.encode(key(1))), as: UTF8.self)
    }

    @Test func `a root key's line comes back as the same key, with or without its line's end`() throws {
        let text = try rootText()
        #expect(text.hasPrefix("sandyk-root-"))
        #expect(text.utf8.count == 12 + 58)
        for line in [text, text + "\n", "  \(text)\r\n"] {
            let opened = try TextForm.rootKey.decode(guarded(line))
            #expect(bytes(of: opened) == bytes(of: try key(1, as: RootKeyRole.self)))
        }
    }

    @Test func `no letter of it can be changed, left out or added`() throws {
        let text = Array(try rootText().utf8)
        for position in text.indices {
            for letter in Array("a7-A0=".utf8) where letter != text[position] {
                var changed = text
                changed[position] = letter
                let wrong = String(decoding: changed, as: UTF8.self)
                refuses(.malformedText, "\(wrong)") { _ = try TextForm.rootKey.decode(guarded(wrong)) }
            }
            var cut = text
            cut.remove(at: position)
            refuses(.malformedText) { _ = try TextForm.rootKey.decode(guarded(String(decoding: cut, as: UTF8.self))) }
        }
        for wrong in ["", "\n", "sandyk-root-", String(decoding: text, as: UTF8.self) + "a"] {
            refuses(.malformedText) { _ = try TextForm.rootKey.decode(guarded(wrong)) }
        }
    }

    @Test func `a token is not a root key`() throws {
        let text = try TextForm.sessionToken.string(key(1))
        #expect(text.hasPrefix("sandyk-token-"))
        let token = try TextForm.sessionToken.decode(string: text)
        #expect(bytes(of: token) == bytes(of: try key(1, as: RootKeyRole.self)))
        #expect(token.hash() == ContentHash.blake2b256(bytes(of: token)))
        refuses(.malformedText) { _ = try TextForm.rootKey.decode(guarded(text)) }
        refuses(.malformedText) { _ = try TextForm.sessionToken.decode(string: rootText()) }
        let swapped = text.replacingOccurrences("sandyk-token-", "sandyk-root-")
        refuses(.malformedText) { _ = try TextForm.rootKey.decode(guarded(swapped)) }
    }

    @Test func `an invite code is read however it is typed`() throws {
        let code = try InviteCode(bytes: pattern(10))
        #expect(code.text.count == 19)
        let typed = code.text.replacingOccurrences("-", "")
        let dashed = code.text.replacingOccurrences("-", " – ")
        for text in [code.text, typed, code.text.uppercased(), " \(typed) ", dashed] {
            #expect(try InviteCode(parsing: text).hash == code.hash)
        }
        for text in ["", String(typed.dropLast()), typed + "a", "0" + typed.dropFirst(), "я" + typed.dropFirst(2)] {
            refuses(.malformedText, "\(text)") { _ = try InviteCode(parsing: text) }
        }
        #expect(InviteCode().hash != InviteCode().hash)
        for count in [0, 9, 11] { refuses(.wrongLength) { _ = try InviteCode(bytes: pattern(count)) } }
    }

    @Test func `an invite code does not slip into a log`() throws {
        let code = try InviteCode(bytes: pattern(10))
        var dumped = ""
        dump(code, to: &dumped)
        for shown in ["\(code)", String(reflecting: code), dumped, "\([code])"] {
            #expect(!shown.contains(code.text) && !shown.contains("\(pattern(10)[0])"), "\(shown)")
        }
    }

    @Test func `the word list is EFF's, whole and in order`() {
        #expect(EFFLargeWordList.words.count == 7776)
        #expect(Set(EFFLargeWordList.words).count == 7776)
        #expect(EFFLargeWordList.words.first == "abacus")
        #expect(EFFLargeWordList.words.last == "zoom")
        #expect(EFFLargeWordList.positions["yo-yo"].map { EFFLargeWordList.words[$0] } == "yo-yo")
    }

    @Test func `six words follow the page and are read back as they are typed`() throws {
        let one = try KeyWords(#require(KeyID(bytes: [UInt8](repeating: 0, count: 15) + [1] + pattern(16))))
        let abacus = EFFLargeWordList.words[0]
        #expect(one.words == [EFFLargeWordList.words[1], abacus, abacus, abacus, abacus, abacus])
        let words = KeyWords(try id(0xFF))
        #expect(words != one)
        #expect(try KeyWords(parsing: " \(words.text.uppercased())\n") == words)
        for wrong in ["", "abacus", words.text + " abacus", "sandyk " + words.words.dropFirst().joined(separator: " ")]
        {
            refuses(.malformedText) { _ = try KeyWords(parsing: wrong) }
        }
    }
}

extension String {
    /// Without Foundation's search rules.
    fileprivate func replacingOccurrences(_ old: String, _ new: String) -> String {
        split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
    }
}
