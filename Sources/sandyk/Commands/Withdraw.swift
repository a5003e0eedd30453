import ArgumentParser
import VaultClient
import VaultModel

/// `sandyk note withdraw`, `sandyk doc withdraw`
struct RecordWithdraw: SandykCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw", abstract: Help.withdraw, discussion: Help.withdrawMore)
    @OptionGroup var global: GlobalOptions
    @Argument(help: Help.recordID) var id: String
    @Option(help: Help.withdrawReason) var reason: String?
    @Flag(help: Help.destroy) var destroy = false

    func run(_ context: Context) async throws {
        let client = context.client
        if destroy, reason == nil {
            // One that was withdrawn before needs no second reason.
            do {
                return try show(try await client.destroyRecord(id), context)
            } catch let error as VaultClientError where error.isProblem(.notWithdrawn) {}
        }
        let text = try reason.map { $0 == "-" ? try Secrets.line(from: "-") : $0 } ?? Prompt.line(.askReason)
        guard !text.trimmed.isEmpty else { throw Failure(.usage, .emptyText) }
        do {
            let done = try await client.withdrawRecord(id, reason: text.trimmed)
            guard destroy else { return try context.show(done) { _ in Output.line(Message.withdrawn(id).text) } }
        } catch let error as VaultClientError where destroy && error.isProblem(.withdrawn) {}
        try show(try await client.destroyRecord(id), context)
    }

    private func show(_ proposed: Proposed, _ context: Context) throws {
        try context.show(proposed) { Output.line(Message.proposed($0, done: .destruction).text) }
    }
}

/// `sandyk case hold`
struct CaseHold: SandykCommand {
    static let configuration = CommandConfiguration(commandName: "hold", abstract: Help.caseHold)
    @OptionGroup var global: GlobalOptions
    @Argument(help: Help.code) var code: String
    @Option(help: Help.holdReason) var reason: String

    func run(_ context: Context) async throws {
        let code = try CaseCode(code)
        try context.show(try await context.client.hold(code, reason: reason)) { _ in
            Output.line(Message.held(code).text)
        }
    }
}

/// `sandyk case unhold`
struct CaseUnhold: SandykCommand {
    static let configuration = CommandConfiguration(commandName: "unhold", abstract: Help.caseUnhold)
    @OptionGroup var global: GlobalOptions
    @Argument(help: Help.code) var code: String

    func run(_ context: Context) async throws {
        let code = try CaseCode(code)
        try context.show(try await context.client.unhold(code)) { _ in Output.line(Message.unheld(code).text) }
    }
}

/// `sandyk case dispose`
struct CaseDispose: SandykCommand {
    static let configuration = CommandConfiguration(
        commandName: "dispose", abstract: Help.caseDispose, discussion: Help.caseDisposeMore)
    @OptionGroup var global: GlobalOptions
    @Argument(help: Help.code) var code: String

    func run(_ context: Context) async throws {
        let code = try CaseCode(code)
        try context.show(try await context.client.dispose(code)) {
            Output.line(Message.proposed($0, done: .disposal).text)
        }
    }
}

/// `sandyk case certificate`
struct CaseCertificate: SandykCommand {
    static let configuration = CommandConfiguration(
        commandName: "certificate", abstract: Help.caseCertificate, discussion: Help.caseCertificateMore)
    @OptionGroup var global: GlobalOptions
    @Argument(help: Help.code) var code: String?
    @Option(help: Help.verifyCertificate, completion: .file()) var verify: String?

    func validate() throws {
        if (code == nil) == (verify == nil) { throw ValidationError(Help.codeOrVerify) }
    }

    func run(_ context: Context) async throws {
        if let verify {
            return try context.show(try CertificateCheck.read(verify)) { Output.line(Message.certificateFits($0).text) }
        }
        guard let code else { throw Failure(.usage, .emptyText) }
        // Something to keep and to show to others: always JSON.
        try Output.json(try await context.client.certificate(of: try CaseCode(code)))
    }
}

/// `sandyk backup …`
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: Help.backup, subcommands: [BackupRegister.self])
}

/// `sandyk backup register`
struct BackupRegister: SandykCommand {
    static let configuration = CommandConfiguration(
        commandName: "register", abstract: Help.backupRegister, discussion: Help.backupRegisterMore)
    @OptionGroup var global: GlobalOptions
    @Argument(help: Help.copyLabel) var label: String
    @Option(help: Help.copyKind) var kind: CopyKind
    @Option(help: Help.copyUntil) var until: String

    func run(_ context: Context) async throws {
        guard let moment = LocalTime.parse(until, endOfDay: true) else { throw Failure(.usage, .notATime(until)) }
        try context.show(try await context.client.registerKeyCopy(label, until: moment)) {
            Output.line(Message.copyRegistered($0).text)
        }
    }
}

/// What a registered copy is of.
enum CopyKind: String, ExpressibleByArgument, CaseIterable {
    case keys
}
