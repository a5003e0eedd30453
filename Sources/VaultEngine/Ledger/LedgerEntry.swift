import VaultCrypto
import VaultModel

/// One leaf of the ledger: salt, signature and event (docs/format.md, "Ledger").
struct LedgerEntry: Sendable {
    private static let saltByteCount = 16

    let event: LedgerEvent
    let signature: Signature?
    /// The exact bytes that the leaf hashes.
    let bytes: [UInt8]

    /// A new entry with a random salt.
    init(_ event: LedgerEvent, signature: Signature?) throws(MalformedEncoding) {
        self.event = event
        self.signature = signature
        let signatureBytes = signature?.bytes ?? []
        bytes =
            Random.bytes(Self.saltByteCount) + [UInt8(signatureBytes.count)] + signatureBytes + (try event.encoded())
    }

    /// - Throws: ``MalformedEncoding``.
    init(decoding bytes: [UInt8]) throws(MalformedEncoding) {
        let signatureStart = Self.saltByteCount + 1
        guard bytes.count > signatureStart else { throw MalformedEncoding() }
        let length = Int(bytes[Self.saltByteCount])
        guard length == 0 || length == 64, bytes.count > signatureStart + length else { throw MalformedEncoding() }
        signature =
            length == 0 ? nil : try? Signature(bytes: Array(bytes[signatureStart..<signatureStart + length]))
        event = try LedgerEvent(decoding: bytes[(signatureStart + length)...])
        guard event.kind.isAuthority == (signature != nil) else { throw MalformedEncoding() }
        self.bytes = bytes
    }

    var leaf: [UInt8] { Merkle.leafHash(entry: bytes) }
}
