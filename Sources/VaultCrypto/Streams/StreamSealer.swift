package import VaultModel

/// Seals one attachment, once, in order.
///
/// It counts the chunks by itself and is consumed before the last ones, so that no nonce can come twice.
/// No stream is ever continued: a broken upload's sealer is dropped, and its key with it.
package struct StreamSealer: ~Copyable, Sendable {
    private let key: StreamKey
    private let salt: [UInt8]
    private var waiting: [UInt8] = []
    private var index = 0
    private var length: UInt64 = 0

    /// Starts a stream under a fresh salt.
    ///
    /// - Throws: ``CryptoError/memoryUnavailable``.
    package init(
        dataKey: borrowing DataKey, vault: VaultID, case caseID: CaseID, compartment: Compartment,
        record: RecordID, version: UInt64
    ) throws(CryptoError) {
        salt = Random.bytes(StreamLayout.saltByteCount)
        key = try StreamKey(
            dataKey: dataKey,
            context: .stream(
                vault: vault, case: caseID, compartment: compartment, record: record, version: version, salt: salt))
        waiting.reserveCapacity(StreamLayout.chunkByteCount)
    }

    /// Takes the next piece of content, of any length, and gives out the sealed chunks that are now certain
    /// not to be the last, in order (often none).
    ///
    /// Each is 65,552 bytes long.
    ///
    /// - Throws: ``CryptoError/wrongLength`` above 1 TiB.
    package mutating func append(_ piece: [UInt8]) throws(CryptoError) -> [[UInt8]] {
        guard UInt64(piece.count) <= StreamLayout.greatestLength - length else { throw .wrongLength }
        length += UInt64(piece.count)
        var sealed: [[UInt8]] = []
        var rest = piece[...]
        while !rest.isEmpty {
            // A full chunk waits until there is more: only then it is certain not to be the last.
            if waiting.count == StreamLayout.chunkByteCount {
                sealed.append(try key.seal(waiting, index: index, isLast: false))
                index += 1
                waiting.removeAll(keepingCapacity: true)
            }
            let part = rest.prefix(StreamLayout.chunkByteCount - waiting.count)
            waiting += part
            rest = rest.dropFirst(part.count)
        }
        return sealed
    }

    /// Ends the content; what is left of it and the padding come out of the tail.
    ///
    /// - Throws: ``CryptoError/wrongLength`` if the padded content takes more than 2²⁴ chunks.
    package consuming func finish() throws(CryptoError) -> StreamTail {
        let paddedLength = try StreamLayout.paddedLength(length)
        let chunkCount = try StreamLayout.chunkCount(length)
        guard let count = UInt32(exactly: chunkCount), chunkCount <= StreamLayout.greatestChunkCount
        else { throw .wrongLength }
        let description = StreamDescription(
            salt: salt, commitment: key.commitment, chunkCount: count, length: length)
        return StreamTail(
            key: key, description: description, waiting: waiting, index: index, paddedLength: paddedLength)
    }
}

/// The end of a stream: content that was still waiting, and zeros.
package struct StreamTail: ~Copyable, Sendable {
    /// For the version's header.
    package let description: StreamDescription
    private let key: StreamKey
    private var waiting: [UInt8]
    private var index: Int
    private let paddedLength: Int

    /// Goes on where the sealer stopped.
    fileprivate init(
        key: consuming StreamKey, description: StreamDescription, waiting: [UInt8], index: Int, paddedLength: Int
    ) {
        self.key = key
        self.description = description
        self.waiting = waiting
        self.index = index
        self.paddedLength = paddedLength
    }

    /// The next sealed chunk, at least one in all; `nil` after the last.
    package mutating func next() throws(CryptoError) -> [UInt8]? {
        let start = index * StreamLayout.chunkByteCount
        guard start < paddedLength else { return nil }
        let count = min(StreamLayout.chunkByteCount, paddedLength - start)
        let chunk = waiting + [UInt8](repeating: 0, count: count - waiting.count)
        let sealed = try key.seal(chunk, index: index, isLast: start + count == paddedLength)
        waiting = []
        index += 1
        return sealed
    }
}
