import Foundation

/// How words are compared in a search: as people type them.
enum SearchText {
    /// In composed form and small letters; ё counts as е, since most people type it so.
    static func folded(_ text: String) -> String {
        text.precomposedStringWithCanonicalMapping.lowercased().replacing("ё", with: "е")
    }

    /// The words of a search, each of which has to be there.
    static func words(_ text: String) -> [String] {
        folded(text).split(whereSeparator: \.isWhitespace).map(String.init)
    }
}
