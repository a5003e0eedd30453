internal import Foundation

/// A passphrase in guarded memory, in the one form that RFC 8265 (OpaqueString) gives it.
///
/// Letters such as й and ё have two encodings each; both give the same passphrase.
package struct Passphrase: ~Copyable, Sendable {
    /// UTF-8.
    private let bytes: SecretBytes

    /// Each space of Unicode category Zs becomes U+0020, then NFC.
    ///
    /// The `String` itself stays in ordinary memory until the runtime reuses it: keep it short-lived.
    ///
    /// - Throws: ``CryptoError/invalidPassphrase`` if it is empty or has a control character,
    ///   ``CryptoError/memoryUnavailable``.
    package init(normalising text: String) throws(CryptoError) {
        var mapped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control: throw .invalidPassphrase
            case .spaceSeparator: mapped.append(" ")
            default: mapped.append(scalar)
            }
        }
        guard !mapped.isEmpty else { throw .invalidPassphrase }
        let normal = Array(String(mapped).precomposedStringWithCanonicalMapping.utf8)
        bytes = try unsafe normal.withBytes { (normal) throws(CryptoError) in
            try unsafe SecretBytes(copying: normal)
        }
    }

    /// `BLAKE2b-256(device key or 32 zero bytes, context 0x0D ‖ Argon2id(passphrase, salt, cost))`.
    ///
    /// Blocks, for a second or so at the standard cost, and takes `cost.memoryKiB` of memory: run it where
    /// blocking is allowed. Without a device key, pass `nil`.
    ///
    /// - Throws: ``CryptoError/costOutOfRange`` if `cost` is below `floor` in either number,
    ///   ``CryptoError/memoryUnavailable``.
    package borrowing func unlockKey(
        salt: PassphraseSalt, cost: PassphraseCost, deviceKey: HeldKey<DeviceKeyRole>? = nil,
        floor: PassphraseCost = .floor
    ) throws(CryptoError) -> UnlockKey {
        guard cost.isAtLeast(floor) else { throw .costOutOfRange }
        let context = SealContext.unlockKey(salt: salt, cost: cost).encoded
        var message = try SecretBytes(zeroed: context.count + 32)
        try unsafe message.withUnsafeMutableBytes { (message) throws(CryptoError) in
            unsafe message.copyBytes(from: context)
            try unsafe bytes.withUnsafeBytes { (passphrase) throws(CryptoError) in
                try unsafe salt.bytes.withBytes { (salt) throws(CryptoError) in
                    try unsafe Argon2id.hash(
                        passphrase, salt: salt, cost: cost, into: message.part(context.count..<message.count))
                }
            }
        }
        if let deviceKey {
            return try unsafe deviceKey.key.withUnsafeBytes { (device) throws(CryptoError) in
                try unsafe Self.unlockKey(device: device, message: message)
            }
        }
        let zeros = try SecretBytes(zeroed: 32)
        return try unsafe zeros.withUnsafeBytes { (device) throws(CryptoError) in
            try unsafe Self.unlockKey(device: device, message: message)
        }
    }

    private static func unlockKey(
        device: UnsafeRawBufferPointer, message: borrowing SecretBytes
    ) throws(CryptoError) -> UnlockKey {
        var key = try SecretBytes(zeroed: 32)
        unsafe message.withUnsafeBytes { message in
            unsafe key.withUnsafeMutableBytes { key in unsafe BLAKE2b.hash(message, key: device, into: key) }
        }
        return try UnlockKey(key)
    }
}

extension Passphrase {
    /// `BLAKE2b-256(32 zero bytes, context 0x21 ‖ Argon2id(passphrase, salt, cost))`: the secret half of the
    /// keystore slot `kind`.
    ///
    /// Blocks, as ``unlockKey(salt:cost:deviceKey:floor:)`` does.
    ///
    /// - Throws: ``CryptoError/costOutOfRange`` if `cost` is below `floor` in either number,
    ///   ``CryptoError/memoryUnavailable``.
    package borrowing func slotSecret(
        kind: UInt8, salt: PassphraseSalt, cost: PassphraseCost, floor: PassphraseCost = .floor
    ) throws(CryptoError) -> SlotSecret {
        guard cost.isAtLeast(floor) else { throw .costOutOfRange }
        let context = SealContext.slotPassphrase(kind: kind, salt: salt, cost: cost).encoded
        var message = try SecretBytes(zeroed: context.count + 32)
        try unsafe message.withUnsafeMutableBytes { (message) throws(CryptoError) in
            unsafe message.copyBytes(from: context)
            try unsafe bytes.withUnsafeBytes { (passphrase) throws(CryptoError) in
                try unsafe salt.bytes.withBytes { (salt) throws(CryptoError) in
                    try unsafe Argon2id.hash(
                        passphrase, salt: salt, cost: cost, into: message.part(context.count..<message.count))
                }
            }
        }
        let zeros = try SecretBytes(zeroed: 32)
        var secret = try SecretBytes(zeroed: 32)
        unsafe message.withUnsafeBytes { message in
            unsafe zeros.withUnsafeBytes { zeros in
                unsafe secret.withUnsafeMutableBytes { secret in
                    unsafe BLAKE2b.hash(message, key: zeros, into: secret)
                }
            }
        }
        return try SlotSecret(secret)
    }
}
