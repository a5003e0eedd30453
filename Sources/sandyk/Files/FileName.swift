/// File names that came out of the vault, made safe for a folder: whoever stored a document chose its name.
enum FileName {
    /// A name without folders, leading dots, control characters or direction marks, of at most 255 bytes.
    ///
    /// - Parameter fallback: What is left where nothing else is.
    static func sanitised(_ name: String, fallback: String) -> String {
        var safe = String.UnicodeScalarView()
        for scalar in name.unicodeScalars {
            switch scalar {
            case "/", "\\": safe.append("_")
            default:
                switch scalar.properties.generalCategory {
                case .control, .lineSeparator, .paragraphSeparator, .format, .surrogate: continue
                default: safe.append(scalar)
                }
            }
        }
        var text = String(safe)
        while let first = text.first, first == "." || first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        text = shortened(text, bytes: 255)
        return text.allSatisfy({ $0 == "_" || $0 == "." }) ? fallback : text
    }

    /// A name beside one that is taken: `Доверенность (2f41a0c9).pdf`.
    static func beside(_ name: String, mark: String) -> String {
        let (stem, ending) = parts(name)
        return shortened(stem, bytes: 240 - ending.utf8.count) + " (\(mark))" + ending
    }

    /// The last part of a path.
    static func last(of path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    /// The ending in small letters, without its dot; empty where there is none.
    static func ending(of name: String) -> String { String(parts(name).ending.dropFirst()).lowercased() }

    private static func parts(_ name: String) -> (stem: String, ending: String) {
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex,
            name.utf8.distance(from: dot, to: name.endIndex) <= 16
        else { return (name, "") }
        return (String(name[..<dot]), String(name[dot...]))
    }

    /// Whole letters only, the ending kept.
    private static func shortened(_ name: String, bytes: Int) -> String {
        guard name.utf8.count > bytes else { return name }
        var (stem, ending) = parts(name)
        while stem.utf8.count + ending.utf8.count > bytes, !stem.isEmpty { stem.removeLast() }
        return stem + ending
    }
}
