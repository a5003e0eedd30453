import Testing
import VaultCrypto
import VaultModel

/// If one of these failed, a changed or foreign value would pass for a true one, or a true one be lost.
struct SealingTests {
    @Test(arguments: [0, 1, 15, 16, 17, 2048, 100_000])
    func `what was sealed opens, 73 bytes longer and different each time`(count: Int) throws {
        let key = try MetaKey()
        let context = try Place().header
        let plaintext = pattern(count)
        let sealed = try key.seal(plaintext, context: context)
        let again = try key.seal(plaintext, context: context)
        let opened = try key.open(sealed, context: context)
        #expect(opened == plaintext)
        #expect(sealed.count == count + 73)
        #expect(sealed != again)
        #expect(sealed.prefix(33) == again.prefix(33), "the commitment depends on key and context alone")
    }

    @Test func `another key opens nothing`() throws {
        let context = try Place().header
        let sealed = try MetaKey().seal([1], context: context)
        refuses { _ = try MetaKey().open(sealed, context: context) }
    }

    @Test func `no bit can be flipped`() throws {
        let key = try MetaKey()
        let context = try Place().header
        let sealed = try key.seal(pattern(40), context: context)
        for bit in 0..<(sealed.count * 8) {
            var changed = sealed
            changed[bit / 8] ^= 1 << (bit % 8)
            refuses(.authenticationFailed, "bit \(bit)") { _ = try key.open(changed, context: context) }
        }
    }

    @Test func `nothing cut or lengthened opens`() throws {
        let key = try MetaKey()
        let context = try Place().header
        let sealed = try key.seal(pattern(40), context: context)
        for count in 0..<sealed.count {
            refuses(.authenticationFailed, "\(count) bytes") {
                _ = try key.open(Array(sealed.prefix(count)), context: context)
            }
        }
        refuses { _ = try key.open(sealed + [0], context: context) }
        refuses { _ = try key.openKey(sealed, as: FileKeyRole.self, context: context) }
    }

    @Test func `a key is wrapped and comes back the same, 105 bytes long`() throws {
        let meta = try MetaKey()
        let data = try DataKey()
        let context = try Place().header
        let sealed = try meta.seal(key: data, context: context)
        let opened = try meta.openKey(sealed, as: DataKeyRole.self, context: context)
        #expect(bytes(of: opened) == bytes(of: data))
        #expect(sealed.count == 105)
    }

    @Test(arguments: [0, 31, 32, 64, 65, 5000])
    func `a secret of any length comes back the same, padded or not`(count: Int) throws {
        let meta = try MetaKey()
        let context = try Place().header
        let original = try secret(3, count: count)
        let sealed = try meta.seal(secret: original, context: context)
        let opened = try meta.openSecret(sealed, context: context)
        #expect(bytes(of: opened) == bytes(of: original))
        let padded = try meta.sealPadded(secret: original, context: context)
        let unpadded = try meta.openPaddedSecret(padded, context: context)
        #expect(bytes(of: unpadded) == bytes(of: original))
        #expect(padded.count == Padding.padme(count + 1) + 73)
    }

    @Test func `a key has exactly 32 bytes`() throws {
        for count in [0, 31, 33, 64] {
            refuses(.wrongLength) { _ = try MetaKey(try SecretBytes(randomCount: count)) }
        }
        refuses(.wrongLength) { _ = try SecretBytes(randomCount: -1) }
    }

    @Test func `derived bytes and a derived key are the same 32`() throws {
        let root: RootKey = try key(1)
        let context = SealContext.slotSecret(kind: 1)
        let derived = try root.deriveKey(as: MetaKeyRole.self, context: context)
        let shown = root.derive(context)
        #expect(bytes(of: derived) == shown)
        let index: RowIndex = root.deriveIdentifier(context)
        #expect(index.bytes == Array(shown.prefix(16)))
    }
}

/// If one of these failed, sizes would tell what a record is, or padding would eat content.
struct PaddingTests {
    @Test func `Padmé gives the paper's lengths`() {
        let lengths = [0: 0, 1: 1, 2: 2, 3: 3, 8: 8, 9: 10, 17: 18, 33: 36, 100: 104, 1000: 1024, 65_537: 67_584]
        for (length, padded) in lengths { #expect(Padding.padme(length) == padded, "\(length)") }
    }

    @Test func `Padmé never shortens, adds at most 12 % and is stable`() {
        for length in 0..<70_000 {
            let padded = Padding.padme(length)
            if padded < length || (padded - length) * 100 > 12 * length || Padding.padme(padded) != padded {
                Issue.record("\(length) became \(padded)")
            }
        }
    }

    @Test func `each value comes back, whatever its end`() throws {
        for count in 0..<300 {
            for end: [UInt8] in [[], [0], [0x80], [0x80, 0]] {
                let value = pattern(count) + end
                let padded = Padding.pad(value)
                #expect(padded.count == Padding.padme(value.count + 1))
                #expect(try Padding.unpad(padded) == value)
            }
        }
    }

    @Test func `each value has one padding`() {
        for wrong: [UInt8] in [[], [0], [1], [1, 0], [0x80, 0], [1, 2, 0x80, 0, 0, 0, 0, 0, 0]] {
            refuses(.wrongLength, "\(wrong)") { _ = try Padding.unpad(wrong) }
        }
    }

    @Test(arguments: [0, 1, 7, 8, 1000, 70_000])
    func `a padded value opens, and its size shows no more than Padmé's`(count: Int) throws {
        let key = try MetaKey()
        let context = try Place().header
        let sealed = try key.sealPadded(pattern(count), context: context)
        let opened = try key.openPadded(sealed, context: context)
        #expect(opened == pattern(count))
        #expect(sealed.count == Padding.padme(count + 1) + 73)
        let padded = try key.open(sealed, context: context)
        #expect(padded == Padding.pad(pattern(count)))
    }

    @Test func `a value that was sealed without padding does not open as a padded one`() throws {
        let key = try MetaKey()
        let context = try Place().header
        let sealed = try key.seal([1, 2, 3], context: context)
        refuses { _ = try key.openPadded(sealed, context: context) }
        refuses { _ = try key.openPaddedSecret(sealed, context: context) }
    }
}
