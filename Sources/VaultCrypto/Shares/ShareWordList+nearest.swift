extension ShareWordList {
    /// The list's word that was likely meant; `nil` where several are as likely, or none is.
    ///
    /// The same first four letters, which name a word; else the only word at the smallest distance, at most 2.
    package static func nearest(to typed: String) -> String? {
        let typed = Array(typed.utf8)
        guard (3...12).contains(typed.count) else { return nil }
        if typed.count >= 4, let word = words.first(where: { $0.utf8.starts(with: typed.prefix(4)) }) { return word }
        var best: (word: String, distance: Int, isOnly: Bool)?
        for word in words {
            let distance = distance(typed, Array(word.utf8))
            if distance < best?.distance ?? 3 {
                best = (word, distance, true)
            } else if distance == best?.distance {
                best?.isOnly = false
            }
        }
        guard let best, best.isOnly else { return nil }
        return best.word
    }

    /// Letters to change, leave out or add (Levenshtein).
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var row = Array(0...right.count)
        for (index, letter) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in 1...right.count {
                let changed = diagonal + (right[column - 1] == letter ? 0 : 1)
                diagonal = row[column]
                row[column] = min(changed, row[column] + 1, row[column - 1] + 1)
            }
        }
        return row[right.count]
    }
}
