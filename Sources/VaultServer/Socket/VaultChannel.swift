import HummingbirdCore
package import Logging
package import NIOCore
package import NIOHTTPTypes

/// One connection: HTTP/1.1 with a ``ConnectionGuard``, and the peer's credentials read once.
package struct VaultChannel: ServerChildChannel {
    /// What Hummingbird hands from ``setup(channel:logger:)`` to ``handle(value:logger:)``.
    package typealias Value = NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>

    private let dispatcher: Dispatcher
    private let configuration: HTTP1Channel.Configuration

    init(dispatcher: Dispatcher, settings: ServerSettings) {
        self.dispatcher = dispatcher
        configuration = HTTP1Channel.Configuration(
            additionalChannelHandlers: [ConnectionGuard(settings: settings)],
            idleTimeout: .seconds(settings.idleSeconds),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: 8192, maxHeaderListSize: 32768, maxHeaderFieldCount: 64))
    }

    /// Builds the pipeline of an accepted connection.
    package func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        HTTP1Channel(responder: { _, _, _ in }, configuration: configuration).setup(channel: channel, logger: logger)
    }

    /// Serves a connection until it ends.
    package func handle(value: Value, logger: Logger) async {
        let peer = await PeerCredentials.of(value.channel)
        let connection = HTTP1Channel(
            responder: { request, writer, _ in
                try await dispatcher.serve(request, peer: peer, writer: writer)
            }, configuration: configuration)
        await connection.handle(value: value, logger: logger)
    }
}
