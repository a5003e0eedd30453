internal import CSodium

/// Secret bytes in guarded memory: fenced, locked where the limit allows, zeroed on release.
///
/// Up to 64 bytes take a slot of ``SecretPool``, more an allocation of their own. The type cannot be
/// copied, printed, compared or encoded: the compiler keeps the promise.
@safe
package struct SecretBytes: ~Copyable, Sendable {
    // Never reallocated or shared: the type is not copyable and only `deinit` frees it.
    private nonisolated(unsafe) let base: UnsafeMutableRawPointer

    /// Length in bytes.
    package let count: Int

    /// `count` zero bytes, to be filled by whoever makes them.
    ///
    /// - Throws: ``CryptoError/wrongLength`` for a negative count, ``CryptoError/memoryUnavailable``.
    init(zeroed count: Int) throws(CryptoError) {
        guard count >= 0 else { throw .wrongLength }
        if count <= SecretPool.slotByteCount {
            unsafe base = try SecretPool.take().base
        } else {
            try Sodium.initialise()
            guard let memory = unsafe sodium_malloc(count) else { throw .memoryUnavailable }
            unsafe sodium_memzero(memory, count)
            unsafe base = memory
        }
        self.count = count
    }

    /// `randomCount` random bytes.
    ///
    /// - Throws: ``CryptoError/wrongLength`` for a negative count, ``CryptoError/memoryUnavailable``.
    package init(randomCount: Int) throws(CryptoError) {
        try self.init(zeroed: randomCount)
        unsafe withUnsafeMutableBytes { bytes in unsafe Random.fill(bytes) }
    }

    /// A copy of `source`, whose own bytes stay the caller's to wipe.
    ///
    /// - Throws: ``CryptoError/memoryUnavailable``.
    package init(copying source: UnsafeRawBufferPointer) throws(CryptoError) {
        try self.init(zeroed: source.count)
        unsafe withUnsafeMutableBytes { bytes in unsafe bytes.copyMemory(from: source) }
    }

    /// `count` bytes, zero before `body` fills them: the way to read a secret without an array.
    ///
    /// - Throws: ``CryptoError/wrongLength`` for a negative count, ``CryptoError/memoryUnavailable``, and
    ///   whatever `body` throws; the memory is then zeroed and released.
    package init(count: Int, initializing body: (UnsafeMutableRawBufferPointer) throws -> Void) throws {
        var fresh = try SecretBytes(zeroed: count)
        try unsafe fresh.withUnsafeMutableBytes { bytes in try unsafe body(bytes) }
        self = fresh
    }

    /// The same bytes once more, for the few places that need them twice.
    ///
    /// - Throws: ``CryptoError/memoryUnavailable``.
    borrowing func copy() throws(CryptoError) -> SecretBytes {
        try unsafe withUnsafeBytes { (bytes) throws(CryptoError) in try unsafe SecretBytes(copying: bytes) }
    }

    deinit {
        if count <= SecretPool.slotByteCount {
            SecretPool.giveBack(unsafe SecretPool.Slot(base: base))
        } else {
            unsafe sodium_free(base)
        }
    }

    /// Lends the bytes for the length of `body`; the pointer must not leave it.
    package borrowing func withUnsafeBytes<Result: ~Copyable, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe body(UnsafeRawBufferPointer(start: base, count: count))
    }

    /// Lends the bytes for writing.
    mutating func withUnsafeMutableBytes<Result: ~Copyable, Failure: Error>(
        _ body: (UnsafeMutableRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe body(UnsafeMutableRawBufferPointer(start: base, count: count))
    }
}
