import ArgumentParser
import VaultClient
import VaultModel

/// The public half of a custodians' key and how its cards were dealt.
struct CustodianKeyOptions: ParsableArguments {
    @Argument(help: Help.custodianKey) var text: String?
    @Option(name: .customLong("file"), help: Help.custodianKeyFile) var file: String?
    @Option(name: .customShort("k"), help: Help.cardsNeeded) var needed: UInt8
    @Option(name: .customShort("n"), help: Help.cardsDealt) var count: UInt64

    func validate() throws {
        guard (2...16).contains(count), needed >= 2, UInt64(needed) <= count else {
            throw ValidationError(Help.cardsImpossible)
        }
    }

    /// From the argument, a file, standard input (`-`), or the person.
    func publicKeys() throws -> String {
        if let file { return try Secrets.line(from: file).trimmed }
        if text == "-" { return try Secrets.line(from: "-").trimmed }
        return try text ?? Prompt.line(.askCustodianKey).trimmed
    }
}

/// `sandyk custodians set`
struct CustodiansSet: SandykCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: Help.custodiansSet, discussion: Help.custodiansSetMore)
    @OptionGroup var global: GlobalOptions
    @OptionGroup var key: CustodianKeyOptions

    func run(_ context: Context) async throws {
        let request = SetCustodiansRequest(publicKeys: try key.publicKeys(), needed: key.needed, count: key.count)
        try context.show(try await context.client.setCustodians(request)) { answer in
            if let status = answer.custodians { Output.line(Message.custodiansSet(status).text) }
            if let proposal = answer.proposal {
                Output.line(Message.proposed(Proposed(done: proposal.kind, proposal: proposal), done: .limitsSet).text)
            }
        }
    }
}

/// `sandyk custodians show`
struct CustodiansShow: SandykCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: Help.custodiansShow)
    @OptionGroup var global: GlobalOptions

    func run(_ context: Context) async throws {
        try context.show(try await context.client.custodians()) { Output.line(Message.custodians($0).text) }
    }
}

/// `sandyk custodians confirm`
struct CustodiansConfirm: SandykCommand {
    static let configuration = CommandConfiguration(
        commandName: "confirm", abstract: Help.custodiansConfirm, discussion: Help.custodiansConfirmMore)
    @OptionGroup var global: GlobalOptions
    @Option(name: .customLong("key-words"), help: Help.custodianWords) var keyWords: String?

    func run(_ context: Context) async throws {
        let words = try keyWords ?? Prompt.line(.askCustodianWords).trimmed
        do {
            try context.show(try await context.client.confirmCustodians(keyWords: words)) {
                Output.line(Message.custodiansConfirmed($0).text)
            }
        } catch let error as VaultClientError where error.isProblem(.keyWordsDiffer) {
            // The daemon's sentence says whom to tell: here not the admins.
            throw error.problem.map { Failure($0.code.exitStatus, .problem($0)) } ?? Failure(error)
        }
    }
}

/// `sandyk custodians succeed`
struct CustodiansSucceed: SandykCommand {
    static let configuration = CommandConfiguration(
        commandName: "succeed", abstract: Help.custodiansSucceed, discussion: Help.custodiansSucceedMore)
    @OptionGroup var global: GlobalOptions
    @OptionGroup var key: CustodianKeyOptions
    @OptionGroup var cards: CardOptions

    func run(_ context: Context) async throws {
        let request = BeginRecoveryRequest(
            purpose: .succeed, publicKeys: try key.publicKeys(), needed: key.needed, count: key.count)
        try await RecoveryTable(context: context, cards: cards).run(request)
    }
}
