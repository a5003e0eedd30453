import ArgumentParser
import VaultClient
import VaultModel

/// `sandyk account …`
struct AccountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: Help.account,
        subcommands: [
            AccountInvite.self, AccountEnrol.self, AccountList.self, AccountSuspend.self, AccountResume.self,
            AccountDisable.self, AccountRole.self, AccountPassphrase.self, AccountUninvite.self, AccountHandover.self,
        ])
}

/// `sandyk account invite`
struct AccountInvite: SandykCommand {
    static let configuration = CommandConfiguration(
        commandName: "invite", abstract: Help.accountInvite, discussion: Help.accountInviteMore)
    @OptionGroup var global: GlobalOptions
    @Argument(help: Help.accountName) var name: String
    @Option(help: Help.role) var role: Role?
    @Option(name: .customLong("same-person-as"), help: Help.samePersonAs) var samePersonAs: String?
    @Flag(name: .customLong("new-key"), help: Help.newKey) var newKey = false
    @OptionGroup var leaving: LeavingOptions

    func validate() throws {
        if newKey == (role != nil) || newKey && samePersonAs != nil { throw ValidationError(Help.roleOrNewKey) }
    }

    func run(_ context: Context) async throws {
        let name = try AccountName(name)
        guard newKey else {
            guard let role else { throw Failure(.usage, .naming(.malformed)) }
            let other = try samePersonAs.map { try AccountName($0) }
            let code = try await context.client.invite(name, as: role, samePersonAs: other)
            return try context.show(code) { Output.line(Message.invited($0).text) }
        }
        let preview = try await context.client.disablePreview(of: name)
        let confirmed = try leaving.confirm(preview, name, json: context.json)
        let code = try await context.client.renew(name, confirm: confirmed, orphan: leaving.orphan)
        try context.show(code) {
            Output.line(Message.invited($0).text)
            Output.line(Message.newKeyInvited(name).text)
            LeavingOptions.show($0.report)
        }
    }
}

/// `sandyk account enrol`
struct AccountEnrol: SandykCommand {
    static let configuration = CommandConfiguration(
        commandName: "enrol", abstract: Help.accountEnrol, discussion: Help.accountEnrolMore)
    @OptionGroup var global: GlobalOptions
    @OptionGroup var passphrase: PassphraseOptions
    @OptionGroup var device: DeviceKeyOptions
    @Argument(help: Help.accountName) var name: String
    @Option(name: .customLong("code-file"), help: Help.codeFile) var codeFile: String?

    func run(_ context: Context) async throws {
        let name = try AccountName(name)
        _ = try await context.client.health()
        let code = try codeFile.map { try Secrets.line(from: $0) } ?? Prompt.line(.askInviteCode)
        let passphrase = try passphrase.new(for: name.text)
        let enrolled = try await context.client.enrol(
            as: name, inviteCode: code.trimmed, passphrase: passphrase, deviceKey: try device.new())
        try context.show(enrolled) { Output.line(Message.enrolled($0).text) }
    }
}

/// `sandyk account list`
struct AccountList: SandykCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: Help.accountList)
    @OptionGroup var global: GlobalOptions

    func run(_ context: Context) async throws {
        try context.list(try await context.client.accounts(), empty: .nothingToList) { items in
            var table = Table(.name, .role, .status, .enrolledAt, .vouched)
            for item in items {
                let vouched =
                    item.role.worksOnCases && item.status != "invited" ? Message.yesNo(item.vouched).text : nil
                table.add(item.id, item.role.name, item.status, item.enrolledAt.map(LocalTime.short), vouched)
            }
            return table
        }
    }
}

/// `sandyk account suspend`
struct AccountSuspend: SandykCommand {
    static let configuration = CommandConfiguration(commandName: "suspend", abstract: Help.accountSuspend)
    @OptionGroup var global: GlobalOptions
    @Argument(help: Help.accountName) var name: String

    func run(_ context: Context) async throws {
        let name = try AccountName(name)
        try context.show(try await context.client.suspend(name)) { _ in Output.line(Message.suspended(name).text) }
    }
}

/// `sandyk account resume`
struct AccountResume: SandykCommand {
    static let configuration = CommandConfiguration(commandName: "resume", abstract: Help.accountResume)
    @OptionGroup var global: GlobalOptions
    @Argument(help: Help.accountName) var name: String

    func run(_ context: Context) async throws {
        let name = try AccountName(name)
        try context.show(try await context.client.resume(name)) { _ in Output.line(Message.resumed(name).text) }
    }
}

/// What may be lost has to be typed.
struct OrphanOptions: ParsableArguments {
    @Flag(help: Help.orphan) var orphan = false
    @Option(help: Help.confirm) var confirm: String?

    /// Tries without; where compartments would be left without holders and `--orphan` is given, lists them and wants
    /// the name typed.
    func run<Answer>(
        about name: AccountName, _ attempt: (_ confirm: String?) async throws -> Answer
    ) async throws -> Answer {
        do {
            return try await attempt(nil)
        } catch let error as VaultClientError where orphan && error.isProblem(.wouldOrphan) {
            Output.note(.orphans(error.problem?.orphans ?? []))
            let typed = try confirm ?? Prompt.line(.askNameAgain(name))
            guard typed.trimmed == name.text else { throw Failure(.usage, .nameDiffers) }
            return try await attempt(name.text)
        }
    }
}

extension String {
    /// Without white space at either end.
    var trimmed: String {
        let start = drop(while: \.isWhitespace)
        return String(start.reversed().drop(while: \.isWhitespace).reversed())
    }
}
