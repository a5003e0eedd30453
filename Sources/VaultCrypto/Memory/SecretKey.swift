/// A 32-byte key of one role in guarded memory.
///
/// What it can do (seal, open, derive) are extensions in `Sealing`.
package struct SecretKey<Role: KeyRole>: ~Copyable, Sendable {
    /// Length in bytes: 32.
    package static var byteCount: Int { 32 }

    private let bytes: SecretBytes

    /// A new random key.
    ///
    /// - Throws: ``CryptoError/memoryUnavailable``.
    package init() throws(CryptoError) {
        bytes = try SecretBytes(randomCount: Self.byteCount)
    }

    /// Takes the bytes over.
    ///
    /// - Throws: ``CryptoError/wrongLength`` unless there are exactly 32.
    package init(_ bytes: consuming SecretBytes) throws(CryptoError) {
        guard bytes.count == Self.byteCount else { throw .wrongLength }
        self.bytes = bytes
    }

    /// A copy of a part of a larger secret (a keystore's payload, say).
    ///
    /// - Throws: ``CryptoError/wrongLength`` unless there are exactly 32 bytes, ``CryptoError/memoryUnavailable``.
    package init(copying source: UnsafeRawBufferPointer) throws(CryptoError) {
        guard source.count == Self.byteCount else { throw .wrongLength }
        bytes = try unsafe SecretBytes(copying: source)
    }

    /// Lends the 32 bytes for the length of `body`; the pointer must not leave it.
    package borrowing func withUnsafeBytes<Result: ~Copyable, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe bytes.withUnsafeBytes(body)
    }
}

/// A key in a box that arrays, dictionaries and actors can hold; the key is still never copied.
package final class HeldKey<Role: KeyRole>: Sendable {
    /// Released when the last reference to the box goes.
    package let key: SecretKey<Role>

    /// Takes the key over.
    package init(_ key: consuming SecretKey<Role>) {
        self.key = key
    }
}
