/// Where the server listens and how much it takes on.
package struct ServerSettings: Sendable, Equatable {
    /// The Unix socket's path. Its folder must exist and be writable by its owner only.
    package var socketPath: String
    /// The Unix group that may connect, besides the daemon's own; `nil` leaves the daemon's group.
    package var socketGroup: String?
    /// Connections at once; more wait in the kernel's queue.
    package var connections = 256
    /// Requests at once; more are answered 503.
    package var requests = 128
    /// A connection that says nothing for so long is closed; a request's head has to arrive within it.
    package var idleSeconds: Int64 = 60
    /// How long a request's body may take, on top of a second for every ``slowestBytesPerSecond``.
    package var bodySeconds: Int64 = 30
    /// A body that arrives more slowly than this is given up.
    package var slowestBytesPerSecond: Int64 = 1024
    /// How long requests in flight may take to finish when the daemon stops.
    package var stopSeconds: Int64 = 20

    /// Settings for `socketPath` with the usual limits.
    package init(socketPath: String, socketGroup: String? = nil) {
        self.socketPath = socketPath
        self.socketGroup = socketGroup
    }
}
