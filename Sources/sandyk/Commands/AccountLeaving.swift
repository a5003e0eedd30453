import ArgumentParser
import VaultClient
import VaultModel

/// `sandyk account disable`
struct AccountDisable: SandykCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable", abstract: Help.accountDisable, discussion: Help.accountDisableMore)
    @OptionGroup var global: GlobalOptions
    @OptionGroup var leaving: LeavingOptions
    @Flag(name: .customLong("dry-run"), help: Help.dryRun) var dryRun = false
    @Argument(help: Help.accountName) var name: String

    func run(_ context: Context) async throws {
        let name = try AccountName(name)
        let preview = try await context.client.disablePreview(of: name)
        if dryRun { return try context.show(preview) { leaving.show($0, json: false) } }
        let confirmed = try leaving.confirm(preview, name, json: context.json)
        let done = try await context.client.disable(name, confirm: confirmed, orphan: leaving.orphan)
        try context.show(done) {
            Output.line(Message.disabled(name, $0).text)
            LeavingOptions.show($0.report)
        }
    }
}

/// `sandyk account uninvite`
struct AccountUninvite: SandykCommand {
    static let configuration = CommandConfiguration(commandName: "uninvite", abstract: Help.accountUninvite)
    @OptionGroup var global: GlobalOptions
    @Argument(help: Help.accountName) var name: String

    func run(_ context: Context) async throws {
        let name = try AccountName(name)
        try context.show(try await context.client.uninvite(name)) { _ in Output.line(Message.uninvited(name).text) }
    }
}

/// What somebody's leaving does is shown, then the name is typed.
struct LeavingOptions: ParsableArguments {
    @Flag(help: Help.orphan) var orphan = false
    @Option(help: Help.confirmName) var confirm: String?

    /// Shows what would be lost and has the name typed.
    ///
    /// - Throws: ``Failure`` where compartments would be orphaned without `--orphan`, or the name differs.
    func confirm(_ preview: Leaving, _ name: AccountName, json: Bool) throws -> String {
        // A script that confirms beforehand reads what comes afterwards.
        show(preview, json: json || confirm != nil)
        guard preview.orphans.isEmpty || orphan else {
            throw Failure(.data, .orphansRefused, next: .orphans(preview.orphans))
        }
        let typed = try confirm ?? Prompt.line(.askNameAgain(name))
        guard typed.trimmed == name.text else { throw Failure(.usage, .nameDiffers) }
        return name.text
    }

    /// The list; beside what programs read it goes to standard error.
    func show(_ preview: Leaving, json: Bool) {
        var table = Table(.code, .compartments, .leads, .effect)
        for item in preview.cases {
            table.add(
                item.id, item.compartments.map(\.name).joined(separator: ", "), Message.yesNo(item.lead).text,
                Message.leavingCase(item).text)
        }
        let lines = [Message.leavingHead(preview).text] + (preview.cases.isEmpty ? [] : table.lines(width: nil))
        if json { return Output.note(.lines(lines)) }
        lines.forEach { Output.line($0) }
    }

    /// What is left to be done afterwards.
    static func show(_ report: LeavingReport?) {
        guard let report else { return }
        if !report.withoutLead.isEmpty { Output.line(Message.casesWithoutLead(report.withoutLead).text) }
        guard !report.waiting.isEmpty else { return }
        Output.line(Message.newKeysWait.text)
        var table = Table(.code, .compartment, .waitsFor)
        for item in report.waiting {
            table.add(
                item.case, item.compartment.name,
                item.waitsFor.isEmpty ? Message.nobodyHolds.text : item.waitsFor.joined(separator: " or "))
        }
        Output.table(table)
    }
}
