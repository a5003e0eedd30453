import Glibc

/// One HTTP/1.1 connection on the daemon's socket, as little of it as measuring needs.
final class Connection {
    let descriptor: Int32
    private var received = [UInt8](repeating: 0, count: 16_384)
    private var count = 0

    init(socket path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        guard descriptor >= 0, path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else {
            throw BenchFailure("no socket at \(path)")
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let result = withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else { throw BenchFailure("cannot connect to \(path)") }
    }

    deinit { close(descriptor) }

    /// Sends all of it.
    func send(_ bytes: UnsafeRawBufferPointer) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = Glibc.send(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count, 0)
            guard sent > 0 else { throw BenchFailure("the daemon hung up") }
            rest = rest.dropFirst(sent)
        }
    }

    func send(_ bytes: [UInt8]) throws { try bytes.withUnsafeBytes { try send($0) } }

    /// Takes in what is there.
    ///
    /// - Returns: the status of an answer that is now complete; `nil` while it is not.
    func receive() throws -> Int? {
        if count == received.count { received += [UInt8](repeating: 0, count: received.count) }
        let (descriptor, start) = (descriptor, count)
        let got = received[start...].withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
        guard got > 0 else { throw BenchFailure("the daemon hung up") }
        count += got
        guard let head = try head(), count >= head.byteCount + head.length else { return nil }
        count = 0
        return head.status
    }

    /// Receives an answer whose body is too long to keep.
    func receive(body: (UnsafeRawBufferPointer) throws -> Void) throws -> Int {
        var buffer = [UInt8](repeating: 0, count: 262_144)
        var head: AnswerHead?
        while head == nil {
            let got = recv(descriptor, &received[count], 1, 0)
            guard got > 0 else { throw BenchFailure("the daemon hung up") }
            count += 1
            head = try self.head()
        }
        count = 0
        guard let head else { throw BenchFailure("no answer") }
        var left = head.length
        while left > 0 {
            let got = recv(descriptor, &buffer, min(left, buffer.count), 0)
            guard got > 0 else { throw BenchFailure("the daemon hung up") }
            try buffer.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[..<got])) }
            left -= got
        }
        return head.status
    }

    /// The body of a short answer, after ``send(_:)-([UInt8])``.
    func shortAnswer() throws -> (status: Int, body: [UInt8]) {
        var body: [UInt8] = []
        let status = try receive { body += $0 }
        return (status, body)
    }

    private struct AnswerHead {
        let status: Int
        let byteCount: Int
        let length: Int
    }

    /// `nil` until the head is whole. By bytes, not by lines: the client shares the machine with the daemon.
    private func head() throws -> AnswerHead? {
        try received[..<count].withUnsafeBytes { bytes -> AnswerHead? in
            guard let end = Self.find("\r\n\r\n", in: bytes) else { return nil }
            guard let length = Self.find("\r\nContent-Length: ", in: bytes) else {
                throw BenchFailure("an answer without a length")
            }
            // The status follows `HTTP/1.1 `.
            return AnswerHead(
                status: Self.number(bytes[9...]), byteCount: end, length: Self.number(bytes[length...]))
        }
    }

    /// The place after `text`.
    private static func find(_ text: StaticString, in bytes: UnsafeRawBufferPointer) -> Int? {
        guard let base = bytes.baseAddress, bytes.count >= text.utf8CodeUnitCount else { return nil }
        for start in 0...bytes.count - text.utf8CodeUnitCount where bytes[start] == text.utf8Start.pointee {
            if memcmp(base + start, text.utf8Start, text.utf8CodeUnitCount) == 0 {
                return start + text.utf8CodeUnitCount
            }
        }
        return nil
    }

    private static func number(_ digits: Slice<UnsafeRawBufferPointer>) -> Int {
        digits.prefix { (0x30...0x39).contains($0) }.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
}
