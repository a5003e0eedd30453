import Glibc
package import NIOCore

/// Who is at the other end of a Unix socket, as the kernel knows it: the layout of `struct ucred`.
package struct PeerCredentials: Sendable, Equatable {
    /// Process id.
    package var pid: Int32
    /// User id.
    package var uid: UInt32
    /// Group id.
    package var gid: UInt32

    /// Asks the kernel (`SO_PEERCRED`, unix(7)): what the peer was when it connected.
    ///
    /// - Returns: `nil` when the connection is not a Unix socket or is gone.
    package static func of(_ channel: any Channel) async -> PeerCredentials? {
        guard let provider = channel as? any SocketOptionProvider else { return nil }
        let option: EventLoopFuture<PeerCredentials> = provider.unsafeGetSocketOption(
            level: .socket, name: .init(rawValue: SO_PEERCRED))
        return try? await option.get()
    }
}
