import Glibc

/// One card as it is shown and printed.
struct CardPage {
    let number: Int
    let count: Int
    let needed: Int
    /// The fingerprint of the custodians' key.
    let keyWords: String
    /// 33 words.
    let words: [String]

    private static let columns = 3
    private static let columnWidth = 16

    /// The words in three columns, numbered downwards.
    var lines: [String] {
        let rows = (words.count + Self.columns - 1) / Self.columns
        return (0..<rows).map { row in
            let cells = stride(from: row, to: words.count, by: rows).map { index in
                (index < 9 ? " " : "") + "\(index + 1) \(words[index])"
            }
            return cells.dropLast().map { $0 + String(repeating: " ", count: max(1, Self.columnWidth - $0.count)) }
                .joined() + (cells.last ?? "")
        }
    }

    /// The whole card in the person's language.
    var text: String { Message.custodianCard(self).text + "\n" }

    private var name: String { Self.name(number, of: count) }

    private static func name(_ number: Int, of count: Int) -> String { "custodian-card-\(number)-of-\(count).txt" }

    /// Writes the page, readable by its owner only, never over another file.
    func write(to folder: String) throws {
        let file = try NewFile(folder: folder, name: name)
        try file.write(Array(text.utf8))
        do {
            try file.commit(replacing: false)
        } catch let failure as Failure {
            // There is no --force here.
            throw Failure(failure.status, failure.message)
        }
    }

    /// Before anything is dealt: the folder is there, and none of the pages.
    static func checkFolder(_ folder: String?, count: Int) throws {
        guard let folder else { return }
        var status = stat()
        guard stat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw Failure(.usage, .noSuchFolder(folder))
        }
        for number in 1...count {
            let path = "\(folder)/\(name(number, of: count))"
            if lstat(path, &status) == 0 { throw Failure(.data, .fileExists(path)) }
        }
    }
}
