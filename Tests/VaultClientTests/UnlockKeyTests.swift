import NIOCore
import Testing
import VaultCrypto
import VaultModel

import VaultClient

@Suite struct UnlockKeyTests {
    @Test(arguments: [(2, 65_536), (3, 65_535), (1, 8), (0, 0)] as [(UInt32, UInt32)])
    func `a daemon cannot make the client compute a cheaper key`(passes: UInt32, memoryKiB: UInt32) {
        let asked = LoginParameters(salt: String(repeating: "00", count: 16), passes: passes, memoryKiB: memoryKiB)
        let error = #expect(throws: VaultClientError.self) { try UnlockKeyMaker.read(asked) }
        #expect(error?.code == .costBelowFloor)
    }

    @Test func `a cost that no machine has is refused, not tried`() {
        let asked = LoginParameters(salt: String(repeating: "00", count: 16), passes: 3, memoryKiB: .max)
        let error = #expect(throws: VaultClientError.self) { try UnlockKeyMaker.read(asked) }
        #expect(error?.code == .protocolViolation)
    }

    @Test(arguments: ["", "00", "zz", String(repeating: "0", count: 33)])
    func `a salt that is not 16 bytes is refused`(salt: String) {
        let asked = LoginParameters(salt: salt, passes: 3, memoryKiB: 65_536)
        let error = #expect(throws: VaultClientError.self) { try UnlockKeyMaker.read(asked) }
        #expect(error?.code == .protocolViolation)
    }

    @Test func `both encodings of й and ё make the same 32 bytes`() async throws {
        let salt = PassphraseSalt()
        let composed = try await UnlockKeyMaker.body(passphrase: "\u{0439}\u{0451}лка у дома", salt: salt, cost: .floor)
        let decomposed = try await UnlockKeyMaker.body(
            passphrase: "\u{0438}\u{0306}\u{0435}\u{0308}лка у дома", salt: salt, cost: .floor)
        #expect(composed == decomposed)
        #expect(composed.readableBytes == 32)
    }
}
