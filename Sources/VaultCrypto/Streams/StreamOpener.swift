package import VaultModel

/// Opens the chunks of one attachment, in any order, trusting the sealed header's description alone.
package struct StreamOpener: ~Copyable, Sendable {
    /// What the header said.
    package let description: StreamDescription
    private let key: StreamKey
    private let paddedLength: Int

    /// Checks the stream's commitment, and that length and chunk count fit together.
    ///
    /// - Throws: ``CryptoError/authenticationFailed``, ``CryptoError/memoryUnavailable``.
    package init(
        dataKey: borrowing DataKey, vault: VaultID, case caseID: CaseID, compartment: Compartment,
        record: RecordID, version: UInt64, description: StreamDescription
    ) throws(CryptoError) {
        guard description.salt.count == StreamLayout.saltByteCount,
            let paddedLength = try? StreamLayout.paddedLength(description.length),
            let chunkCount = try? StreamLayout.chunkCount(description.length),
            chunkCount == Int(description.chunkCount)
        else { throw .authenticationFailed }
        let key = try StreamKey(
            dataKey: dataKey,
            context: .stream(
                vault: vault, case: caseID, compartment: compartment, record: record, version: version,
                salt: description.salt))
        guard constantTimeEqual(key.commitment, description.commitment) else { throw .authenticationFailed }
        self.key = key
        self.description = description
        self.paddedLength = paddedLength
    }

    /// Opens chunk `index` (from 0) and gives its content without padding: 65,536 bytes, or fewer near the
    /// end, or none where there is nothing but padding.
    ///
    /// - Throws: ``CryptoError/authenticationFailed``.
    package borrowing func open(_ sealed: [UInt8], index: Int) throws(CryptoError) -> [UInt8] {
        guard (0..<Int(description.chunkCount)).contains(index) else { throw .authenticationFailed }
        let start = index * StreamLayout.chunkByteCount
        let count = min(StreamLayout.chunkByteCount, paddedLength - start)
        guard sealed.count == count + StreamLayout.chunkOverhead else { throw .authenticationFailed }
        var chunk = try key.open(sealed, index: index, isLast: start + count == paddedLength)
        let content = min(count, max(0, Int(description.length) - start))
        chunk.removeLast(count - content)
        return chunk
    }
}
