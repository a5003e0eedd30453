import VaultCrypto
import VaultModel

extension KeystoreContents {
    private static let format: UInt8 = 2

    /// The payload of docs/format.md, "Keystore", in guarded memory.
    func encoded() throws -> SecretBytes {
        let houseCount = houses.values.reduce(0) { $0 + $1.count }
        let count =
            1 + 1 + metas.count * 32 + 3 * 32 + 1
            + slots.reduce(0) { $0 + 34 + $1.parameters.count } + 4 + houseCount * 72 + 4 + disabled.count * 32
            + 4 + disposed.count * 32
        return try SecretBytes(count: count) { bytes in
            var cursor = SecretWriter(bytes)
            cursor.put([Self.format])
            cursor.put([UInt8(metas.count)])
            for meta in metas { cursor.put(meta) }
            cursor.put(index)
            cursor.put(dummyLogin)
            cursor.put(checkpointSeed)
            cursor.put([UInt8(slots.count)])
            for slot in slots {
                cursor.put([slot.kind] + slot.publicKey.bytes + [UInt8(slot.parameters.count)] + slot.parameters)
            }
            cursor.put(UInt32(houseCount).bigEndianBytes)
            for (caseID, epochs) in houses.sorted(by: { $0.key < $1.key }) {
                for (epoch, house) in epochs.sorted(by: { $0.key < $1.key }) {
                    cursor.put(caseID.bytes + epoch.bigEndianBytes)
                    cursor.put(house)
                }
            }
            cursor.put(UInt32(disabled.count).bigEndianBytes)
            for keyID in disabled.sorted() { cursor.put(keyID.bytes) }
            cursor.put(UInt32(disposed.count).bigEndianBytes)
            for caseID in disposed.sorted() { cursor.put(caseID.bytes) }
        }
    }

    /// Reads formats 1 (one meta key, slots without parameters) and 2.
    ///
    /// - Throws: ``MalformedEncoding`` or ``CryptoError``.
    init(decoding payload: borrowing SecretBytes, generation: UInt64) throws {
        self = try payload.withUnsafeBytes { bytes in
            var cursor = SecretReader(bytes)
            let format = try cursor.byte()
            guard (1...Self.format).contains(format) else { throw MalformedEncoding() }
            var metas: [HeldKey<MetaKeyRole>] = []
            for _ in 0..<(format == 1 ? 1 : try cursor.byte()) { metas.append(try cursor.key()) }
            guard !metas.isEmpty else { throw MalformedEncoding() }
            let index: HeldKey<IndexKeyRole> = try cursor.key()
            let dummyLogin: HeldKey<DummyLoginKeyRole> = try cursor.key()
            let checkpointSeed: HeldKey<CheckpointSeedRole> = try cursor.key()
            var slots: [KeystoreSlot] = []
            for _ in 0..<(try cursor.byte()) {
                let kind = try cursor.byte()
                let publicKey = try AgreementPublicKey(bytes: cursor.take(32))
                let parameters = format == 1 ? [] : try cursor.take(Int(cursor.byte()))
                slots.append(KeystoreSlot(kind: kind, publicKey: publicKey, parameters: parameters))
            }
            var houses: [CaseID: [UInt64: HeldKey<HouseKeyRole>]] = [:]
            for _ in 0..<(try cursor.count()) {
                let caseID: CaseID = try cursor.id()
                let epoch = try cursor.take(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
                houses[caseID, default: [:]][epoch] = try cursor.key()
            }
            let disabled: [KeyID] = try cursor.ids()
            let disposed: [CaseID] = try cursor.ids()
            try cursor.finish()
            return KeystoreContents(
                generation: generation, metas: metas, index: index, dummyLogin: dummyLogin,
                checkpointSeed: checkpointSeed, slots: slots, houses: houses, disabled: Set(disabled),
                disposed: Set(disposed))
        }
    }
}

/// Writes the payload from left to right into guarded memory.
private struct SecretWriter {
    private let bytes: UnsafeMutableRawBufferPointer
    private var position = 0

    init(_ bytes: UnsafeMutableRawBufferPointer) { self.bytes = bytes }

    mutating func put(_ clear: [UInt8]) {
        UnsafeMutableRawBufferPointer(rebasing: bytes[position..<position + clear.count]).copyBytes(from: clear)
        position += clear.count
    }

    mutating func put<Role: KeyRole>(_ held: HeldKey<Role>) {
        held.key.withUnsafeBytes { key in
            UnsafeMutableRawBufferPointer(rebasing: bytes[position..<position + key.count]).copyMemory(from: key)
        }
        position += SecretKey<Role>.byteCount
    }
}

/// Reads the payload from left to right; keys go straight into guarded memory of their own.
private struct SecretReader {
    private let bytes: UnsafeRawBufferPointer
    private var position = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    private mutating func slice(_ count: Int) throws(MalformedEncoding) -> UnsafeRawBufferPointer {
        guard count <= bytes.count - position else { throw MalformedEncoding() }
        defer { position += count }
        return UnsafeRawBufferPointer(rebasing: bytes[position..<position + count])
    }

    mutating func take(_ count: Int) throws(MalformedEncoding) -> [UInt8] { Array(try slice(count)) }

    mutating func byte() throws(MalformedEncoding) -> UInt8 { try slice(1)[0] }

    mutating func count() throws(MalformedEncoding) -> Int { try take(4).reduce(0) { $0 << 8 | Int($1) } }

    mutating func key<Role: KeyRole>() throws -> HeldKey<Role> {
        HeldKey(try SecretKey<Role>(copying: try slice(SecretKey<Role>.byteCount)))
    }

    mutating func id<Kind>() throws(MalformedEncoding) -> Identifier<Kind> {
        guard let id = Identifier<Kind>(bytes: try take(Kind.byteCount)) else { throw MalformedEncoding() }
        return id
    }

    mutating func ids<Kind>() throws(MalformedEncoding) -> [Identifier<Kind>] {
        var ids: [Identifier<Kind>] = []
        for _ in 0..<(try count()) { ids.append(try id()) }
        return ids
    }

    func finish() throws(MalformedEncoding) {
        guard position == bytes.count else { throw MalformedEncoding() }
    }
}
