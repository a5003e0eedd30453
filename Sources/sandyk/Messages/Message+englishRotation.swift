import ArgumentParser

extension Help {
    static let keyWatch: ArgumentHelp = "Show how far rotations are, until nothing is left."
}

extension Message {
    /// One line of `key status --watch`, at most `columns` wide.
    static func progress(_ progress: RotationProgress, columns: Int?) -> String {
        switch Language.current {
        case .english: DisplayWidth.fitted(english(progress), to: (columns ?? 512) - 1)
        }
    }

    private static func english(_ progress: RotationProgress) -> String {
        if progress.isDone { return "every key is current" }
        var parts: [String] = []
        if progress.compartments > 0 {
            let done = progress.total - progress.remaining
            let share = progress.total == 0 ? 0 : Double(done) / Double(progress.total)
            let filled = Int(share * 20)
            parts.append(
                String(repeating: "█", count: filled) + String(repeating: "░", count: 20 - filled)
                    + " \(Int(share * 100)) %")
            parts.append(
                "\(progress.remaining) of \(progress.total) versions in \(progress.compartments) compartment(s)")
        }
        if progress.outer > 0 { parts.append("outer keys of \(progress.outer) case(s)") }
        if let seconds = progress.secondsLeft { parts.append("about \(time(seconds))") }
        if !progress.waitsFor.isEmpty { parts.append("goes on with " + progress.waitsFor.joined(separator: ", ")) }
        return parts.joined(separator: "  ")
    }

    /// A rough time: nobody plans by its seconds.
    private static func time(_ seconds: Double) -> String {
        switch seconds {
        case ..<90: "\(max(1, Int(seconds.rounded()))) s"
        case ..<5_400: "\(Int((seconds / 60).rounded())) min"
        default: "\(Int((seconds / 3_600).rounded())) h"
        }
    }
}
