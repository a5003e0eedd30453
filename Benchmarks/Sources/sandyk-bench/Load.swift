import Glibc

/// Many connections, each with one request under way, driven by one thread: the client must not be what is slow.
struct Load {
    let socket: String
    let connections: Int
    let seconds: Double
    let expecting: Int

    /// Latencies and answers a second.
    struct Figures: Codable {
        let p50Microseconds: Double
        let p99Microseconds: Double
        let perSecond: Double
    }

    /// - Parameters:
    ///   - isOver: Ends it before its time.
    ///   - request: the next request's bytes.
    func run(until isOver: () -> Bool = { false }, _ request: () -> [UInt8]) throws -> Figures {
        let lanes = try (0..<connections).map { _ in try Connection(socket: socket) }
        var waits = lanes.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
        // The first tenth warms up and is not counted, at most a second.
        let began = Self.now()
        let counted = began + UInt64(min(seconds * 1e8, 1e9))
        let end = began + UInt64(seconds * 1e9)
        var sentAt = [UInt64](repeating: began, count: connections)
        var latencies: [UInt64] = []
        latencies.reserveCapacity(1 << 20)
        for lane in lanes { try lane.send(request()) }
        var moment = began
        while moment < end, !isOver() {
            guard poll(&waits, nfds_t(connections), 5_000) > 0 else {
                throw BenchFailure("no answer for five seconds")
            }
            for index in lanes.indices where waits[index].revents != 0 {
                guard let status = try lanes[index].receive() else { continue }
                guard status == expecting else { throw BenchFailure("answered \(status), not \(expecting)") }
                moment = Self.now()
                if moment >= counted { latencies.append(moment - sentAt[index]) }
                sentAt[index] = moment
                try lanes[index].send(request())
            }
        }
        latencies.sort()
        guard !latencies.isEmpty else { throw BenchFailure("nothing was answered") }
        return Figures(
            p50Microseconds: Double(latencies[latencies.count / 2]) / 1000,
            p99Microseconds: Double(latencies[latencies.count * 99 / 100]) / 1000,
            perSecond: Double(latencies.count) / (Double(moment - counted) / 1e9))
    }

    /// So many requests, for what has to be there before something is measured.
    func run(count: Int, _ request: () -> [UInt8]) throws {
        let lanes = try (0..<connections).map { _ in try Connection(socket: socket) }
        var waits = lanes.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
        var (sent, answered) = (min(count, connections), 0)
        for lane in lanes.prefix(sent) { try lane.send(request()) }
        while answered < count {
            guard poll(&waits, nfds_t(connections), 5_000) > 0 else {
                throw BenchFailure("no answer for five seconds")
            }
            for index in lanes.indices where waits[index].revents != 0 {
                guard let status = try lanes[index].receive() else { continue }
                guard status == expecting else { throw BenchFailure("answered \(status), not \(expecting)") }
                answered += 1
                guard sent < count else { continue }
                sent += 1
                try lanes[index].send(request())
            }
        }
    }

    /// Nanoseconds on a clock that only goes forward.
    static func now() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
