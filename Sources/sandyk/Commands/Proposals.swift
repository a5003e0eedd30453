import ArgumentParser
import VaultClient
import VaultModel

/// `sandyk proposal …`
struct ProposalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "proposal", abstract: Help.proposal, discussion: Help.proposalMore,
        subcommands: [ProposalList.self, ProposalShow.self, ProposalAgree.self, ProposalWithdraw.self])
}

/// `sandyk proposal list`
struct ProposalList: SandykCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: Help.proposalList)
    @OptionGroup var global: GlobalOptions

    func run(_ context: Context) async throws {
        try context.list(
            try await context.client.proposals(), empty: .noProposals, table: ProposalTables.proposals)
    }
}

/// `sandyk proposal show`
struct ProposalShow: SandykCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: Help.proposalShow)
    @OptionGroup var global: GlobalOptions
    @Argument(help: Help.proposalID) var id: String

    func run(_ context: Context) async throws {
        try context.show(try await context.client.proposal(id)) { Output.line(Message.proposal($0).text) }
    }
}

/// `sandyk proposal agree`
struct ProposalAgree: SandykCommand {
    static let configuration = CommandConfiguration(
        commandName: "agree", abstract: Help.proposalAgree, discussion: Help.proposalAgreeMore)
    @OptionGroup var global: GlobalOptions
    @Argument(help: Help.proposalID) var id: String
    @Option(help: Help.proposalDigest) var digest: String?

    func run(_ context: Context) async throws {
        let item = try await context.client.proposal(id)
        if let digest {
            guard digest.count >= 16, item.digest.hasPrefix(digest.lowercased()) else {
                throw Failure(.data, .proposalChanged, next: .nextProposalShow)
            }
        } else {
            Output.note(.proposal(item))
            guard try Prompt.line(.askAgree).trimmed == "yes" else { throw Failure(.usage, .notAgreed) }
        }
        try context.show(try await context.client.agree(to: item)) { _ in Output.line(Message.agreed(item).text) }
    }
}

/// `sandyk proposal withdraw`
struct ProposalWithdraw: SandykCommand {
    static let configuration = CommandConfiguration(commandName: "withdraw", abstract: Help.proposalWithdraw)
    @OptionGroup var global: GlobalOptions
    @Argument(help: Help.proposalID) var id: String

    func run(_ context: Context) async throws {
        try context.show(try await context.client.withdrawProposal(id)) { _ in
            Output.line(Message.proposalWithdrawn.text)
        }
    }
}

/// `sandyk limits …`
struct LimitsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "limits", abstract: Help.limits, subcommands: [LimitsShow.self, LimitsPropose.self])
}

/// `sandyk limits show`
struct LimitsShow: SandykCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: Help.limitsShow)
    @OptionGroup var global: GlobalOptions

    func run(_ context: Context) async throws {
        try context.show(try await context.client.limits()) { answer in
            Output.table(ProposalTables.limits(answer))
            if answer.fileIsLaxer { Output.note(.fileIsLaxer) }
        }
    }
}

/// `sandyk limits propose`
struct LimitsPropose: SandykCommand {
    static let configuration = CommandConfiguration(
        commandName: "propose", abstract: Help.limitsPropose, discussion: Help.limitsProposeMore)
    @OptionGroup var global: GlobalOptions

    func run(_ context: Context) async throws {
        try context.show(try await context.client.proposeLimits()) {
            Output.line(Message.proposed($0, done: .limitsSet).text)
        }
    }
}

/// `sandyk account role`
struct AccountRole: SandykCommand {
    static let configuration = CommandConfiguration(
        commandName: "role", abstract: Help.accountRole, discussion: Help.accountRoleMore)
    @OptionGroup var global: GlobalOptions
    @OptionGroup var leaving: LeavingOptions
    @Argument(help: Help.accountName) var name: String
    @Option(help: Help.role) var role: Role

    func run(_ context: Context) async throws {
        let name = try AccountName(name)
        let preview = try await context.client.disablePreview(of: name)
        let confirmed = try leaving.confirm(preview, name, json: context.json)
        let code = try await context.client.changeRole(
            of: name, to: role, confirm: confirmed, orphan: leaving.orphan)
        try context.show(code) {
            Output.line(Message.invited($0).text)
            LeavingOptions.show($0.report)
        }
    }
}

/// Tables of what two people decide.
enum ProposalTables {
    static func proposals(_ items: [ProposalItem]) -> Table {
        var table = Table(.id, .kind, .about, .askedBy, .status, .until, .waitsFor)
        for item in items {
            table.add(
                ShortID.of(item.id.hex), item.kind, item.case ?? item.name, item.by, item.state,
                LocalTime.short(item.dueAt ?? item.expiresAt), item.waitsFor.joined(separator: ", "))
        }
        return table
    }

    static func limits(_ answer: LimitsAnswer) -> Table {
        var table = Table(.limit, .agreed, .file, .inForce)
        func row(_ name: String, _ value: (LimitsItem) -> String) {
            table.add(name, answer.agreed.map(value), value(answer.file), value(answer.inForce))
        }
        row("quorum") { "\($0.quorum)" }
        row("disposal-wait-days") { "\($0.disposalWaitDays)" }
        row("session-idle-minutes") { "\($0.sessionIdleSeconds / 60)" }
        row("session-absolute-minutes") { "\($0.sessionAbsoluteSeconds / 60)" }
        row("passphrase-passes") { "\($0.passes)" }
        row("passphrase-memory-mib") { "\($0.memoryKiB / 1024)" }
        row("key-max-age-days") { "\($0.keyMaxAgeDays)" }
        row("invite-hours") { "\($0.inviteHours)" }
        return table
    }
}
