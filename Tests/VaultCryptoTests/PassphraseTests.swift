import Testing
import VaultCrypto

/// If one of these failed, a person would be locked out by another keyboard, or guessing would be cheap.
struct PassphraseTests {
    private static let small = try? PassphraseCost(passes: 1, memoryKiB: 64)

    private func unlock(
        _ text: String, salt: UInt8 = 1, cost: PassphraseCost? = nil, device: HeldKey<DeviceKeyRole>? = nil
    ) throws -> [UInt8] {
        let small = try #require(Self.small)
        let key = try Passphrase(normalising: text).unlockKey(
            salt: PassphraseSalt(bytes: [UInt8](repeating: salt, count: 16)), cost: cost ?? small, deviceKey: device,
            floor: small)
        return bytes(of: key)
    }

    @Test func `й and ё give the same key in both encodings`() throws {
        let composed = "\u{439}\u{451}лка", decomposed = "\u{438}\u{306}\u{435}\u{308}лка"
        #expect(Array(composed.unicodeScalars) != Array(decomposed.unicodeScalars))
        #expect(try unlock(composed) == unlock(decomposed))
        #expect(try unlock(composed) != unlock("иелка"))
    }

    @Test func `every kind of space is the same space, and case is kept`() throws {
        for space in ["\u{A0}", "\u{2003}", "\u{3000}", "\u{1680}"] {
            #expect(try unlock("two words") == unlock("two\(space)words"))
        }
        #expect(try unlock("two words") != unlock("twowords"))
        #expect(try unlock("two words") != unlock("Two words"))
        #expect(try unlock("two words") != unlock("two words "))
    }

    @Test func `compatibility forms stay apart: OpaqueString is NFC, not NFKC`() throws {
        #expect(try unlock("\u{FB01}") != unlock("fi"))
        #expect(try unlock("\u{212B}") == unlock("\u{C5}"))
    }

    @Test func `empty ones and control characters are refused`() {
        for text in ["", "a\n", "\u{0}", "tab\there", "\u{7F}", "\u{85}", "a\r\nb"] {
            refuses(.invalidPassphrase, "\(text.unicodeScalars.map(\.value))") {
                _ = try Passphrase(normalising: text)
            }
        }
    }

    @Test func `salt, cost and device key each change the key`() throws {
        let device = HeldKey(try key(9, as: DeviceKeyRole.self))
        let other = HeldKey(try key(10, as: DeviceKeyRole.self))
        let keys = try [
            unlock("p"), unlock("q"), unlock("p", salt: 2), unlock("p", cost: PassphraseCost(passes: 2, memoryKiB: 64)),
            unlock("p", cost: PassphraseCost(passes: 1, memoryKiB: 72)), unlock("p", device: device),
            unlock("p", device: other),
        ]
        #expect(Set(keys).count == keys.count)
    }

    @Test func `a client refuses a cost below its floor, whatever a daemon asks for`() throws {
        let passphrase = try Passphrase(normalising: "p")
        for (passes, memory) in [(2, 65_536), (3, 65_535), (64, 8), (1, 4_194_304)] as [(UInt32, UInt32)] {
            let cost = try PassphraseCost(passes: passes, memoryKiB: memory)
            refuses(.costOutOfRange) { _ = try passphrase.unlockKey(salt: PassphraseSalt(), cost: cost) }
        }
        #expect(PassphraseCost.standard.isAtLeast(.floor))
    }

    @Test func `the floor's cost works`() throws {
        _ = try Passphrase(normalising: "p").unlockKey(salt: PassphraseSalt(), cost: .floor)
    }

    @Test func `an absurd cost is refused before anything is allocated`() throws {
        for (passes, memory) in [(0, 65_536), (65, 65_536), (3, 7), (3, .max)] as [(UInt32, UInt32)] {
            refuses(.costOutOfRange) { _ = try PassphraseCost(passes: passes, memoryKiB: memory) }
        }
        #expect(try PassphraseCost(bytes: PassphraseCost.standard.bytes) == .standard)
        #expect(PassphraseCost.standard.bytes == [0, 0, 0, 3, 0, 4, 0, 0])
        for count in [0, 7, 9] { refuses(.wrongLength) { _ = try PassphraseCost(bytes: pattern(count)) } }
        for count in [0, 15, 17] { refuses(.wrongLength) { _ = try PassphraseSalt(bytes: pattern(count)) } }
    }
}
