import FoundationEssentials
import Glibc
import Subprocess
import Synchronization

/// One text in one editor, in a folder of its own inside the run folder that goes when the editor ends.
struct EditorSession {
    let runFolder: RunFolder
    let editor: EditorCommand

    /// Lets the person edit `text`.
    ///
    /// - Parameter keep: Told the saved text, where it differs from `text`, if the editor fails or a signal ends the program meanwhile.
    /// - Returns: What was saved.
    /// - Throws: ``Failure`` if the editor does not start or says that it failed.
    func edit(_ text: String, keep: @escaping @Sendable (String) -> Void) async throws -> String {
        let folder = try runFolder.makeEditorFolder()
        let path = "\(folder)/note.txt"
        let process = SharedProcess()
        let terminal = TerminalSettings()
        let undo = Interrupts.onSignal {
            process.end()
            terminal.restore()
            if let typed = Self.rescued(path), typed != text { keep(typed) }
            Self.removeFolder(folder)
        }
        defer {
            Self.removeFolder(folder)
            Interrupts.settle(undo)
        }
        let file = try NewFile(folder: folder, name: "note.txt")
        try file.write(Array(text.utf8))
        try file.commit(replacing: true)
        do {
            try await run(path: path, folder: folder, process: process)
        } catch {
            if let typed = Self.rescued(path), typed != text { keep(typed) }
            throw error
        }
        guard let saved = Self.text(path) else { throw Failure(.usage, .notUnicode) }
        return saved
    }

    private func run(path: String, folder: String, process: SharedProcess) async throws {
        if editor.family == .unknown { Output.note(.editorUnknown(editor.command)) }
        var variables: [Environment.Key: String?] = [:]
        for (name, value) in editor.environment(folder: folder) {
            if let key = Environment.Key(rawValue: name) { variables[key] = value }
        }
        // A shell splits the words of $EDITOR as the person wrote them, and gives its place to the editor.
        let result = try await Subprocess.run(
            .name("sh"),
            arguments: Arguments(["-c", "exec \(editor.command) \"$@\"", "sandyk"] + editor.arguments + [path]),
            environment: .inherit.updating(variables),
            input: .currentStandardInput, output: .currentStandardOutput, error: .currentStandardError
        ) { execution in
            process.set(execution.processIdentifier.value)
        }
        process.set(nil)
        await Interrupts.standAsideIfEnding()
        guard result.terminationStatus.isSuccess else {
            throw Failure(.usage, .editorFailed(editor.command))
        }
    }

    /// What the person typed last, saved or not: what vim keeps at each change, and nano when it is made to end,
    /// goes before what was saved earlier.
    private static func rescued(_ path: String) -> String? { text(path + ".save") ?? text(path) }

    private static func text(_ path: String) -> String? {
        (try? SmallFile.read(path: path)).flatMap { String(validating: $0, as: UTF8.self) }
    }

    /// Removes the folder with all that an editor may have left in it.
    private static func removeFolder(_ folder: String) {
        try? FileManager.default.removeItem(atPath: folder)
    }
}

/// The editor's process, for whoever has to end it.
final class SharedProcess: Sendable {
    private let identifier = Mutex<pid_t?>(nil)

    func set(_ value: pid_t?) { identifier.withLock { $0 = value } }

    /// Asks the editor to end, waits a moment, then makes it.
    func end() {
        guard let value = identifier.withLock({ $0 }) else { return }
        kill(value, SIGHUP)
        for _ in 0..<40 where kill(value, 0) == 0 { usleep(25_000) }
        kill(value, SIGKILL)
    }
}

/// How the terminal was before an editor changed it.
struct TerminalSettings: Sendable {
    private let before: termios?

    init() {
        var settings = termios()
        before = tcgetattr(STDIN_FILENO, &settings) == 0 ? settings : nil
    }

    func restore() {
        guard var settings = before else { return }
        tcsetattr(STDIN_FILENO, TCSANOW, &settings)
    }
}
