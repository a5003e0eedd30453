import FoundationEssentials
import Glibc
import VaultModel

/// Where a note's text comes from: a kept file, standard input, or an editor.
struct TextInput {
    let context: Context
    let key: String
    let command: String

    /// The text.
    ///
    /// - Parameters:
    ///   - prepare: Done before an editor opens or standard input is sent.
    /// - Throws: ``Failure`` if the text is empty, too long or not UTF-8: nothing is stored then.
    func text(resumed: String?, before: String = "", prepare: () async throws -> Void) async throws -> String {
        let text: String
        if let resumed {
            text = resumed
        } else if isatty(STDIN_FILENO) == 1 {
            try await prepare()
            let session = EditorSession(
                runFolder: context.runFolder, editor: EditorCommand(environment: ProcessInfo.processInfo.environment))
            text = try await session.edit(before) { [folder = context.runFolder, key, command] saved in
                KeptText(folder, text: saved, key: key, command: command).keep()
            }
        } else {
            let bytes = try SmallFile.read(STDIN_FILENO, path: "-")
            guard let valid = String(validating: bytes, as: UTF8.self) else { throw Failure(.usage, .notUnicode) }
            text = valid
            // Whoever cannot see it is not held up by it: the note is stored either way.
            try? await prepare()
        }
        guard text.contains(where: { !$0.isWhitespace }) else { throw Failure(.usage, .emptyText) }
        guard text.utf8.count <= Limits.noteBytes else {
            throw Failure(
                .data, .noteTooLong,
                next: KeptText(
                    context.runFolder, text: text, key: key, command: command
                ).kept())
        }
        return text
    }
}

/// Words for a shell.
enum ShellWord {
    /// The word in single quotes, where it needs them.
    static func quoted(_ word: String) -> String {
        let plain = word.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || $0.properties.numericType != nil }
        if plain, !word.isEmpty { return word }
        return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}
