package import NIOCore
internal import NIOPosix
package import VaultCrypto
package import VaultModel

/// Runs Argon2id over a passphrase where blocking is allowed.
package enum UnlockKeyMaker {
    /// A body of exactly the unlock key's 32 raw bytes.
    ///
    /// - Throws: ``VaultClientError`` with `costBelowFloor` if the daemon asks for less than 3 passes × 64 MiB:
    ///   somebody who could make it do so could guess at passphrases more cheaply; `passphraseUnusable`.
    package static func body(
        passphrase: String, deviceKey: DeviceKeyFile? = nil, salt: PassphraseSalt, cost: PassphraseCost
    ) async throws -> ByteBuffer {
        guard cost.isAtLeast(.floor) else { throw VaultClientError(.costBelowFloor) }
        return try await NIOThreadPool.singleton.runIfActive {
            do {
                let key = try Passphrase(normalising: passphrase).unlockKey(
                    salt: salt, cost: cost, deviceKey: deviceKey?.key)
                return key.withUnsafeBytes { ByteBuffer(bytes: $0) }
            } catch CryptoError.invalidPassphrase {
                throw VaultClientError(.passphraseUnusable)
            }
        }
    }

    /// The secret half of a keystore's slot, made from its passphrase: 32 raw bytes.
    ///
    /// - Throws: as ``body(passphrase:salt:cost:)``.
    package static func slotBody(
        passphrase: String, slot: PassphraseSlot, salt: PassphraseSalt, cost: PassphraseCost
    ) async throws -> ByteBuffer {
        guard cost.isAtLeast(.floor) else { throw VaultClientError(.costBelowFloor) }
        return try await NIOThreadPool.singleton.runIfActive {
            do {
                let secret = try Passphrase(normalising: passphrase)
                    .slotSecret(kind: slot.kind, salt: salt, cost: cost)
                return secret.withUnsafeBytes { ByteBuffer(bytes: $0) }
            } catch CryptoError.invalidPassphrase {
                throw VaultClientError(.passphraseUnusable)
            }
        }
    }

    /// - Throws: ``VaultClientError`` with `protocolViolation` or `costBelowFloor`.
    package static func read(_ parameters: LoginParameters) throws -> (salt: PassphraseSalt, cost: PassphraseCost) {
        guard let bytes = Hex.decode(parameters.salt), let salt = try? PassphraseSalt(bytes: bytes) else {
            throw VaultClientError(.protocolViolation, "the salt is not 16 bytes")
        }
        return (salt, try cost(passes: parameters.passes, memoryKiB: parameters.memoryKiB))
    }

    /// What a new passphrase is made with: the vault's one published cost.
    ///
    /// - Throws: ``VaultClientError`` with `protocolViolation` or `costBelowFloor`.
    static func newCost(_ parameters: LoginParameters) throws -> PassphraseCost {
        try cost(
            passes: parameters.newPasses ?? parameters.passes,
            memoryKiB: parameters.newMemoryKiB ?? parameters.memoryKiB)
    }

    /// - Throws: ``VaultClientError`` with `costBelowFloor`, or `protocolViolation` for a cost that no machine has.
    static func cost(passes: UInt32, memoryKiB: UInt32) throws -> PassphraseCost {
        guard passes >= PassphraseCost.floor.passes, memoryKiB >= PassphraseCost.floor.memoryKiB else {
            throw VaultClientError(.costBelowFloor)
        }
        guard let cost = try? PassphraseCost(passes: passes, memoryKiB: memoryKiB) else {
            throw VaultClientError(.protocolViolation, "the passphrase cost is out of range")
        }
        return cost
    }
}
