import Synchronization

/// Lets long work give way to people: while somebody is being served it goes in small steps, and rests after each
/// for three times as long as that took. With nobody there it runs at full speed.
///
/// Outer rotation goes before the rest: it is what keeps out who has left.
final class Pace: Sendable {
    private static let restFactor = 3

    // How many requests of people began so far.
    private let served = Atomic<UInt64>(0)
    private let urgentCount = Atomic<Int>(0)

    /// To be called when a person's request begins.
    func serve() { served.wrappingAdd(1, ordering: .relaxed) }

    /// Runs work that other long work waits for between two of its steps.
    func urgently<Answer>(_ work: () async throws -> Answer) async rethrows -> Answer {
        urgentCount.wrappingAdd(1, ordering: .relaxed)
        defer { urgentCount.wrappingSubtract(1, ordering: .relaxed) }
        return try await work()
    }

    /// Steps of `full` items, or of `small` ones while people are being served.
    func steps(full: Int, small: Int, isUrgent: Bool = false) -> Steps {
        Steps(pace: self, full: full, small: small, isUrgent: isUrgent)
    }

    /// The steps of one long work.
    struct Steps {
        private let pace: Pace
        private let full: Int
        private let small: Int
        private let isUrgent: Bool
        private let clock = ContinuousClock()
        private var began: ContinuousClock.Instant
        private var served: UInt64
        /// How many items the next step has.
        private(set) var size: Int

        fileprivate init(pace: Pace, full: Int, small: Int, isUrgent: Bool) {
            self.pace = pace
            self.full = full
            self.small = small
            self.isUrgent = isUrgent
            began = clock.now
            served = pace.served.load(ordering: .relaxed)
            size = small
        }

        /// Between two steps. Returns at once where the task is cancelled.
        mutating func rest() async {
            let count = pace.served.load(ordering: .relaxed)
            let isBusy = count != served
            size = isBusy ? small : full
            if isBusy {
                let rest = (clock.now - began) * Pace.restFactor
                try? await Task.sleep(for: min(rest, .milliseconds(100)))
            }
            while !isUrgent, !Task.isCancelled, pace.urgentCount.load(ordering: .relaxed) > 0 {
                try? await Task.sleep(for: .milliseconds(20))
            }
            served = pace.served.load(ordering: .relaxed)
            began = clock.now
        }
    }
}
