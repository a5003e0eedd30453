import Glibc
import VaultClient
import VaultModel

/// `sandyk key status --watch`: how far rotations are, until nothing is left.
struct KeyWatch {
    private static let secondsPerLook = 1
    private static let secondsPerQuietLook = 5
    private static let quietLooks = 10

    let context: Context

    func run() async throws {
        let line = LiveLine()
        defer { line.end() }
        let start = ContinuousClock.now
        var progress: RotationProgress?
        var quiet = 0
        while true {
            let house = try await context.client.houseStatus()
            let page = try await context.client.keyStatus()
            let elapsed = start.duration(to: .now)
            let next = RotationProgress(page.items, house.meta, after: progress, at: elapsed)
            quiet = next.isSame(as: progress) ? quiet + 1 : 0
            if quiet == 0, context.json {
                try Output.json(KeyStatusAnswer(items: page.items, next: page.next, house: house))
            }
            if !context.json { line.show(Message.progress(next, columns: line.columns), isNew: quiet == 0) }
            progress = next
            if next.isDone { break }
            // Each look is an event in the ledger: where nothing moves, there are fewer.
            try await Task.sleep(
                for: .seconds(quiet < Self.quietLooks ? Self.secondsPerLook : Self.secondsPerQuietLook))
        }
    }
}

/// A line that is painted over on a terminal; elsewhere a line for each change.
final class LiveLine {
    /// Columns of the terminal on standard output; `nil` where it is none.
    let columns = Output.columns
    private let undo: Int?
    private var isEnded = false

    init() {
        undo = Output.isTerminal ? Interrupts.onSignal { Output.bytes(Self.clear) } : nil
    }

    private static let clear = Array("\r\u{1B}[K".utf8)

    func show(_ text: String, isNew: Bool) {
        if undo != nil { Output.bytes(Self.clear + Array(text.utf8)) } else if isNew { Output.line(text) }
    }

    /// Leaves the last line standing.
    func end() {
        guard let undo, !isEnded else { return }
        isEnded = true
        Interrupts.settle(undo)
        Output.line()
    }
}
