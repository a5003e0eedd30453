import ArgumentParser
import VaultClient
import VaultModel

/// `sandyk note …`
struct NoteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "note", abstract: Help.note,
        subcommands: [
            NoteWrite.self, RecordList<NoteForm>.self, NoteRead.self, NoteAmend.self, RecordHistory.self,
            RecordWithdraw.self,
        ])
}

/// `sandyk note read`
struct NoteRead: SandykCommand {
    static let configuration = CommandConfiguration(commandName: "read", abstract: Help.noteRead)
    @OptionGroup var global: GlobalOptions
    @Argument(help: Help.recordID) var id: String
    @Option(help: Help.version) var version: UInt64?

    func run(_ context: Context) async throws {
        let note = try await context.client.readNote(id, version: version)
        try context.show(note) { note in
            if Output.isTerminal {
                Output.line(Message.noteHead(note.record).text)
                Output.line()
            }
            Output.bytes(Array(note.text.utf8))
            if note.text.last?.isNewline != true { Output.line() }
        }
    }
}
