import ArgumentParser

/// `sandyk`
struct Sandyk: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sandyk", abstract: Help.sandyk, discussion: Help.sandykMore, version: Version.text,
        subcommands: [
            Initialise.self, Status.self, Login.self, Logout.self, AccountCommand.self, CaseCommand.self,
            NoteCommand.self, DocumentCommand.self, KeyCommand.self, CustodiansCommand.self, RecoverCommand.self,
            ProposalCommand.self, LimitsCommand.self, BackupCommand.self, LedgerCommand.self, Doctor.self,
            Unseal.self, Seal.self,
        ])
}

/// What `--version` says.
enum Version {
    static let text = "0.1.0"
}

/// Where the process starts.
@main
enum Main {
    static func main() async {
        Interrupts.watch()
        do {
            var command = try await Sandyk.asyncParseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            Sandyk.exit(withError: error)
        }
    }
}
