internal import VaultModel

/// What one guess at a passphrase costs: Argon2id's passes and memory, one lane.
package struct PassphraseCost: Hashable, Sendable {
    /// Passes over the memory.
    package let passes: UInt32
    /// Memory in KiB.
    package let memoryKiB: UInt32

    /// Length of ``bytes``: 8.
    package static let byteCount = 8

    /// 3 passes over 256 MiB: what a vault publishes unless its operator says otherwise.
    package static let standard = Self(uncheckedPasses: 3, memoryKiB: 256 * 1024)
    /// 3 passes over 64 MiB: a client refuses less, whatever a daemon asks for.
    package static let floor = Self(uncheckedPasses: 3, memoryKiB: 64 * 1024)

    /// - Throws: ``CryptoError/costOutOfRange`` unless there are 1 to 64 passes over 8 KiB to 4 GiB.
    package init(passes: UInt32, memoryKiB: UInt32) throws(CryptoError) {
        guard (1...64).contains(passes), (8...4 * 1024 * 1024).contains(memoryKiB) else { throw .costOutOfRange }
        self.init(uncheckedPasses: passes, memoryKiB: memoryKiB)
    }

    /// Reads `passes u32 ‖ memory in KiB u32`.
    ///
    /// - Throws: ``CryptoError/wrongLength`` unless there are exactly 8 bytes, ``CryptoError/costOutOfRange``.
    package init(bytes: [UInt8]) throws(CryptoError) {
        guard bytes.count == Self.byteCount else { throw .wrongLength }
        try self.init(
            passes: bytes[0..<4].reduce(0) { $0 << 8 | UInt32($1) },
            memoryKiB: bytes[4..<8].reduce(0) { $0 << 8 | UInt32($1) })
    }

    private init(uncheckedPasses passes: UInt32, memoryKiB: UInt32) {
        self.passes = passes
        self.memoryKiB = memoryKiB
    }

    /// `passes u32 ‖ memory in KiB u32`; 8 bytes.
    package var bytes: [UInt8] { passes.bigEndianBytes + memoryKiB.bigEndianBytes }

    /// Whether both numbers are at least the other's.
    package func isAtLeast(_ other: Self) -> Bool {
        passes >= other.passes && memoryKiB >= other.memoryKiB
    }
}

/// Makes equal passphrases different; stored with the account, not secret.
package struct PassphraseSalt: Hashable, Sendable {
    /// Length of ``bytes``: 16.
    package static let byteCount = 16

    /// Exactly 16.
    package let bytes: [UInt8]

    /// 16 random bytes.
    package init() {
        bytes = Random.bytes(Self.byteCount)
    }

    /// - Throws: ``CryptoError/wrongLength`` unless there are exactly 16 bytes.
    package init(bytes: [UInt8]) throws(CryptoError) {
        guard bytes.count == Self.byteCount else { throw .wrongLength }
        self.bytes = bytes
    }
}
