import ArgumentParser
import Glibc
import VaultClient
import VaultModel

/// `sandyk case …`
struct CaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "case", abstract: Help.case,
        subcommands: [
            CaseNew.self, CaseList.self, CaseFind.self, CaseShow.self, CaseLabel.self, CaseClose.self,
            CaseReopen.self, CaseAssign.self, CaseUnassign.self, CaseLead.self, CaseRequests.self, CaseApprove.self,
            CaseDecline.self, CaseWho.self, CaseHold.self, CaseUnhold.self, CaseDispose.self, CaseCertificate.self,
        ])
}

/// `sandyk case new`
struct CaseNew: SandykCommand {
    static let configuration = CommandConfiguration(commandName: "new", abstract: Help.caseNew)
    @OptionGroup var global: GlobalOptions
    @Argument(help: Help.newCode) var code: String?
    @Option(help: Help.label) var label: String?

    func run(_ context: Context) async throws {
        let client = context.client
        // The label first: a case cannot be taken back.
        let label = try label.map { try LabelText.read($0) }
        let code = try CaseCode(try await proposed(client))
        var opened = try await client.openCase(code)
        if let label {
            _ = try await CaseLabel.store(label, of: code, client)
            opened.label = label
        }
        try context.show(opened) { Output.line(Message.caseOpened($0).text) }
    }

    private func proposed(_ client: VaultClient) async throws -> String {
        if let code { return code }
        let next = try await client.nextCode().code
        guard Prompt.isAvailable, !global.json else { return next }
        let typed = try Prompt.line(.askCode(next)).trimmed
        return typed.isEmpty ? next : typed
    }
}

/// `sandyk case label`
struct CaseLabel: SandykCommand {
    static let configuration = CommandConfiguration(commandName: "label", abstract: Help.caseLabel)
    @OptionGroup var global: GlobalOptions
    @Argument(help: Help.code) var code: String
    @Argument(help: Help.label) var text: String?

    func run(_ context: Context) async throws {
        let code = try CaseCode(code)
        let label = try LabelText.read(text)
        let record = try await Self.store(label, of: code, context.client)
        try context.show(record) { _ in Output.line(Message.labelled(code).text) }
    }

    /// A label is a note of a kind of its own, so everybody in casework can read it and nobody else.
    static func store(_ label: String, of code: CaseCode, _ client: VaultClient) async throws -> RecordItem {
        let draft = NoteDraft(kind: .caseLabel, text: label)
        return try await client.writeNote(draft, in: code, idempotencyKey: VaultClient.newIdempotencyKey())
    }
}

/// A label as an argument, from standard input for `-`, or asked for.
enum LabelText {
    static func read(_ argument: String?) throws -> String {
        let text: String
        switch argument {
        case "-"?: text = try Secrets.line(from: "-")
        case let argument?: text = argument
        case nil: text = try Prompt.line(.askLabel)
        }
        guard !text.trimmed.isEmpty else { throw Failure(.usage, .emptyText) }
        return text.trimmed
    }
}

/// `sandyk case list`
struct CaseList: SandykCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: Help.caseList)
    @OptionGroup var global: GlobalOptions
    @OptionGroup var options: ListOptions

    func run(_ context: Context) async throws {
        let client = context.client
        let page = try await options.fetch { try await client.cases(after: $0, limit: $1) }
        try context.list(page, empty: .noCases, table: CaseTables.cases)
    }
}

/// `sandyk case find`
struct CaseFind: SandykCommand {
    static let configuration = CommandConfiguration(
        commandName: "find", abstract: Help.caseFind, discussion: Help.caseFindMore)
    @OptionGroup var global: GlobalOptions
    @Argument(help: Help.searchText) var text: String?

    func run(_ context: Context) async throws {
        let wanted =
            switch text {
            case "-"?: try Secrets.line(from: "-")
            case let text?: text
            case nil: try isatty(STDIN_FILENO) == 1 ? Prompt.line(.askSearch) : Secrets.line(from: "-")
            }
        guard !wanted.trimmed.isEmpty else { throw Failure(.usage, .emptyText) }
        let page = try await context.client.search(wanted.trimmed)
        try context.list(page, empty: .nothingFound) { hits in
            var table = Table(.code, .id, .kind, .found, .title)
            for hit in hits { table.add(hit.case, ShortID.of(hit.id.hex), hit.kind.rawValue, hit.found, hit.title) }
            return table
        }
    }
}

/// `sandyk case show`
struct CaseShow: SandykCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: Help.caseShow)
    @OptionGroup var global: GlobalOptions
    @Argument(help: Help.code) var code: String

    func run(_ context: Context) async throws {
        let item = try await context.client.showCase(try CaseCode(code))
        try context.show(item) { item in
            Output.line(Message.caseHead(item).text)
            var table = Table(.compartment, .access, .state, .records)
            for part in item.compartments { table.add(part.name.name, part.access, part.state, "\(part.records)") }
            Output.table(table)
            for warning in item.warnings ?? [] { Output.line(Message.warning(warning).text) }
        }
    }
}

/// `sandyk case close`
struct CaseClose: SandykCommand {
    static let configuration = CommandConfiguration(commandName: "close", abstract: Help.caseClose)
    @OptionGroup var global: GlobalOptions
    @Argument(help: Help.code) var code: String

    func run(_ context: Context) async throws {
        let code = try CaseCode(code)
        try context.show(try await context.client.closeCase(code)) { Output.line(Message.caseClosed(code, $0).text) }
    }
}

/// `sandyk case reopen`
struct CaseReopen: SandykCommand {
    static let configuration = CommandConfiguration(commandName: "reopen", abstract: Help.caseReopen)
    @OptionGroup var global: GlobalOptions
    @Argument(help: Help.code) var code: String

    func run(_ context: Context) async throws {
        let code = try CaseCode(code)
        try context.show(try await context.client.reopenCase(code)) {
            Output.line(Message.caseReopened(code, $0).text)
        }
    }
}
