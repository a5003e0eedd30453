import VaultCrypto
import VaultModel

/// The keystore's bytes on disk (docs/format.md, "Keystore"): always written whole, under a fresh file key.
enum KeystoreFile {
    private static let magic = Array("SANDYKKS".utf8)
    private static let format: UInt8 = 1
    private static let slotByteCount = 138
    private static let headByteCount = 8 + 1 + 32 + 8 + 1

    /// Seals `contents` under a new file key and that to every slot.
    static func encode(_ contents: KeystoreContents, vault: VaultID) throws -> [UInt8] {
        let fileKey = try FileKey()
        let generation = contents.generation
        var bytes = magic + [format] + vault.bytes + generation.bigEndianBytes + [UInt8(contents.slots.count)]
        for slot in contents.slots {
            let context = SealContext.keystoreSlot(vault: vault, generation: generation, kind: slot.kind)
            bytes += [slot.kind] + (try slot.publicKey.seal(key: fileKey, context: context))
        }
        let payload = try contents.encoded()
        return try bytes
            + fileKey.sealPadded(
                secret: payload, context: .keystorePayload(vault: vault, generation: generation))
    }

    /// The clear head: whose keystore it is, and how often it was rewritten.
    ///
    /// - Throws: ``MalformedEncoding``.
    static func head(of bytes: [UInt8]) throws(MalformedEncoding) -> (vault: VaultID, generation: UInt64) {
        guard bytes.count >= headByteCount, Array(bytes[0..<8]) == magic, bytes[8] == format,
            let vault = VaultID(bytes: bytes[9..<41])
        else { throw MalformedEncoding() }
        return (vault, bytes[41..<49].reduce(0) { $0 << 8 | UInt64($1) })
    }

    /// - Throws: ``CryptoError/authenticationFailed`` where the root key opens no slot;
    ///   ``MalformedEncoding`` where the bytes are not a keystore.
    static func decode(_ bytes: [UInt8], root: borrowing RootKey) throws -> KeystoreContents {
        let (vault, generation) = try head(of: bytes)
        let slotCount = Int(bytes[49])
        let payloadStart = headByteCount + slotCount * (1 + slotByteCount)
        guard bytes.count > payloadStart else { throw MalformedEncoding() }
        for number in 0..<slotCount {
            let start = headByteCount + number * (1 + slotByteCount)
            let kind = bytes[start]
            guard kind == KeystoreSlot.root else { continue }
            let secret = try AgreementSecret(derivedFrom: root, slot: kind)
            let fileKey: FileKey = try secret.openKey(
                Array(bytes[start + 1..<start + 1 + slotByteCount]),
                context: .keystoreSlot(vault: vault, generation: generation, kind: kind))
            let payload = try fileKey.openPaddedSecret(
                Array(bytes[payloadStart...]), context: .keystorePayload(vault: vault, generation: generation))
            return try KeystoreContents(decoding: payload, generation: generation)
        }
        throw CryptoError.authenticationFailed
    }
}
