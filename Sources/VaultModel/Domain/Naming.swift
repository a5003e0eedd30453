/// Why a name or a code cannot be used, in a form that a sentence can be made from.
public enum NamingError: Error, Equatable, Sendable {
    /// A letter that looks Latin but is Cyrillic (or another script), and where it stands, counted from 1.
    case lookalike(letter: Character, looksLike: Character, position: Int)
    /// Not of the form that ``AccountName`` or ``CaseCode`` has.
    case malformed
}

/// How a colleague is called here, e.g. `ainura` or `e.sydykova`: ASCII, so that nobody can be imitated
/// by a letter that looks the same.
///
/// 2 to 32 of `a`–`z`, `0`–`9`, `.`, `_`, `-`, beginning with a letter.
public struct AccountName: Hashable, Sendable, CustomStringConvertible {
    /// The name itself.
    public let text: String

    /// - Throws: ``NamingError``.
    public init(_ text: some StringProtocol) throws(NamingError) {
        try Lookalikes.check(text)
        let letters = Array(text.utf8)
        let rest = Set("abcdefghijklmnopqrstuvwxyz0123456789._-".utf8)
        guard (2...32).contains(letters.count), let first = letters.first,
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first), letters.allSatisfy(rest.contains)
        else { throw .malformed }
        self.text = String(text)
    }

    /// The name itself.
    public var description: String { text }
}

/// How staff name a case, e.g. `KG-2026-0041`: never a survivor's name.
///
/// Groups of `A`–`Z` and `0`–`9` joined by `-`: the first begins with a letter, the last is digits only,
/// at most 12; 4 to 32 characters. Small letters are read as capitals.
public struct CaseCode: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The code in capitals.
    public let text: String

    /// - Throws: ``NamingError``.
    public init(_ text: some StringProtocol) throws(NamingError) {
        try Lookalikes.check(text)
        // ASCII first: some other letters have ASCII capitals.
        guard text.utf8.allSatisfy({ $0 < 0x80 }) else { throw .malformed }
        let upper = text.uppercased()
        let groups = upper.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        let letters = UInt8(ascii: "A")...UInt8(ascii: "Z")
        guard (4...32).contains(upper.utf8.count), groups.count >= 2, let first = groups.first?.first,
            letters.contains(first), let last = groups.last, last.count <= 12, last.allSatisfy(digits.contains),
            groups.allSatisfy({ !$0.isEmpty && $0.allSatisfy { digits.contains($0) || letters.contains($0) } })
        else { throw .malformed }
        self.text = upper
    }

    /// The code in capitals.
    public var description: String { text }

    /// By text.
    public static func < (left: Self, right: Self) -> Bool { left.text < right.text }

    /// The last group's number and all before it, e.g. `("KG-2026-", 41)`.
    public var parts: (stem: String, number: UInt64) {
        let digits = text.reversed().prefix { $0.isNumber }.reversed()
        return (String(text.dropLast(digits.count)), UInt64(String(digits)) ?? 0)
    }
}

/// Letters of other scripts that look Latin.
enum Lookalikes {
    private static let table: [Character: Character] = [
        "а": "a", "е": "e", "о": "o", "р": "p", "с": "c", "у": "y", "х": "x", "і": "i", "ј": "j", "ѕ": "s",
        "А": "A", "В": "B", "Е": "E", "К": "K", "М": "M", "Н": "H", "О": "O", "Р": "P", "С": "C", "Т": "T",
        "У": "Y", "Х": "X", "І": "I", "к": "k", "в": "b", "н": "h", "т": "t", "м": "m", "г": "r", "ү": "y",
        "Ү": "Y", "ө": "o", "Ө": "O", "–": "-", "—": "-", "Г": "G",
    ]

    static func check(_ text: some StringProtocol) throws(NamingError) {
        for (index, letter) in text.enumerated() {
            if let latin = table[letter] {
                throw .lookalike(letter: letter, looksLike: latin, position: index + 1)
            }
        }
    }
}
