internal import Glibc
internal import NIOPosix

/// A file's bytes in pieces of 256 KiB, read where blocking is allowed.
///
/// Can be walked once. The descriptor belongs to the caller, who closes it afterwards.
public struct FilePieces: AsyncSequence, Sendable {
    /// Up to 256 KiB.
    public typealias Element = [UInt8]

    private let descriptor: Int32

    /// Reads `descriptor` from where it stands to its end.
    public init(descriptor: Int32) { self.descriptor = descriptor }

    /// The one walk.
    public func makeAsyncIterator() -> Iterator { Iterator(descriptor: descriptor) }

    /// Reads piece by piece.
    public struct Iterator: AsyncIteratorProtocol {
        let descriptor: Int32

        /// - Throws: ``VaultClientError`` with `sourceFailed`.
        public mutating func next() async throws -> [UInt8]? {
            let descriptor = descriptor
            return try await NIOThreadPool.singleton.runIfActive { try Self.read(descriptor) }
        }

        private static func read(_ descriptor: Int32) throws -> [UInt8]? {
            while true {
                var count = 0
                let piece = [UInt8](unsafeUninitializedCapacity: 262_144) { buffer, initialized in
                    count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                    initialized = Swift.max(0, count)
                }
                if count >= 0 { return count == 0 ? nil : piece }
                guard errno == EINTR else {
                    throw VaultClientError(.sourceFailed, String(cString: strerror(errno)))
                }
            }
        }
    }
}
