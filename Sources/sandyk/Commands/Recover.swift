import ArgumentParser
import VaultClient
import VaultModel

/// `sandyk recover …`
struct RecoverCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recover", abstract: Help.recover, discussion: Help.recoverMore,
        subcommands: [
            RecoverCase.self, RecoverAccount.self, RecoverRehearse.self, RecoverCard.self, RecoverShow.self,
            RecoverCancel.self,
        ])
}

/// `sandyk recover case`
struct RecoverCase: SandykCommand {
    static let configuration = CommandConfiguration(commandName: "case", abstract: Help.recoverCase)
    @OptionGroup var global: GlobalOptions
    @Argument(help: Help.code) var code: String
    @Option(name: .customLong("to"), help: Help.recoverTo) var name: String?
    @OptionGroup var cards: CardOptions

    func run(_ context: Context) async throws {
        let request = BeginRecoveryRequest(
            purpose: .recoverCase, case: try CaseCode(code).text, to: try name.map { try AccountName($0).text })
        try await RecoveryTable(context: context, cards: cards).run(request)
    }
}

/// `sandyk recover account`
struct RecoverAccount: SandykCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: Help.recoverAccount, discussion: Help.recoverAccountMore)
    @OptionGroup var global: GlobalOptions
    @Argument(help: Help.accountName) var name: String
    @Option(name: .customLong("to"), help: Help.recoverTo) var to: String?
    @OptionGroup var cards: CardOptions

    func run(_ context: Context) async throws {
        let request = BeginRecoveryRequest(
            purpose: .recoverAccount, name: try AccountName(name).text, to: try to.map { try AccountName($0).text })
        try await RecoveryTable(context: context, cards: cards).run(request)
    }
}

/// `sandyk recover rehearse`
struct RecoverRehearse: SandykCommand {
    static let configuration = CommandConfiguration(commandName: "rehearse", abstract: Help.recoverRehearse)
    @OptionGroup var global: GlobalOptions
    @OptionGroup var cards: CardOptions

    func run(_ context: Context) async throws {
        try await RecoveryTable(context: context, cards: cards).run(BeginRecoveryRequest(purpose: .rehearse))
    }
}

/// `sandyk recover card`: from another terminal, without a login.
struct RecoverCard: SandykCommand {
    static let configuration = CommandConfiguration(
        commandName: "card", abstract: Help.recoverCard, discussion: Help.recoverCardMore)
    @OptionGroup var global: GlobalOptions
    @Argument(help: Help.recoveryID) var id: String
    @Option(name: .customLong("card-file"), help: Help.cardFile) var file: String?
    @Option(name: .customLong("key-words"), help: Help.successorWords) var keyWords: String?

    func run(_ context: Context) async throws {
        let client = context.client.authenticated(by: nil)
        let before = try await client.recovery(id.lowercased())
        if !context.json { Output.line(Message.recoveryPurpose(before).text) }
        let table = RecoveryTable(context: context, client: client)
        let id = before.id.hex
        if before.successor != nil, before.state == .open {
            _ = try await table.typeSuccessorWords(id, keyWords)
        }
        let after: Recovery
        if let file {
            after = try await table.add(id, file: file)
        } else {
            after = try await table.addTyped(id, after: .both(.recoveryPurpose(before), .recoveryState(before)))
        }
        try context.show(after) { Output.line(Message.recoveryState($0).text) }
    }
}

/// `sandyk recover show`
struct RecoverShow: SandykCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: Help.recoverShow)
    @OptionGroup var global: GlobalOptions
    @Argument(help: Help.recoveryID) var id: String

    func run(_ context: Context) async throws {
        try context.show(try await context.client.recovery(id.lowercased())) {
            Output.line(Message.recoveryPurpose($0).text)
            Output.line(Message.recoveryState($0).text)
        }
    }
}

/// `sandyk recover cancel`
struct RecoverCancel: SandykCommand {
    static let configuration = CommandConfiguration(commandName: "cancel", abstract: Help.recoverCancel)
    @OptionGroup var global: GlobalOptions
    @Argument(help: Help.recoveryID) var id: String

    func run(_ context: Context) async throws {
        try context.show(try await context.client.cancelRecovery(id.lowercased())) { _ in
            Output.line(Message.recoveryCancelled.text)
        }
    }
}
