import ArgumentParser
import VaultClient
import VaultModel

/// `sandyk ledger …`
struct LedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger", abstract: Help.ledger,
        subcommands: [LedgerShow.self, LedgerVerify.self, LedgerKinds.self])
}

/// `sandyk ledger show`
struct LedgerShow: SandykCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: Help.ledgerShow)
    @OptionGroup var global: GlobalOptions
    @OptionGroup var options: ListOptions
    @Option(name: .customLong("case"), help: Help.ledgerCase) var code: String?
    @Option(help: Help.ledgerAccount) var account: String?
    @Option(help: Help.ledgerRecord) var record: String?
    @Option(help: Help.ledgerKind) var kind: EventKind?
    @Option(help: Help.since) var since: String?
    @Option(help: Help.until) var until: String?

    func run(_ context: Context) async throws {
        let query = LedgerQuery(
            code: try code.map { try CaseCode($0) }, account: try account.map { try AccountName($0) }, record: record,
            kind: kind, since: try since.map { try Self.moment($0) },
            until: try until.map { try Self.moment($0, endOfDay: true) })
        let client = context.client
        let page = try await options.fetch(usual: 100) { try await client.ledger(query, after: $0, limit: $1) }
        try context.list(page, empty: .noEvents) { items in
            var table = Table(.number, .at, .event, .actor, .person, .code, .details)
            for item in items {
                table.add(
                    item.id, LocalTime.text(item.at), item.kind, item.actor, item.subject, item.case,
                    Self.details(item))
            }
            return table
        }
    }

    private static func moment(_ text: String, endOfDay: Bool = false) throws -> Timestamp {
        guard let moment = LocalTime.parse(text, endOfDay: endOfDay) else { throw Failure(.usage, .notATime(text)) }
        return moment
    }

    /// What is left to say: operation and its answer, record and version, compartments, count, reason.
    static func details(_ item: LedgerItem) -> String? {
        var words: [String] = []
        if let operation = item.operation { words.append(operation) }
        if let outcome = item.outcome { words.append("\(outcome)") }
        if let compartments = item.compartments { words.append(compartments.map(\.name).joined(separator: "+")) }
        if let record = item.record { words.append(ShortID.of(record.hex)) }
        if let version = item.version { words.append("v\(version)") }
        if let count = item.count { words.append("×\(count)") }
        if let reason = item.reason { words.append(reason) }
        if item.signed { words.append("✓") }
        return words.isEmpty ? nil : words.joined(separator: " ")
    }
}

/// `sandyk ledger verify`
struct LedgerVerify: SandykCommand {
    static let configuration = CommandConfiguration(commandName: "verify", abstract: Help.ledgerVerify)
    @OptionGroup var global: GlobalOptions

    func run(_ context: Context) async throws {
        let result = try await context.client.verifyLedger()
        try context.show(result) { Output.line(Message.ledgerVerified($0).text) }
        guard result.valid else { throw Failure(.data, .ledgerDamaged(result.damaged), next: .nextDoctor) }
    }
}

/// `sandyk ledger kinds`
struct LedgerKinds: SandykCommand {
    static let configuration = CommandConfiguration(commandName: "kinds", abstract: Help.ledgerKinds)
    @OptionGroup var global: GlobalOptions

    /// One kind of event.
    struct Item: Codable, Sendable {
        var id: String
        var signed: Bool
    }

    func run(_ context: Context) async throws {
        let items = EventKind.allCases.map { Item(id: $0.name, signed: $0.isAuthority) }
        try context.list(Page(items: items), empty: .nothingToList) { items in
            var table = Table(.event, .signed)
            for item in items { table.add(item.id, Message.yesNo(item.signed).text) }
            return table
        }
    }
}

/// `sandyk doctor`
struct Doctor: SandykCommand {
    static let configuration = CommandConfiguration(commandName: "doctor", abstract: Help.doctor)
    @OptionGroup var global: GlobalOptions

    func run(_ context: Context) async throws {
        let page = try await context.client.doctor()
        if context.json {
            try Output.json(page)
        } else {
            for finding in page.items {
                Output.line(Message.finding(finding).text)
                if let advice = finding.advice { Output.line("    " + Table.visible(advice)) }
            }
            if page.items.isEmpty { Output.line(Message.allFine.text) }
        }
        guard page.items.allSatisfy({ $0.severity != .wrong }) else { throw ExitCode(ExitStatus.data.rawValue) }
    }
}
