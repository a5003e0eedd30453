import Yams

/// The lines of a `Keys` file, or of a section in it, that have not been read yet.
///
/// Every value is taken out once; what is left at the end is a line that nobody knows.
struct KeysLines {
    private let path: String
    private let name: String?
    private let line: Int?
    private var values: [(key: String, line: Int?, node: Node)]

    /// - Throws: ``KeysRefusal`` for text that is not one YAML mapping with plain keys.
    init(text: String, path: String) throws {
        let found: Node?
        do {
            found = try Yams.compose(yaml: text)
        } catch let error as YamlError {
            throw Self.refusal(error, path: path)
        }
        guard let root = found else { throw KeysRefusal(path: path, line: nil, reason: "is empty") }
        try self.init(root, path: path, name: nil, line: nil)
    }

    private init(_ node: Node, path: String, name: String?, line: Int?) throws {
        self.path = path
        self.name = name
        self.line = line
        guard let mapping = node.mapping else {
            throw KeysRefusal(
                path: path, line: line ?? node.mark?.line, reason: "\(name ?? "the file") is not lines of `key: value`")
        }
        values = try mapping.map { key, value in
            guard let text = key.scalar?.string else {
                throw KeysRefusal(path: path, line: key.mark?.line, reason: "a key is not a word")
            }
            return (text, key.mark?.line, value)
        }
    }

    /// A refusal of this section as a whole.
    func refusal(_ reason: String) -> KeysRefusal {
        KeysRefusal(path: path, line: line, reason: name.map { "\($0) \(reason)" } ?? reason)
    }

    /// Lines under a key that has to be there.
    mutating func section(_ key: String) throws -> KeysLines {
        guard let (line, node) = take(key) else { throw refusal("has no line `\(key)`") }
        return try KeysLines(node, path: path, name: key, line: line)
    }

    /// An absolute path that has to be there.
    mutating func path(_ key: String) throws -> String {
        guard let path = try optionalPath(key) else { throw refusal("has no line `\(key)`") }
        return path
    }

    /// An absolute path.
    mutating func optionalPath(_ key: String) throws -> String? {
        try optionalText(key) { text in
            let parts = text.split(separator: "/")
            return !text.hasPrefix("/") || parts.contains("..") ? "is not an absolute path" : nil
        }
    }

    /// A text in one line; `fault` says what is wrong with it.
    mutating func optionalText(_ key: String, fault: (String) -> String? = { _ in nil }) throws -> String? {
        guard let (line, node) = take(key) else { return nil }
        guard let text = node.scalar?.string, !text.isEmpty, text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7f }) else {
            throw KeysRefusal(path: path, line: line, reason: "\(key) is not a text in one line")
        }
        if let fault = fault(text) { throw KeysRefusal(path: path, line: line, reason: "\(key) \(fault)") }
        return text
    }

    /// A whole number between bounds.
    mutating func number(_ key: String, in bounds: ClosedRange<UInt64>) throws -> UInt64? {
        let fault = "is not a whole number from \(bounds.lowerBound) to \(bounds.upperBound)"
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        let text = try optionalText(key) { text in
            let number = text.utf8.allSatisfy(digits.contains) ? UInt64(text) : nil
            return number.map(bounds.contains) == true ? nil : fault
        }
        return text.flatMap { UInt64($0) }
    }

    /// Refuses the first line that was not read.
    func refuseTheRest() throws {
        guard let rest = values.first else { return }
        throw KeysRefusal(path: path, line: rest.line, reason: "`\(rest.key)` is not a line that Keys has")
    }

    private mutating func take(_ key: String) -> (line: Int?, node: Node)? {
        guard let index = values.firstIndex(where: { $0.key == key }) else { return nil }
        let value = values.remove(at: index)
        return (value.line, value.node)
    }

    private static func refusal(_ error: YamlError, path: String) -> KeysRefusal {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            KeysRefusal(path: path, line: mark.line, reason: problem)
        case .duplicatedKeysInMapping(let duplicates, let context):
            KeysRefusal(
                path: path, line: context.mark.line,
                reason: "stands twice: \(duplicates.joined(separator: ", "))")
        default:
            KeysRefusal(path: path, line: nil, reason: "is not YAML")
        }
    }
}
