import Testing
import VaultModel

struct NamingTests {
    @Test(arguments: ["ainura", "e.sydykova", "a1", "lawyer-2", "a_b", String(repeating: "a", count: 32)])
    func `a name of small letters, digits and marks is a name`(text: String) throws {
        #expect(try AccountName(text).text == text)
    }

    @Test(arguments: [
        "", "a", "1a", ".a", "-a", "Ainura", "a b", "a/b", "a\n", "a\u{0}", "á1", "ａb",
        String(repeating: "a", count: 33),
    ])
    func `anything else is not`(text: String) {
        #expect(throws: NamingError.malformed) { try AccountName(text) }
    }

    @Test func `a Cyrillic letter in a name is pointed at, so that nobody is imitated`() {
        #expect(throws: NamingError.lookalike(letter: "а", looksLike: "a", position: 1)) {
            try AccountName("аinura")
        }
        #expect(throws: NamingError.lookalike(letter: "с", looksLike: "c", position: 4)) {
            try AccountName("psyсhologist")
        }
    }

    @Test(arguments: ["KG-2026-0041", "A1-2", "KG-OSH-7", "K-123456789012"])
    func `a code of groups that ends in a number is a code`(text: String) throws {
        #expect(try CaseCode(text).text == text)
    }

    @Test func `small letters are read as capitals`() throws {
        #expect(try CaseCode("kg-2026-0041") == CaseCode("KG-2026-0041"))
    }

    @Test(arguments: [
        "", "KG", "KG2026", "1G-2026", "KG--1", "-KG-1", "KG-1-", "KG-2026-A", "KG 2026-1", "KG-2026-0041\n",
        "KG/../1-1",
        "K-1234567890123456789012345678901", "AINURA",
    ])
    func `anything else is not a code`(text: String) {
        #expect(throws: NamingError.malformed) { try CaseCode(text) }
    }

    @Test func `a Cyrillic letter or a long dash in a code is pointed at`() {
        #expect(throws: NamingError.lookalike(letter: "К", looksLike: "K", position: 1)) {
            try CaseCode("КG-2026-0041")
        }
        #expect(throws: NamingError.lookalike(letter: "–", looksLike: "-", position: 3)) {
            try CaseCode("KG–2026-0041")
        }
    }

    @Test(arguments: ["KıT-1", "Kſ-12", "ﬁT-12"])
    func `a letter that only becomes Latin in capitals is refused too`(text: String) {
        #expect(throws: NamingError.self) { try CaseCode(text) }
    }

    @Test func `the parts of a code are its stem and its number`() throws {
        let parts = try CaseCode("KG-2026-0041").parts
        #expect(parts.stem == "KG-2026-" && parts.number == 41)
    }
}
