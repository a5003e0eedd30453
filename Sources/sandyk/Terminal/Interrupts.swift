import Dispatch
import Glibc
import Synchronization

/// What has to be undone when somebody presses Ctrl-C, closes the terminal or ends the program.
enum Interrupts {
    private struct State {
        var undo: [(id: Int, work: @Sendable () -> Void)] = []
        var nextID = 0
        var isEnding = false
    }

    private static let state = Mutex(State())
    // Written once, by `watch()`, before there is a second thread; only kept so that the sources live on.
    private nonisolated(unsafe) static var sources: [any DispatchSourceSignal] = []
    private static let queue = DispatchQueue(label: "sandyk.interrupts")

    /// Starts to listen for SIGINT, SIGTERM, SIGHUP and SIGQUIT; SIGPIPE becomes an error of the write.
    static func watch() {
        signal(SIGPIPE, SIG_IGN)
        for number in [SIGINT, SIGTERM, SIGHUP, SIGQUIT] {
            // The default would end the process before the source is told.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { end(by: number) }
            source.resume()
            sources.append(source)
        }
    }

    /// Does what has to be undone, newest first, then ends as the signal would have.
    private static func end(by number: Int32) {
        state.withLock { $0.isEnding = true }
        undoAll()
        signal(number, SIG_DFL)
        kill(getpid(), number)
    }

    /// Waits for the end where a signal has begun it, so that nothing is done twice or in between.
    static func standAsideIfEnding() async {
        while state.withLock({ $0.isEnding }) { try? await Task.sleep(for: .seconds(1)) }
    }

    /// Does what has to be undone, newest first.
    static func undoAll() {
        while let last = state.withLock({ $0.undo.popLast() }) { last.work() }
    }

    /// Has `work` done if a signal comes before ``settle(_:)``.
    static func onSignal(_ work: @escaping @Sendable () -> Void) -> Int {
        state.withLock { state in
            state.nextID += 1
            state.undo.append((state.nextID, work))
            return state.nextID
        }
    }

    /// Forgets what ``onSignal(_:)`` was told, because there is nothing left to undo.
    static func settle(_ id: Int) {
        state.withLock { $0.undo.removeAll { $0.id == id } }
    }
}
