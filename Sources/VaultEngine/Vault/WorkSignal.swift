import Synchronization

/// Wakes the maintenance loop when somebody's session may have work to do.
final class WorkSignal: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() { (stream, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1)) }

    /// Something may be there to do.
    func raise() { continuation.yield() }

    /// Every raise since the last look, as one.
    var raises: AsyncStream<Void> { stream }
}
