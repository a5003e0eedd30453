/// What a reader of an attachment must know; it stands in the version's sealed header.
package struct StreamDescription: Hashable, Sendable {
    /// 32 random bytes that make the stream's key its own.
    package let salt: [UInt8]
    /// 32 bytes that commit to the stream's key and place.
    package let commitment: [UInt8]
    /// Number of chunks, at least 1.
    package let chunkCount: UInt32
    /// True length in bytes, without padding.
    package let length: UInt64

    /// Takes the four values as the header has them; ``StreamOpener`` checks that they fit together.
    package init(salt: [UInt8], commitment: [UInt8], chunkCount: UInt32, length: UInt64) {
        self.salt = salt
        self.commitment = commitment
        self.chunkCount = chunkCount
        self.length = length
    }
}

/// The sizes of a stream (docs/format.md, "Attachment streams").
package enum StreamLayout {
    /// Plaintext bytes in each chunk but the last: 64 KiB.
    package static let chunkByteCount = 65_536
    /// A sealed chunk is this much longer: 16.
    package static let chunkOverhead = ChaCha20Poly1305.tagByteCount
    /// Length of the salt: 32.
    package static let saltByteCount = 32
    /// The most chunks a stream may have: their ids have 24 bits.
    package static let greatestChunkCount = 1 << 24
    /// The longest content: 1 TiB.
    package static let greatestLength = UInt64(greatestChunkCount) * UInt64(chunkByteCount)

    /// Bytes of plaintext with padding; an empty file is one zero byte.
    ///
    /// - Throws: ``CryptoError/wrongLength`` for more than 1 TiB.
    package static func paddedLength(_ length: UInt64) throws(CryptoError) -> Int {
        guard length <= greatestLength else { throw .wrongLength }
        return max(1, Padding.padme(Int(length)))
    }

    /// Chunks of a content of `length` bytes.
    ///
    /// - Throws: ``CryptoError/wrongLength`` for more than 1 TiB.
    package static func chunkCount(_ length: UInt64) throws(CryptoError) -> Int {
        (try paddedLength(length) + chunkByteCount - 1) / chunkByteCount
    }

    /// `i as 11 bytes, big-endian ‖ (0x01 for the last chunk, else 0x00)`; 12 bytes.
    static func nonce(index: Int, isLast: Bool) -> [UInt8] {
        var nonce = [UInt8](repeating: 0, count: ChaCha20Poly1305.nonceByteCount)
        for position in 0..<8 { nonce[10 - position] = UInt8(truncatingIfNeeded: index >> (8 * position)) }
        nonce[11] = isLast ? 0x01 : 0x00
        return nonce
    }
}
