import Glibc
import Synchronization

/// A line on standard error that shows how far a long transfer is; nothing where that is no terminal.
final class ProgressBar: Sendable {
    private let label: String
    private let total: UInt64?
    private let columns: Int?
    private let shown = Mutex<(line: String, at: ContinuousClock.Instant?)>(("", nil))

    /// - Parameters:
    ///   - total: Bytes in all, where known.
    ///   - isShown: `false` for a bar that never shows.
    init(_ label: String, total: UInt64?, isShown: Bool = true) {
        self.label = Table.visible(label)
        self.total = total
        columns = isShown && isatty(STDERR_FILENO) == 1 ? Output.columns(of: STDERR_FILENO) ?? 80 : nil
    }

    /// Shows that `done` bytes are through.
    func update(_ done: UInt64) {
        guard let columns else { return }
        shown.withLock { shown in
            // Ten times a second is as often as anybody can see.
            let now = ContinuousClock.now
            if let at = shown.at, at.duration(to: now) < .milliseconds(100), done != total { return }
            let line = Self.line(label: label, done: done, total: total, columns: columns - 1)
            guard line != shown.line else { return }
            shown = (line, now)
            Output.write(Array("\r\u{1B}[K\(line)".utf8), to: STDERR_FILENO)
        }
    }

    /// Takes the line away.
    func end() {
        shown.withLock { shown in
            guard !shown.line.isEmpty else { return }
            shown = ("", nil)
            Output.write(Array("\r\u{1B}[K".utf8), to: STDERR_FILENO)
        }
    }

    /// What the line says: name, bar, share and bytes.
    static func line(label: String, done: UInt64, total: UInt64?, columns: Int) -> String {
        let size = ByteCount.text(done)
        guard let total else { return DisplayWidth.fitted("\(label)  \(size)", to: columns) }
        let share = total == 0 ? 1 : min(1, Double(done) / Double(total))
        let percent = "\(Int(share * 100))"
        let tail = String(repeating: " ", count: 3 - min(3, percent.count)) + "\(percent) %  \(size)"
        let bar = 20
        let filled = Int(share * Double(bar))
        let drawn = String(repeating: "█", count: filled) + String(repeating: "░", count: bar - filled)
        let room = columns - bar - DisplayWidth.of(tail) - 4
        guard room >= 8 else { return DisplayWidth.fitted("\(label)  \(tail)", to: columns) }
        return "\(DisplayWidth.fitted(label, to: room))  \(drawn)  \(tail)"
    }
}
