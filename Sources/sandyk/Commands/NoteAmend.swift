import ArgumentParser
import FoundationEssentials
import Glibc
import VaultClient
import VaultModel

/// `sandyk note amend`
struct NoteAmend: SandykCommand {
    static let configuration = CommandConfiguration(
        commandName: "amend", abstract: Help.noteAmend, discussion: Help.noteAmendMore)
    @OptionGroup var global: GlobalOptions
    @Argument(help: Help.recordID) var id: String
    @Flag(help: Help.append) var append = false
    @Option(help: Help.title) var title: String?
    @Option(help: Help.amendVersion) var version: UInt64?
    @Option(help: Help.resume) var resume: String?

    func run(_ context: Context) async throws {
        let unsent = resume.map { UnsentText(path: $0) }
        let resumed = try unsent?.read()
        let key = resumed?.key ?? VaultClient.newIdempotencyKey()
        let isTyped = resumed == nil && isatty(STDIN_FILENO) == 1
        var before: Note?
        if version == nil || isTyped || append {
            let note = try await context.client.readNote(id, version: version)
            try checkAuthor(of: note.record, context)
            before = note
        }
        guard let base = version ?? before?.record.version else { return }
        if let before, resumed != nil, version == nil { try confirmFollowing(before.record) }
        let options = (append ? " --append" : "") + (title.map { " --title \(ShellWord.quoted($0))" } ?? "")
        let command = "sandyk note amend \(id) --version \(base)\(options)"
        let input = TextInput(context: context, key: key, command: command)
        let typed = try await input.text(resumed: resumed?.text, before: append ? "" : before?.text ?? "") {}
        if let before, !append, typed == before.text, title == nil { return Output.note(.unchanged) }
        let text = append ? addendum(typed, to: before?.text ?? "", context) : typed
        let sender = TypedText(
            context: context, text: typed, key: key, command: command,
            commandAfterConflict: "sandyk note amend \(id)\(options)")
        let record = try await sender.store {
            try await $0.amendNote(id, NoteDraft(title: title, text: text), after: base, idempotencyKey: key)
        }
        unsent?.remove()
        try context.show(record) { Output.line(Message.noteStored($0).text) }
    }

    /// Before an editor opens, not after somebody has typed for an hour.
    private func checkAuthor(of record: RecordItem, _ context: Context) throws {
        guard let session = context.session, record.kind != .caseLabel, record.author != session.account else { return }
        throw Failure(.notAllowed, .authorOnly(record.author))
    }

    /// A kept text that goes on top of a version that its writer has not seen: only with a yes.
    private func confirmFollowing(_ record: RecordItem) throws {
        Output.note(.followsNewer(record))
        guard Prompt.isAvailable, try Prompt.line(.askFollow(record.version)).trimmed.lowercased().isYes else {
            throw Failure(.usage, .notFollowed(record.version))
        }
    }

    /// What was there, then the addition under a line that says when and by whom.
    private func addendum(_ addition: String, to before: String, _ context: Context) -> String {
        let now = LocalTime.short(Timestamp(Date()))
        let head = Message.addendumHead(now, by: context.session?.account ?? "").text
        return before.trimmedEnd + "\n\n" + head + "\n" + addition
    }
}

extension String {
    /// Without white space at the end.
    fileprivate var trimmedEnd: String { String(reversed().drop(while: \.isWhitespace).reversed()) }

    /// Yes in the languages of those who type it.
    fileprivate var isYes: Bool { ["y", "yes", "д", "да", "ооба"].contains(self) }
}
