import ArgumentParser
import Glibc
import VaultCrypto

/// `sandyk custodians …`
struct CustodiansCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "custodians", abstract: Help.custodians,
        subcommands: [
            CustodiansDeal.self, CustodiansSet.self, CustodiansShow.self, CustodiansConfirm.self,
            CustodiansSucceed.self,
        ])
}

/// `sandyk custodians deal`: needs neither a vault nor a daemon.
struct CustodiansDeal: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deal", abstract: Help.custodiansDeal, discussion: Help.custodiansDealMore)
    @Option(name: .customShort("k"), help: Help.cardsNeeded) var needed: Int
    @Option(name: .customShort("n"), help: Help.cardsDealt) var count: Int
    @Option(name: .customLong("print-to"), help: Help.printTo) var folder: String?
    @Flag(help: Help.scripted) var scripted = false

    func validate() throws {
        guard (2...16).contains(count), (2...count).contains(needed) else {
            throw ValidationError(Help.cardsImpossible)
        }
        // In the ceremony each custodian is asked.
        guard folder == nil || scripted else { throw ValidationError(Help.printToScripted) }
    }

    func run() async throws {
        do {
            if scripted, Output.isTerminal { throw Failure(.usage, .scriptedOnATerminal) }
            try CardPage.checkFolder(folder, count: count)
            Self.leaveNoCoreFile()
            let deal = try CustodianDeal(needed: needed, count: count)
            if scripted {
                try deal.writePages(to: folder)
                try Output.json(deal.answer)
            } else {
                try DealCeremony(deal: deal).run()
            }
        } catch {
            throw Report.ended(by: error)
        }
    }

    /// A crash here must not put the cards on a disk.
    private static func leaveNoCoreFile() {
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    }
}
