import FoundationEssentials
import Glibc

/// A typed text that could not be stored: kept in the run folder, mode 0600, until it is sent or removed by hand.
///
/// Its name holds the idempotency key, so that sending it again cannot store it twice.
struct UnsentText {
    /// Absolute.
    let path: String

    /// Keeps a text.
    static func keep(_ text: String, key: String, in folder: RunFolder) throws -> UnsentText {
        let name = "unsent-\(key).txt"
        try folder.write(Array(text.utf8), to: name)
        return UnsentText(path: "\(folder.path)/\(name)")
    }

    /// The text and the key of a file that ``keep(_:key:in:)`` made; any other file gets a new key.
    func read() throws -> (text: String, key: String?) {
        guard let text = String(validating: try SmallFile.read(path: path), as: UTF8.self) else {
            throw Failure(.usage, .notUnicode)
        }
        let name = FileName.last(of: path)
        guard name.hasPrefix("unsent-"), name.hasSuffix(".txt") else { return (text, nil) }
        return (text, String(name.dropFirst(7).dropLast(4)))
    }

    /// Removes it once it is stored.
    func remove() { unlink(path) }

    /// The unsent texts that are there.
    static func all(in folder: RunFolder) -> [UnsentText] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasPrefix("unsent-") }.sorted().map { UnsentText(path: "\(folder.path)/\($0)") }
    }
}
