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
