import ArgumentParser
import VaultClient
import VaultModel

/// `sandyk key …`
struct KeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: Help.key, subcommands: [KeyRotate.self, KeyStatus.self, SlotCommand.self])
}

/// `sandyk key rotate`
struct KeyRotate: SandykCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate", abstract: Help.keyRotate, discussion: Help.keyRotateMore)
    @OptionGroup var global: GlobalOptions
    @Argument(help: Help.code) var code: String?
    @Flag(help: Help.all) var all = false
    @Flag(help: Help.rotateRoot) var root = false
    @Flag(help: Help.rotateMeta) var meta = false

    func validate() throws {
        guard root || meta else {
            if (code == nil) != all { throw ValidationError(Help.codeOrAll) }
            return
        }
        if code != nil || all { throw ValidationError(Help.codeOrAll) }
    }

    func run(_ context: Context) async throws {
        if root || meta {
            let status = try await context.client.rotateHouse(root: root, meta: meta)
            return try context.show(status) {
                Output.line(Message.houseRotated($0, root: root, meta: meta).text)
            }
        }
        let rotated = try await context.client.rotate(try code.map { try CaseCode($0) })
        try context.show(rotated) { Output.line(Message.rotated($0).text) }
    }
}

/// `sandyk key status`
struct KeyStatus: SandykCommand {
    static let configuration = CommandConfiguration(commandName: "status", abstract: Help.keyStatus)
    @OptionGroup var global: GlobalOptions
    @Flag(help: Help.keyWatch) var watch = false

    func run(_ context: Context) async throws {
        if watch { return try await KeyWatch(context: context).run() }
        let house = try await context.client.houseStatus()
        let page = try await context.client.keyStatus()
        if context.json { return try Output.json(KeyStatusAnswer(items: page.items, next: page.next, house: house)) }
        Output.line(Message.houseStatus(house).text)
        try context.list(page, empty: .noCases) { items in
            var table = Table(
                .code, .epoch, .compartment, .keyVersion, .madeAt, .state, .remaining, .custodians, .waitsFor)
            for item in items {
                let marks = (item.houseState == "current" ? [] : [item.houseState]) + (item.overdue ? ["overdue"] : [])
                let outer = "\(item.houseEpoch)" + (marks.isEmpty ? "" : " (\(marks.joined(separator: ", ")))")
                if item.compartments.isEmpty { table.add(item.id, outer, nil, nil, nil, nil, nil, nil, nil) }
                for part in item.compartments {
                    table.add(
                        item.id, outer, part.name.name, "\(part.keyVersion)",
                        LocalTime.short(part.madeAt), part.overdue ? part.state + " (overdue)" : part.state,
                        "\(part.remaining)", part.custodians.map { Message.yesNo($0).text },
                        part.waitsFor.isEmpty ? nil : part.waitsFor.joined(separator: ", "))
                }
            }
            return table
        }
    }
}

/// `sandyk key status --json`
struct KeyStatusAnswer: Codable {
    var items: [KeyStatusItem]
    var next: String?
    var house: HouseStatus
}
