/// How many columns text takes on a terminal.
enum DisplayWidth {
    /// Columns of the whole text: two for East Asian wide letters and emoji, none for marks that join a letter.
    static func of(_ text: some StringProtocol) -> Int { text.reduce(0) { $0 + columns(of: $1) } }

    /// Columns of one letter as a person sees it.
    static func columns(of letter: Character) -> Int {
        guard let scalar = letter.unicodeScalars.first else { return 0 }
        if letter.unicodeScalars.contains(where: { $0.value == 0xFE0F }) { return 2 }
        switch scalar.properties.generalCategory {
        case .control, .format, .nonspacingMark, .enclosingMark: return 0
        default: return isWide(scalar.value) ? 2 : 1
        }
    }

    /// The text, cut to at most `columns` with `…` where something was cut off.
    static func fitted(_ text: String, to columns: Int) -> String {
        guard of(text) > columns else { return text }
        var taken = ""
        var width = 0
        for letter in text {
            let more = Self.columns(of: letter)
            guard width + more < columns else { break }
            taken.append(letter)
            width += more
        }
        return taken + "…"
    }

    private static func isWide(_ value: UInt32) -> Bool {
        switch value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
            0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
            0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            true
        default: false
        }
    }
}
