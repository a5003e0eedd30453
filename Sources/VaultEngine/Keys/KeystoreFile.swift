import VaultCrypto
import VaultModel

/// The keystore's bytes on disk (docs/format.md, "Keystore"): always written whole, under a fresh file key.
enum KeystoreFile {
    private static let magic = Array("SANDYKKS".utf8)
    private static let format: UInt8 = 2
    private static let slotByteCount = 138
    private static let headByteCount = 8 + 1 + 32 + 8 + 1

    /// What everybody may read: whose keystore it is, how often it was rewritten, and what opens it.
    struct Head: Sendable {
        let vault: VaultID
        let generation: UInt64
        /// The slots in the file's order.
        let slots: [(kind: UInt8, parameters: [UInt8], sealed: [UInt8])]
        /// Where the sealed payload begins.
        let payloadStart: Int
    }

    /// Seals `contents` under a new file key and that to every slot.
    static func encode(_ contents: KeystoreContents, vault: VaultID) throws -> [UInt8] {
        let fileKey = try FileKey()
        let generation = contents.generation
        var bytes = magic + [format] + vault.bytes + generation.bigEndianBytes + [UInt8(contents.slots.count)]
        for slot in contents.slots {
            let context = SealContext.keystoreSlot(vault: vault, generation: generation, kind: slot.kind)
            bytes += [slot.kind, UInt8(slot.parameters.count)] + slot.parameters
            bytes += try slot.publicKey.seal(key: fileKey, context: context)
        }
        let payload = try contents.encoded()
        return try bytes
            + fileKey.sealPadded(
                secret: payload, context: .keystorePayload(vault: vault, generation: generation))
    }

    /// The clear head, of format 1 (slots without parameters) or 2.
    ///
    /// - Throws: ``MalformedEncoding``.
    static func head(of bytes: [UInt8]) throws(MalformedEncoding) -> Head {
        guard bytes.count >= headByteCount, Array(bytes[0..<8]) == magic, (1...format).contains(bytes[8]),
            let vault = VaultID(bytes: bytes[9..<41])
        else { throw MalformedEncoding() }
        var slots: [(kind: UInt8, parameters: [UInt8], sealed: [UInt8])] = []
        var position = headByteCount
        func take(_ count: Int) throws(MalformedEncoding) -> [UInt8] {
            guard bytes.count - position > count else { throw MalformedEncoding() }
            defer { position += count }
            return Array(bytes[position..<position + count])
        }
        for _ in 0..<bytes[49] {
            let kind = try take(1)[0]
            let parameters = bytes[8] == 1 ? [] : try take(Int(take(1)[0]))
            guard KeystoreSlot.isValid(kind: kind, parameters: parameters) else { throw MalformedEncoding() }
            slots.append((kind, parameters, try take(slotByteCount)))
        }
        return Head(
            vault: vault, generation: bytes[41..<49].reduce(0) { $0 << 8 | UInt64($1) }, slots: slots,
            payloadStart: position)
    }

    /// Opens the file by the first slot that the secret fits. What stands at its head in clear must be what
    /// its payload says.
    ///
    /// - Throws: ``CryptoError/authenticationFailed`` where the secret opens no slot;
    ///   ``MalformedEncoding`` where the bytes are not a keystore.
    static func decode(_ bytes: [UInt8], secret: KeystoreSecret) throws -> KeystoreContents {
        let head = try head(of: bytes)
        guard bytes.count > head.payloadStart else { throw MalformedEncoding() }
        for (number, slot) in head.slots.enumerated() {
            guard let half = try secret.half(for: slot.kind),
                let fileKey: FileKey = try? half.openKey(
                    slot.sealed,
                    context: .keystoreSlot(vault: head.vault, generation: head.generation, kind: slot.kind))
            else { continue }
            let payload = try fileKey.openPaddedSecret(
                Array(bytes[head.payloadStart...]),
                context: .keystorePayload(vault: head.vault, generation: head.generation))
            let contents = try KeystoreContents(decoding: payload, generation: head.generation)
            guard contents.slots.map(\.kind) == head.slots.map(\.kind),
                contents.slots.map(\.parameters) == head.slots.map(\.parameters),
                contents.slots[number].publicKey == half.publicKey
            else { throw MalformedEncoding() }
            return contents
        }
        throw CryptoError.authenticationFailed
    }
}
