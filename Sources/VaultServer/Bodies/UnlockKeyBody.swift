import Glibc
import HTTPTypes
import HummingbirdCore
import NIOCore
import VaultEngine
import VaultModel

/// Takes in the 32 bytes of an unlock key, or two of them, and wipes them from the server's buffers.
enum UnlockKeyBody {
    /// An unlock key's length, in bytes.
    static let byteCount = 32

    /// - Throws: ``VaultError`` with `media-type-not-supported`, `body-too-large` or `invalid-value`.
    static func read(_ request: Request) async throws -> PresentedUnlockKey {
        try await gather(request, byteCount: byteCount) { try PresentedUnlockKey($0) }
    }

    /// `old (32) ‖ new (32)`.
    ///
    /// - Throws: as ``read(_:)``.
    static func readPair(_ request: Request) async throws -> (old: PresentedUnlockKey, new: PresentedUnlockKey) {
        try await gather(request, byteCount: 2 * byteCount) { both in
            (
                try PresentedUnlockKey(UnsafeRawBufferPointer(rebasing: both[..<byteCount])),
                try PresentedUnlockKey(UnsafeRawBufferPointer(rebasing: both[byteCount...]))
            )
        }
    }

    /// The secret of a keystore's slot, in the same way.
    static func readSlotSecret(_ request: Request) async throws -> PresentedSlotSecret {
        try await gather(request, byteCount: byteCount) { try PresentedSlotSecret($0) }
    }

    /// Two keys after one another: the first admin's unlock key, and the secret of the root key's passphrase.
    static func readBoth(_ request: Request) async throws -> (PresentedUnlockKey, PresentedSlotSecret) {
        try await gather(request, byteCount: 2 * byteCount) { bytes in
            (
                try PresentedUnlockKey(UnsafeRawBufferPointer(rebasing: bytes[..<byteCount])),
                try PresentedSlotSecret(UnsafeRawBufferPointer(rebasing: bytes[byteCount...]))
            )
        }
    }

    private static func gather<Key>(
        _ request: Request, byteCount: Int, _ take: (UnsafeRawBufferPointer) throws -> Key
    ) async throws -> Key {
        try MediaType.require("application/octet-stream", RequestHeaders(request.headers).single(.contentType))
        var reader = try BodyReader(request, limit: UInt64(byteCount))
        let gathered = UnsafeMutableRawBufferPointer.allocate(byteCount: byteCount, alignment: 16)
        defer {
            wipe(UnsafeRawBufferPointer(gathered))
            gathered.deallocate()
        }
        var count = 0
        while let bytes = try await reader.next() {
            bytes.withUnsafeReadableBytes { source in
                UnsafeMutableRawBufferPointer(rebasing: gathered[count...]).copyMemory(from: source)
                count += source.count
                wipe(source)
            }
        }
        guard count == byteCount else {
            throw VaultError(.invalidValue, "The body has exactly \(byteCount) bytes.", field: "body")
        }
        return try take(UnsafeRawBufferPointer(gathered))
    }

    // Through the read-only view on purpose: NIO's mutating access copies storage that the connection still
    // shares, and would wipe the copy only. These bytes were consumed; nobody reads them again.
    private static func wipe(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress else { return }
        explicit_bzero(UnsafeMutableRawPointer(mutating: start), bytes.count)
    }
}
