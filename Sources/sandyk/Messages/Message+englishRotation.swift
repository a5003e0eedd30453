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
        if progress.isDone { return done(progress) }
        var parts: [String] = []
        // One bar, of the work that lasts longest.
        if let tally = [progress.versions, progress.outer, progress.rows].first(where: { $0.left > 0 }) {
            parts.append(bar(tally.share))
        }
        if progress.compartments > 0 {
            let versions = progress.versions
            parts.append("\(versions.left) of \(versions.total) versions in \(progress.compartments) compartment(s)")
        }
        if progress.outer.left > 0 {
            parts.append("outer keys of \(progress.outer.left) of \(progress.outer.total) case(s)")
        }
        if progress.isMetaRotating {
            parts.append(
                progress.rows.left > 0 ? "meta key: \(progress.rows.left) rows, about" : "meta key: almost done")
        }
        if let seconds = progress.secondsLeft { parts.append("about \(time(seconds))") }
        if !progress.waitsFor.isEmpty { parts.append("goes on with " + progress.waitsFor.joined(separator: ", ")) }
        return parts.joined(separator: "  ")
    }

    private static func done(_ progress: RotationProgress) -> String {
        guard progress.closed > 0 else { return "every key is current" }
        return "every key that somebody here can renew is current; those of \(progress.closed) compartment(s) wait for "
            + "people who are away, or for the custodians' cards (`sandyk key status`)"
    }

    private static func bar(_ share: Double) -> String {
        let filled = Int(share * 20)
        return String(repeating: "█", count: filled) + String(repeating: "░", count: 20 - filled)
            + " \(Int(share * 100)) %"
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
