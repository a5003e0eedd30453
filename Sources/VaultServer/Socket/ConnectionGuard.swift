import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// Why the body of a request will not come whole.
enum BrokenRequest: Error {
    /// The client hung up, or what it sends is not HTTP any more.
    case malformed
    /// It arrives too slowly.
    case tooSlow
}

/// Stands between the HTTP decoder and the server on every connection.
///
/// It answers what is not HTTP with a problem document (the server itself would answer without a body),
/// tells whoever reads a body when the rest will never come (an end of stream alone would look like the
/// body's end), gives up bodies that arrive too slowly and stops draining bodies that nobody reads.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// Bytes of a body that are still taken in after its answer was sent, so that a client which sends
    /// before it reads gets to see that answer.
    private static let drainedBytes: Int64 = 64 << 20
    private static let tick = TimeAmount.seconds(2)

    private let settings: ServerSettings
    private var unanswered = 0
    private var reading: (since: NIODeadline, bytes: Int64)?
    private var drained: Int64 = 0
    private var givenUp = false
    private var ticks: RepeatedTask?

    init(settings: ServerSettings) { self.settings = settings }

    func handlerAdded(context: ChannelHandlerContext) {
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        ticks = context.eventLoop.scheduleRepeatedTask(initialDelay: Self.tick, delay: Self.tick) { _ in
            let (handler, context) = bound.value
            handler.checkPace(context)
        }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        ticks?.cancel()
        ticks = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !givenUp else { return }
        switch unwrapInboundIn(data) {
        case .head:
            unanswered += 1
            reading = (.now(), 0)
            drained = 0
        case .body(let bytes):
            reading?.bytes += Int64(bytes.readableBytes)
            if unanswered == 0 { drained += Int64(bytes.readableBytes) }
            if drained > Self.drainedBytes {
                giveUp(context, because: .malformed)
                return
            }
        case .end:
            reading = nil
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .end = unwrapOutboundIn(data) else {
            context.write(data, promise: promise)
            return
        }
        unanswered -= 1
        if givenUp {
            context.writeAndFlush(data, promise: promise)
            context.close(promise: nil)
        } else {
            context.write(data, promise: promise)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard error is HTTPParserError || reading != nil || unanswered == 0 else {
            context.fireErrorCaught(error)
            return
        }
        giveUp(context, because: .malformed)
    }

    func channelInactive(context: ChannelHandlerContext) {
        if reading != nil, !givenUp {
            givenUp = true
            context.fireErrorCaught(BrokenRequest.malformed)
        }
        context.fireChannelInactive()
    }

    private func checkPace(_ context: ChannelHandlerContext) {
        guard let reading, !givenUp else { return }
        let allowed = settings.bodySeconds + reading.bytes / settings.slowestBytesPerSecond
        if NIODeadline.now() - reading.since > .seconds(allowed) { giveUp(context, because: .tooSlow) }
    }

    private func giveUp(_ context: ChannelHandlerContext, because reason: BrokenRequest) {
        guard !givenUp else { return }
        givenUp = true
        if unanswered > 0 {
            // Whoever answers is told, and the connection ends with that answer.
            context.fireErrorCaught(reason)
        } else if reading != nil {
            // Answered already.
            context.close(promise: nil)
        } else {
            refuse(context)
        }
    }

    private func refuse(_ context: ChannelHandlerContext) {
        let (head, body) = ProblemAnswer.notHTTP()
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(body)), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        context.close(promise: nil)
    }
}

@available(*, unavailable)
extension ConnectionGuard: Sendable {}
