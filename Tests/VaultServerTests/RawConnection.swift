import Foundation
import NIOCore
import NIOPosix
import VaultModel

/// Bytes to a Unix socket and back, so that tests can also send what no HTTP client would.
enum RawConnection {
    /// What a client does once it has sent.
    enum Ending {
        case wait
        /// Closes without waiting.
        case hangUp
        /// Says that nothing more will come, and waits.
        case halfClose
    }

    /// Sends `bytes` and returns what came back until the server closed.
    static func exchange(_ bytes: [UInt8], socket: String, then ending: Ending = .wait) async throws -> String {
        try await connect(socket).executeThenClose { inbound, outbound in
            // A server that refuses early may close before it has read everything.
            try? await outbound.write(ByteBuffer(bytes: bytes))
            if ending == .hangUp { return "" }
            if ending == .halfClose { outbound.finish() }
            return try await read(inbound)
        }
    }

    /// Sends, waits for the first bytes that come back, sends the rest, and returns all that came back.
    static func exchange(
        socket: String, _ first: @escaping (_ write: (String) async throws -> Void) async throws -> Void,
        afterFirstBytes rest: @escaping (_ write: (String) async throws -> Void) async throws -> Void
    ) async throws -> String {
        try await connect(socket).executeThenClose { inbound, outbound in
            try await first { try await outbound.write(ByteBuffer(string: $0)) }
            var iterator = inbound.makeAsyncIterator()
            var answer = ByteBuffer()
            if var part = try await iterator.next() { answer.writeBuffer(&part) }
            try await rest { try await outbound.write(ByteBuffer(string: $0)) }
            while var part = try await iterator.next() { answer.writeBuffer(&part) }
            return String(buffer: answer)
        }
    }

    private static func read(_ inbound: NIOAsyncChannelInboundStream<ByteBuffer>) async throws -> String {
        var answer = ByteBuffer()
        do {
            for try await var part in inbound { answer.writeBuffer(&part) }
        } catch is IOError {}
        return String(buffer: answer)
    }

    private static func connect(_ socket: String) async throws -> NIOAsyncChannel<ByteBuffer, ByteBuffer> {
        try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .connect(unixDomainSocketPath: socket) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
                }
            }
    }
}

/// An answer as it stood on the wire.
struct RawAnswer {
    /// The status line's number.
    let status: Int
    /// By name in small letters.
    let headers: [String: String]
    /// What followed.
    let body: String

    struct Unreadable: Error {
        let text: String
    }

    /// Reads the first answer in `text`.
    init(_ text: String) throws {
        let parts = text.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
        let lines = parts[0].split(separator: "\r\n")
        guard parts.count == 2, let first = lines.first, let status = Int(first.split(separator: " ")[1]) else {
            throw Unreadable(text: text)
        }
        self.status = status
        headers = Dictionary(
            lines.dropFirst().map { line in
                let sides = line.split(separator: ":", maxSplits: 1)
                return (sides[0].lowercased(), sides[1].trimmingCharacters(in: .whitespaces))
            }, uniquingKeysWith: { first, second in first + ", " + second })
        body = String(parts[1])
    }

    /// The problem document that the body has to be.
    func problem() throws -> Problem {
        guard headers["content-type"] == "application/problem+json" else { throw Unreadable(text: body) }
        return try JSONDecoder().decode(Problem.self, from: Data(body.utf8))
    }
}
