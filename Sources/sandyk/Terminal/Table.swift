/// Rows under headings, as wide as their texts need and no wider than the terminal.
struct Table {
    /// One per column.
    let headings: [String]
    private(set) var rows: [[String]] = []
    /// The column that gives way where the terminal is too narrow; the last by default.
    var flexible: Int?

    init(_ headings: Heading...) {
        self.init(headings: headings.map(\.text))
    }

    init(headings: [String], flexible: Int? = nil) {
        self.headings = headings
        self.flexible = flexible
    }

    /// Adds a row; what is absent is shown as `–`. Control characters become `�`, so that no text from the vault
    /// can move the cursor.
    mutating func add(_ cells: String?...) {
        rows.append(cells.map { Self.visible($0 ?? "–") })
    }

    /// The lines, without trailing spaces.
    func lines(width: Int?) -> [String] {
        var widths = headings.indices.map { column in
            ([headings] + rows).map { DisplayWidth.of($0[column]) }.max() ?? 0
        }
        let gaps = 2 * (widths.count - 1)
        let total = widths.reduce(gaps, +)
        if let width, total > width {
            let column = flexible ?? widths.count - 1
            widths[column] = max(min(widths[column], 12), widths[column] - (total - width))
        }
        return ([headings] + rows).map { row in
            var line = ""
            for (column, cell) in row.enumerated() {
                let text = DisplayWidth.fitted(cell, to: widths[column])
                line += text
                guard column < row.count - 1 else { break }
                line += String(repeating: " ", count: widths[column] - DisplayWidth.of(text) + 2)
            }
            while line.last == " " { line.removeLast() }
            return line
        }
    }

    /// One line that shows as it is: control characters and direction marks replaced.
    static func visible(_ text: String) -> String {
        var safe = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: safe.append("\u{FFFD}")
            case .format where (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value):
                safe.append("\u{FFFD}")
            default: safe.append(scalar)
            }
        }
        return String(safe)
    }
}
