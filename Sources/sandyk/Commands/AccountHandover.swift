import ArgumentParser
import VaultClient
import VaultModel

/// `sandyk account handover`
struct AccountHandover: SandykCommand {
    static let configuration = CommandConfiguration(
        commandName: "handover", abstract: Help.accountHandover, discussion: Help.accountHandoverMore)
    @OptionGroup var global: GlobalOptions
    @Argument(help: Help.accountName) var name: String
    @Option(help: Help.handoverTo) var to: String
    @Flag(name: .customLong("dry-run"), help: Help.dryRun) var dryRun = false
    @Flag(help: Help.yesToTheList) var yes = false
    @OptionGroup var words: KeyWordOptions

    func run(_ context: Context) async throws {
        let (from, to) = (try AccountName(name), try AccountName(to))
        let client = context.client
        let list = try await client.handoverPreview(of: from, to: to)
        if dryRun { return try context.show(list) { Self.lines($0).forEach { Output.line($0) } } }
        if context.json { Output.note(.lines(Self.lines(list))) } else { Self.lines(list).forEach { Output.line($0) } }
        guard !list.items.isEmpty else { throw Failure(.data, .nothingToHandOver(from)) }
        if !yes {
            guard try Prompt.line(.askYesToTheList).trimmed.lowercased() == "yes" else {
                throw Failure(.usage, .notConfirmed)
            }
        }
        let done = try await words.run(about: to.text) { try await client.handOver(list, keyWords: $0) }
        try context.show(done) { done in
            Output.line(Message.handedOver(done).text)
            let requests = done.items.flatMap(\.requests)
            if !requests.isEmpty { Output.table(CaseTables.requests(requests)) }
            Output.line(Message.nextAfterHandover(done).text)
        }
    }

    private static func lines(_ list: Handover) -> [String] {
        var table = Table(.code, .compartments, .leads, .effect)
        for item in list.items {
            table.add(
                item.id, item.compartments.map(\.name).joined(separator: ", "), Message.yesNo(item.lead).text,
                Message.handoverItem(item).text)
        }
        return [Message.handoverHead(list).text] + (list.items.isEmpty ? [] : table.lines(width: nil))
    }
}
