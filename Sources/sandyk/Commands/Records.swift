import ArgumentParser
import VaultClient
import VaultModel

/// Whether a listing is of notes or of documents.
protocol ListedForm: Sendable {
    static var form: RecordForm { get }
}

/// `sandyk note list`
enum NoteForm: ListedForm {
    static let form = RecordForm.note
}

/// `sandyk doc list`
enum DocumentForm: ListedForm {
    static let form = RecordForm.document
}

/// `sandyk note list`, `sandyk doc list`
struct RecordList<Listed: ListedForm>: SandykCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "list", abstract: Listed.form == .note ? Help.noteList : Help.documentList)
    }
    @OptionGroup var global: GlobalOptions
    @OptionGroup var options: ListOptions
    @Argument(help: Help.code) var code: String

    func run(_ context: Context) async throws {
        let code = try CaseCode(code)
        let client = context.client
        let page = try await options.fetch {
            try await client.records(of: code, form: Listed.form, after: $0, limit: $1)
        }
        try context.list(page, empty: Listed.form == .note ? .noNotes : .noDocuments) { items in
            Listed.form == .note ? RecordTables.notes(items) : RecordTables.documents(items)
        }
    }
}

/// `sandyk note history`, `sandyk doc history`
struct RecordHistory: SandykCommand {
    static let configuration = CommandConfiguration(commandName: "history", abstract: Help.history)
    @OptionGroup var global: GlobalOptions
    @Argument(help: Help.recordID) var id: String

    func run(_ context: Context) async throws {
        try context.list(try await context.client.history(of: id), empty: .nothingToList, table: RecordTables.versions)
    }
}

/// Tables of records.
enum RecordTables {
    static func notes(_ items: [RecordItem]) -> Table {
        var table = Table(.id, .kind, .writtenAt, .author, .version, .title)
        for item in items {
            table.add(
                ShortID.of(item.id.hex), item.kind.rawValue, LocalTime.short(item.writtenAt), item.author,
                "\(item.version)", item.title)
        }
        return table
    }

    static func documents(_ items: [RecordItem]) -> Table {
        var table = Table(.id, .kind, .writtenAt, .author, .version, .size, .fileName)
        for item in items {
            table.add(
                ShortID.of(item.id.hex), item.kind.rawValue, LocalTime.short(item.writtenAt), item.author,
                "\(item.version)", item.document.map { ByteCount.text($0.length) }, item.document?.name)
        }
        return table
    }

    static func versions(_ items: [VersionItem]) -> Table {
        var table = Table(.version, .writtenAt, .author, .size, .name, .digest)
        for item in items {
            table.add(
                "\(item.version)", LocalTime.short(item.writtenAt), item.author,
                item.document.map { ByteCount.text($0.length) },
                item.withdrawn.map { Message.withdrawnBecause($0).text } ?? item.document?.name ?? item.title,
                ShortID.of(item.digest))
        }
        return table
    }
}
