import ArgumentParser
import VaultClient
import VaultModel

/// What every command takes.
struct GlobalOptions: ParsableArguments {
    @Option(help: Help.socket)
    var socket: String?

    @Flag(help: Help.json)
    var json = false
}

/// A command that talks to a vault.
protocol SandykCommand: AsyncParsableCommand {
    var global: GlobalOptions { get }
    /// Does it. Whatever it throws is told to the person in one place.
    func run(_ context: Context) async throws
}

extension SandykCommand {
    func run() async throws {
        var context: Context?
        do {
            let made = try Context(global)
            context = made
            try await run(made)
            await made.client.shutdown()
        } catch {
            await context?.client.shutdown()
            throw Report.ended(by: error)
        }
    }
}

/// How the person is told about a failure.
enum Report {
    /// Tells on standard error what happened and what to do; the code to end with.
    static func ended(by error: any Error) -> ExitCode {
        if let code = error as? ExitCode { return code }
        if let batch = error as? EndedBatch { return ExitCode(batch.status.rawValue) }
        let failure = Failure(error)
        Output.note(.error(failure.message))
        if let next = failure.next { Output.note(next) }
        return ExitCode(failure.status.rawValue)
    }
}

/// How much of a list is wanted.
struct ListOptions: ParsableArguments {
    @Option(help: Help.limit)
    var limit: Int?

    @Option(help: Help.after)
    var after: String?

    func validate() throws {
        if let limit, limit < 1 { throw ValidationError(Help.limitTooSmall) }
    }

    /// Page after page, until there are as many as wanted or no more.
    func fetch<Item>(
        usual: Int? = nil, _ page: (_ after: String?, _ limit: Int) async throws -> Page<Item>
    ) async throws -> Page<Item> {
        let wanted = limit ?? usual
        var all = Page<Item>(items: [], next: after)
        repeat {
            let room = wanted.map { $0 - all.items.count } ?? Limits.pageItems
            let more = try await page(all.next, min(room, Limits.pageItems))
            all.items += more.items
            all.next = more.next
            if let wanted, all.items.count >= wanted { break }
        } while all.next != nil
        return all
    }
}

extension Context {
    /// Prints a list: as JSON, or as a table with a hint where there is more.
    func list<Item>(_ page: Page<Item>, empty: Message, table: ([Item]) -> Table) throws {
        if json { return try Output.json(page) }
        if page.items.isEmpty { return Output.note(empty) }
        Output.table(table(page.items))
        if let next = page.next { Output.note(.more(next)) }
    }
}
