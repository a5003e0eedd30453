import Foundation

/// All figures of one run, for people and for programs.
struct Report: Codable {
    var documents: DocumentRun.Figures?
    var requests: [RequestRun.Figures]?

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    func table() -> String {
        (documents.map(Self.documentLines) ?? []).joined(separator: "\n") + "\n"
            + (requests.map(Self.requestLines) ?? []).joined(separator: "\n")
    }

    private static func documentLines(_ figures: DocumentRun.Figures) -> [String] {
        let size = Double(figures.mebibytes)
        func line(_ name: String, _ pair: DocumentRun.Pair) -> String {
            row(
                name, number(size / pair.vaultSeconds, 0), number(size / pair.ageSeconds, 0),
                number(size / pair.floorSeconds, 0), number(pair.shareOfAge, 2), number(pair.shareOfFloor, 2),
                mark(pair.shareOfFloor >= 0.5), pair.peakMebibytesAboveIdle.map { number($0, 1) } ?? "only as root",
                pair.peakMebibytesAboveIdle.map { mark($0 < 64) } ?? "")
        }
        return [
            "One document of \(figures.mebibytes) MiB: MiB a second, and the daemon's peak memory above idle",
            row("", "sandykd", "age", "floor", "to age", "to floor", "≥ 1/2", "peak MiB", "< 64"),
            line("put", figures.put), line("get", figures.get), "",
        ]
    }

    private static func requestLines(_ figures: [RequestRun.Figures]) -> [String] {
        var lines = [
            "Requests of 2 KiB notes, each recorded before it is answered",
            row("", "connections", "p50 µs", "p99 µs", "a second", "to bare", "≥ 1/3"),
        ]
        for figures in figures {
            let isMarked = figures.connections == 64
            let readMark = isMarked ? mark(figures.readShare >= 1.0 / 3) : ""
            for (name, load, share, mark) in [
                ("bare", figures.bare, "", ""), ("read", figures.read, number(figures.readShare, 2), readMark),
                ("write", figures.write, number(figures.writeShare, 2), ""),
            ] {
                lines.append(
                    row(
                        name, "\(figures.connections)", number(load.p50Microseconds, 0),
                        number(load.p99Microseconds, 0), number(load.perSecond, 0), share, mark))
            }
        }
        return lines
    }

    private static func row(_ cells: String...) -> String {
        let (first, rest) = (cells[0], cells.dropFirst())
        return first.padding(toLength: 8, withPad: " ", startingAt: 0)
            + rest.map { String(repeating: " ", count: max(1, 13 - $0.count)) + $0 }.joined()
    }

    private static func mark(_ isMet: Bool) -> String { isMet ? "met" : "missed" }

    private static func number(_ value: Double, _ digits: Int) -> String {
        String(format: "%.\(digits)f", value)
    }
}
