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
            let page = try await context.client.keyStatus()
            let elapsed = start.duration(to: .now)
            let next = RotationProgress(page.items, after: progress, at: elapsed)
            quiet = next.isSame(as: progress) ? quiet + 1 : 0
            if quiet == 0, context.json { try Output.json(page) }
            if !context.json { line.show(Message.progress(next, columns: line.columns), isNew: quiet == 0) }
            progress = next
            if next.isDone { break }
            // Each look is an event in the ledger: where nothing moves, there are fewer.
            try await Task.sleep(
                for: .seconds(quiet < Self.quietLooks ? Self.secondsPerLook : Self.secondsPerQuietLook))
        }
    }
}

/// How far the rotations are that can go on, and how fast they went while somebody watched.
struct RotationProgress: Equatable {
    /// Cases whose outer keys wait.
    let outer: Int
    /// Compartments whose inner keys wait.
    let compartments: Int
    /// Record versions still to be sealed again.
    let remaining: Int
    /// The most that waited while somebody watched.
    let total: Int
    /// In whose sessions it can go on.
    let waitsFor: [String]
    /// Versions a second since ``total`` was seen; `nil` before the first was done.
    let rate: Double?
    private let begun: Duration

    /// - Parameters:
    ///   - previous: What was seen before; `nil` at the first look.
    ///   - at: Since the watching began.
    init(_ items: [KeyStatusItem], after previous: RotationProgress?, at: Duration) {
        // What nobody can bring forward is not waited for.
        let parts = items.flatMap(\.compartments).filter {
            ["asked", "resealing"].contains($0.state) || !$0.waitsFor.isEmpty
        }
        outer = items.count { $0.houseState == "asked" }
        compartments = parts.count
        let left = parts.reduce(0) { $0 + $1.remaining }
        remaining = left
        waitsFor = Set(parts.flatMap(\.waitsFor)).sorted()
        // More than ever before: something new was asked for, and the counting begins again.
        let start = previous.flatMap { left <= $0.total ? ($0.total, $0.begun) : nil } ?? (left, at)
        (total, begun) = start
        let seconds = (at - start.1) / .seconds(1)
        rate = start.0 > left && seconds > 0 ? Double(start.0 - left) / seconds : nil
    }

    /// Whether nothing is left to wait for.
    var isDone: Bool { outer == 0 && compartments == 0 }

    /// Seconds until everything is sealed again, at the rate so far.
    var secondsLeft: Double? { rate.map { Double(remaining) / $0 } }

    /// Whether nothing moved between two looks.
    func isSame(as previous: RotationProgress?) -> Bool {
        guard let previous else { return false }
        return outer == previous.outer && compartments == previous.compartments && remaining == previous.remaining
            && waitsFor == previous.waitsFor
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
