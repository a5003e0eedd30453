import ArgumentParser
import FoundationEssentials
import Glibc
import VaultClient
import VaultModel

/// `sandyk note write`
struct NoteWrite: SandykCommand {
    static let configuration = CommandConfiguration(
        commandName: "write", abstract: Help.noteWrite, discussion: Help.noteWriteMore)
    @OptionGroup var global: GlobalOptions
    @Argument(help: Help.code) var code: String
    @Option(help: Help.kind) var kind: RecordKind?
    @Option(help: Help.title) var title: String?
    @Option(help: Help.resume) var resume: String?

    func run(_ context: Context) async throws {
        let code = try CaseCode(code)
        let unsent = resume.map { UnsentText(path: $0) }
        let resumed = try unsent?.read()
        let key = resumed?.key ?? VaultClient.newIdempotencyKey()
        var command = "sandyk note write \(code)"
        if let kind { command += " --kind \(kind.rawValue)" }
        if let title { command += " --title \(ShellWord.quoted(title))" }
        let input = TextInput(context: context, key: key, command: command)
        let text = try await input.text(resumed: resumed?.text) {
            try await showUnvouched(context, code: code)
        }
        let draft = NoteDraft(kind: kind, title: title, text: text)
        let typed = TypedText(context: context, text: text, key: key, command: command)
        let record = try await typed.store { try await $0.writeNote(draft, in: code, idempotencyKey: key) }
        unsent?.remove()
        try context.show(record) { Output.line(Message.noteStored($0).text) }
    }

    /// Before somebody writes, they see who will be able to read it without their ever having checked the key.
    private func showUnvouched(_ context: Context, code: CaseCode) async throws {
        guard let session = context.session, let kind = kind ?? RecordKind.usual(for: session.role) else { return }
        let holders = try await context.client.who(of: code).items.filter {
            $0.canOpen && !$0.vouched && $0.compartment == kind.compartment && $0.name != session.account
        }
        if !holders.isEmpty { Output.note(.unvouchedHolders(holders.map(\.name), kind.compartment)) }
    }
}

/// `sandyk note amend`
struct NoteAmend: SandykCommand {
    static let configuration = CommandConfiguration(commandName: "amend", abstract: Help.noteAmend)
    @OptionGroup var global: GlobalOptions
    @Argument(help: Help.recordID) var id: String
    @Option(help: Help.title) var title: String?
    @Option(help: Help.amendVersion) var version: UInt64?
    @Option(help: Help.resume) var resume: String?

    func run(_ context: Context) async throws {
        let unsent = resume.map { UnsentText(path: $0) }
        let resumed = try unsent?.read()
        let key = resumed?.key ?? VaultClient.newIdempotencyKey()
        var before: Note?
        if version == nil || (resumed == nil && isatty(STDIN_FILENO) == 1) {
            before = try await context.client.readNote(id, version: version)
        }
        guard let base = version ?? before?.record.version else { return }
        let title = title.map { " --title \(ShellWord.quoted($0))" } ?? ""
        let command = "sandyk note amend \(id) --version \(base)\(title)"
        let input = TextInput(context: context, key: key, command: command)
        let text = try await input.text(resumed: resumed?.text, before: before?.text ?? "") {}
        if let before, text == before.text, self.title == nil { return Output.note(.unchanged) }
        let draft = NoteDraft(title: self.title, text: text)
        let typed = TypedText(
            context: context, text: text, key: key, command: command,
            commandAfterConflict: "sandyk note amend \(id)\(title)")
        let record = try await typed.store {
            try await $0.amendNote(id, draft, after: base, idempotencyKey: key)
        }
        unsent?.remove()
        try context.show(record) { Output.line(Message.noteStored($0).text) }
    }
}
