import Foundation

/// All figures of one run, for people and for programs.
struct Report: Codable {
    var documents: DocumentRun.Figures?
    var requests: [RequestRun.Figures]?
    var rotation: RotationRun.Figures?

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    func table() -> String {
        (documents.map(Self.documentLines) ?? []).joined(separator: "\n") + "\n"
            + (requests.map(Self.requestLines) ?? []).joined(separator: "\n")
            + (rotation.map(Self.rotationLines) ?? []).joined(separator: "\n")
    }

    private static func rotationLines(_ figures: RotationRun.Figures) -> [String] {
        func time(_ name: String, _ count: Int, _ seconds: Double, _ floor: Double) -> String {
            row(
                name, "\(count)", number(seconds, 2), number(floor, 2), number(seconds / floor, 2),
                mark(seconds <= 2 * floor))
        }
        func reads(_ name: String, _ p99: Double) -> String {
            let share = p99 / figures.quietP99Microseconds
            return row(name, number(p99, 0), number(share, 2), mark(share <= 2))
        }
        return [
            "Rotation: cases or versions, seconds", row("", "count", "sandykd", "floor", "to floor", "≤ 2"),
            time("outer", figures.cases, figures.outerSeconds, figures.outerFloorSeconds),
            time("inner", figures.versions, figures.innerSeconds, figures.innerFloorSeconds), "",
            "Note reads meanwhile, 16 connections", row("", "p99 µs", "to quiet", "≤ 2"),
            reads("quiet", figures.quietP99Microseconds), reads("outer", figures.outerP99Microseconds),
            reads("inner", figures.innerP99Microseconds),
        ]
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
