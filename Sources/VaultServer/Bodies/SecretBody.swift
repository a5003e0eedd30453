import Glibc
import HTTPTypes
import HummingbirdCore
import NIOCore
import VaultEngine
import VaultModel

/// Takes in a secret body of at most some bytes and wipes it from the server's buffers.
enum SecretBody {
    /// Lends the whole body to `use`; wiped when it returns.
    ///
    /// - Throws: ``VaultError`` with `media-type-not-supported` or `body-too-large`, and whatever `use` throws.
    static func read<Result>(
        _ request: Request, limit: Int, _ use: (UnsafeRawBufferPointer) throws -> Result
    ) async throws -> Result {
        try MediaType.require("application/octet-stream", RequestHeaders(request.headers).single(.contentType))
        var reader = try BodyReader(request, limit: UInt64(limit))
        let gathered = UnsafeMutableRawBufferPointer.allocate(byteCount: limit, alignment: 16)
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
        return try use(UnsafeRawBufferPointer(rebasing: gathered[..<count]))
    }

    // Through the read-only view on purpose: NIO's mutating access copies storage that the connection still
    // shares, and would wipe the copy only. These bytes were consumed; nobody reads them again.
    private static func wipe(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress else { return }
        explicit_bzero(UnsafeMutableRawPointer(mutating: start), bytes.count)
    }
}

/// A custodian's card: its words as raw bytes.
enum CardBody {
    /// - Throws: ``VaultError`` with `media-type-not-supported` or `body-too-large`. What is wrong with the card is
    ///   the engine's to say, after its delays.
    static func read(_ request: Request) async throws -> PresentedCard {
        try await SecretBody.read(request, limit: PresentedCard.byteCount) { PresentedCard($0) }
    }
}
