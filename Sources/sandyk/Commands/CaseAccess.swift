import ArgumentParser
import VaultClient
import VaultModel

/// `sandyk case assign`
struct CaseAssign: SandykCommand {
    static let configuration = CommandConfiguration(
        commandName: "assign", abstract: Help.caseAssign, discussion: Help.keyWordsMore)
    @OptionGroup var global: GlobalOptions
    @Argument(help: Help.code) var code: String
    @Argument(help: Help.accountName) var name: String
    @Option(parsing: .upToNextOption, help: Help.compartments) var compartments: [String] = []
    @OptionGroup var words: KeyWordOptions

    func run(_ context: Context) async throws {
        let code = try CaseCode(code)
        let name = try AccountName(name)
        let parts = try Self.compartments(compartments)
        let client = context.client
        let assigned = try await words.run(about: name.text) { words in
            let request = AssignRequest(name: name.text, compartments: parts, keyWords: words)
            return try await client.assign(request, to: code)
        }
        try context.show(assigned) { Output.line(Message.assigned(code, $0).text) }
    }

    /// Words with commas or spaces between; `nil` for none.
    static func compartments(_ words: [String]) throws -> [Compartment]? {
        let names = words.flatMap { $0.split(separator: ",") }
        let parts = try names.map { name in
            guard let part = Compartment(name: name) else { throw Failure(.usage, .notACompartment(String(name))) }
            return part
        }
        return parts.isEmpty ? nil : parts
    }
}

/// The six words, as an option or asked for when they turn out to be needed.
struct KeyWordOptions: ParsableArguments {
    @Option(name: .customLong("key-words"), help: Help.keyWords) var keyWords: String?

    /// Tries with the words that were given; where somebody has to vouch and there is a terminal, asks for them.
    func run<Answer>(
        about name: String, _ attempt: (_ words: String?) async throws -> Answer
    ) async throws -> Answer {
        do {
            return try await attempt(keyWords)
        } catch let error as VaultClientError
            where keyWords == nil && error.isProblem(.notVouched) && Prompt.isAvailable
        {
            Output.note(.vouchNeeded(name))
            return try await attempt(try Prompt.line(.askKeyWords(name)).trimmed)
        }
    }
}

/// `sandyk case unassign`
struct CaseUnassign: SandykCommand {
    static let configuration = CommandConfiguration(
        commandName: "unassign", abstract: Help.caseUnassign, discussion: Help.orphanMore)
    @OptionGroup var global: GlobalOptions
    @OptionGroup var orphans: OrphanOptions
    @Argument(help: Help.code) var code: String
    @Argument(help: Help.accountName) var name: String

    func run(_ context: Context) async throws {
        let code = try CaseCode(code)
        let name = try AccountName(name)
        let client = context.client
        let done = try await orphans.run(about: name) { try await client.unassign(name, from: code, confirm: $0) }
        try context.show(done) { Output.line(Message.unassigned(code, name, $0).text) }
    }
}

/// `sandyk case lead`
struct CaseLead: SandykCommand {
    static let configuration = CommandConfiguration(
        commandName: "lead", abstract: Help.caseLead, discussion: Help.keyWordsMore)
    @OptionGroup var global: GlobalOptions
    @Argument(help: Help.code) var code: String
    @Argument(help: Help.accountName) var name: String
    @OptionGroup var words: KeyWordOptions
    @Flag(help: Help.removeLead) var remove = false

    func run(_ context: Context) async throws {
        let code = try CaseCode(code)
        let name = try AccountName(name)
        let client = context.client
        if remove {
            let done = try await client.removeLead(name, of: code)
            return try context.show(done) { _ in Output.line(Message.leadRemoved(code, name).text) }
        }
        let assigned = try await words.run(about: name.text) {
            try await client.makeLead(LeadRequest(name: name.text, keyWords: $0), of: code)
        }
        try context.show(assigned) { Output.line(Message.leadMade(code, $0).text) }
    }
}

/// `sandyk case requests`
struct CaseRequests: SandykCommand {
    static let configuration = CommandConfiguration(commandName: "requests", abstract: Help.caseRequests)
    @OptionGroup var global: GlobalOptions
    @Argument(help: Help.code) var code: String?

    func run(_ context: Context) async throws {
        let page = try await context.client.requests(of: try code.map { try CaseCode($0) })
        try context.list(page, empty: .noRequests, table: CaseTables.requests)
    }
}

/// `sandyk case approve`
struct CaseApprove: SandykCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve", abstract: Help.caseApprove, discussion: Help.keyWordsMore)
    @OptionGroup var global: GlobalOptions
    @Argument(help: Help.requestID) var id: String
    @OptionGroup var words: KeyWordOptions
    @OptionGroup var orphans: OrphanOptions

    func run(_ context: Context) async throws {
        let client = context.client
        let requests = try await client.requests().items.filter { $0.id.hex.hasPrefix(id.lowercased()) }
        guard requests.count <= 1 else { throw Failure(.usage, .prefixNotUnique(id)) }
        let full = requests.first?.id.hex ?? id
        let name = requests.first?.name ?? ""
        let assigned = try await words.run(about: name) { keyWords in
            guard let name = try? AccountName(name) else { return try await client.approve(full, keyWords: keyWords) }
            return try await orphans.run(about: name) {
                try await client.approve(full, keyWords: keyWords, confirm: $0)
            }
        }
        try context.show(assigned) { Output.line(Message.approved($0).text) }
    }
}

/// `sandyk case decline`
struct CaseDecline: SandykCommand {
    static let configuration = CommandConfiguration(commandName: "decline", abstract: Help.caseDecline)
    @OptionGroup var global: GlobalOptions
    @Argument(help: Help.requestID) var id: String

    func run(_ context: Context) async throws {
        try context.show(try await context.client.decline(id)) { _ in Output.line(Message.declined.text) }
    }
}

/// `sandyk case who`
struct CaseWho: SandykCommand {
    static let configuration = CommandConfiguration(
        commandName: "who", abstract: Help.caseWho, discussion: Help.caseWhoMore)
    @OptionGroup var global: GlobalOptions
    @Argument(help: Help.code) var code: String

    func run(_ context: Context) async throws {
        let page = try await context.client.who(of: try CaseCode(code))
        try context.list(page, empty: .nothingToList, table: CaseTables.who)
    }
}
