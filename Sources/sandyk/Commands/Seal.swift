public import ArgumentParser
import VaultClient
public import VaultModel

extension PassphraseSlot: ExpressibleByArgument {
    /// The slot's word.
    public init?(argument: String) { self.init(rawValue: argument) }
    /// Every slot's word.
    public static var allValueStrings: [String] { allCases.map(\.rawValue) }
}

/// `sandyk unseal`
struct Unseal: SandykCommand {
    static let configuration = CommandConfiguration(
        commandName: "unseal", abstract: Help.unseal, discussion: Help.unsealMore)
    @OptionGroup var global: GlobalOptions
    @Option(help: Help.slot) var slot: PassphraseSlot?
    @Option(help: Help.passphraseFile) var passphraseFile: String?

    func run(_ context: Context) async throws {
        let health = try await context.client.health()
        let ways = health.unseal ?? []
        let opened: Health
        if slot == nil, passphraseFile == nil, ways.contains("root") {
            opened = try await context.client.unseal()
        } else {
            let slot = slot ?? ways.lazy.compactMap { PassphraseSlot(rawValue: $0) }.first ?? .technician
            // A vault that is open is said before anybody types a passphrase.
            guard health.state == .sealed else { throw Failure(.data, .notSealed) }
            let passphrase = try Secrets.slotPassphrase(slot, file: passphraseFile)
            opened = try await context.client.unseal(slot, passphrase: passphrase)
        }
        try context.show(opened) { Output.line(Message.health($0, socket: context.socketPath).text) }
    }
}

/// `sandyk seal`
struct Seal: SandykCommand {
    static let configuration = CommandConfiguration(
        commandName: "seal", abstract: Help.seal, discussion: Help.sealMore)
    @OptionGroup var global: GlobalOptions
    /// How long the daemon is waited for, in tenths of a second.
    private static let patience = 900

    func run(_ context: Context) async throws {
        _ = try await context.client.seal()
        context.forgetSession()
        for _ in 0..<Self.patience {
            // In between no daemon listens: it ends, and begins again without its keys.
            if let health = try? await context.client.health(), health.state == .sealed {
                return try context.show(health) { _ in Output.line(Message.vaultSealed.text) }
            }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw Failure(.unavailable, .notSealedYet, next: .nextDaemon)
    }
}

/// `sandyk key slot …`
struct SlotCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "slot", abstract: Help.slots, subcommands: [SlotSet.self, SlotRemove.self, SlotList.self])
}

/// `sandyk key slot set`
struct SlotSet: SandykCommand {
    static let configuration = CommandConfiguration(commandName: "set", abstract: Help.slotSet)
    @OptionGroup var global: GlobalOptions
    @Argument(help: Help.slot) var slot: PassphraseSlot
    @Option(help: Help.passphraseFile) var passphraseFile: String?

    func run(_ context: Context) async throws {
        let session = try await context.client.status()
        let cost = try await context.client.loginParameters(of: try AccountName(session.account))
        let passphrase = try Secrets.new(.slot(slot), file: passphraseFile)
        let status = try await context.client.setSlot(
            slot, passphrase: passphrase, passes: cost.passes, memoryKiB: cost.memoryKiB)
        try context.show(status) { Output.line(Message.slotSet(slot, $0).text) }
    }
}

/// `sandyk key slot remove`
struct SlotRemove: SandykCommand {
    static let configuration = CommandConfiguration(commandName: "remove", abstract: Help.slotRemove)
    @OptionGroup var global: GlobalOptions
    @Argument(help: Help.slot) var slot: PassphraseSlot

    func run(_ context: Context) async throws {
        try context.show(try await context.client.removeSlot(slot)) { Output.line(Message.slotRemoved(slot, $0).text) }
    }
}

/// `sandyk key slot list`
struct SlotList: SandykCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: Help.slotList)
    @OptionGroup var global: GlobalOptions

    func run(_ context: Context) async throws {
        let slots = try await context.client.houseStatus().slots
        try context.list(Page(items: slots), empty: .nothingToList) { slots in
            var table = Table(.name, .since, .state)
            for slot in slots {
                table.add(slot.id, slot.setAt.map(LocalTime.short), slot.pending ? "waits" : slot.due ? "due" : nil)
            }
            return table
        }
    }
}
