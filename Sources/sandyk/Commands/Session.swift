import ArgumentParser
import VaultClient
import VaultModel

/// `sandyk status`
struct Status: SandykCommand {
    static let configuration = CommandConfiguration(commandName: "status", abstract: Help.status)
    @OptionGroup var global: GlobalOptions

    func run(_ context: Context) async throws {
        let health = try await context.client.health()
        var session: SessionStatus?
        if context.session != nil, health.state == .ready {
            do {
                session = try await context.client.status()
            } catch let error as VaultClientError
                where error.isProblem(.sessionExpired) || error.isProblem(.notLoggedIn)
            {
                context.forgetSession()
            }
        }
        let unsent = UnsentText.all(in: context.runFolder).map(\.path)
        if context.json {
            return try Output.json(
                StatusAnswer(
                    state: health.state, version: health.version, socket: context.socketPath, session: session,
                    unsent: unsent))
        }
        Output.line(Message.health(health, socket: context.socketPath).text)
        guard let session else { return Output.line(Message.nobodyLoggedIn.text) }
        Output.line(Message.whoIAm(session).text)
        for warning in session.warnings { Output.line(Message.warning(warning).text) }
        if let progress = session.custodians, progress.missing > 0 {
            Output.line(Message.custodianProgress(progress).text)
        }
        for path in unsent { Output.line(Message.unsentWaiting(path).text) }
        if !session.waiting.isEmpty {
            Output.line()
            Output.line(Message.waitingForYou.text)
            Output.table(CaseTables.requests(session.waiting))
        }
        if let proposals = session.proposals, !proposals.isEmpty {
            Output.line()
            Output.line(Message.proposalsWaiting.text)
            Output.table(ProposalTables.proposals(proposals))
        }
    }
}

/// `sandyk status --json`
struct StatusAnswer: Codable {
    var state: Health.State
    var version: String
    var socket: String
    var session: SessionStatus?
    var unsent: [String]
}

/// `sandyk login`
struct Login: SandykCommand {
    static let configuration = CommandConfiguration(commandName: "login", abstract: Help.login)
    @OptionGroup var global: GlobalOptions
    @OptionGroup var passphrase: PassphraseOptions
    @OptionGroup var device: DeviceKeyOptions
    @Argument(help: Help.accountName) var name: String

    func run(_ context: Context) async throws {
        let name = try AccountName(name)
        // A daemon that is away is said before anybody types a passphrase.
        _ = try await context.client.health()
        let device = try device.existing()
        let token = try await context.login(
            as: name, passphrase: try passphrase.existing(for: name.text), deviceKey: device)
        if context.json {
            // The token itself stays in the run folder.
            return try Output.json(
                LoginAnswer(account: token.account, role: token.role, expiresAt: token.expiresAt))
        }
        Output.line(Message.loggedIn(token).text)
    }
}

/// `sandyk login --json`
struct LoginAnswer: Codable {
    var account: String
    var role: Role
    var expiresAt: Timestamp
}

/// `sandyk logout`
struct Logout: SandykCommand {
    static let configuration = CommandConfiguration(commandName: "logout", abstract: Help.logout)
    @OptionGroup var global: GlobalOptions

    func run(_ context: Context) async throws {
        guard context.session != nil else { throw Failure(.notAllowed, .nobodyLoggedIn) }
        let client = context.client
        // The token goes from this machine even if the daemon cannot be told.
        context.forgetSession()
        do {
            try context.show(try await client.logout()) { _ in Output.line(Message.loggedOut.text) }
        } catch let error as VaultClientError
            where error.isProblem(.sessionExpired) || error.isProblem(.notLoggedIn)
        {
            try context.show(Done(done: Operation.logout.name)) { _ in Output.line(Message.loggedOut.text) }
        }
    }
}
