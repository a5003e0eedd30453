/// PBKDF2 with HMAC-SHA-256 (RFC 8018), all of it in guarded memory, for SLIP-0039 alone.
enum PBKDF2 {
    /// Fills `output`.
    ///
    /// - Throws: ``CryptoError/memoryUnavailable``.
    static func derive(
        password: UnsafeRawBufferPointer, salt: UnsafeRawBufferPointer, iterations: Int,
        into output: UnsafeMutableRawBufferPointer
    ) throws(CryptoError) {
        let keyed = try unsafe HMACSHA256(key: password)
        var mac = try keyed.copy()
        var part = try SecretBytes(zeroed: HMACSHA256.byteCount)
        var sum = try SecretBytes(zeroed: HMACSHA256.byteCount)
        var written = 0
        var block: UInt32 = 1
        while written < output.count {
            mac.reset(to: keyed)
            unsafe mac.update(salt)
            let number = (0..<4).map { UInt8(truncatingIfNeeded: block >> (24 - 8 * UInt32($0))) }
            unsafe number.withBytes { number in unsafe mac.update(number) }
            unsafe part.withUnsafeMutableBytes { part in
                unsafe sum.withUnsafeMutableBytes { sum in
                    unsafe mac.finish(into: part)
                    unsafe sum.copyMemory(from: UnsafeRawBufferPointer(part))
                    for _ in 1..<iterations {
                        mac.reset(to: keyed)
                        unsafe mac.update(UnsafeRawBufferPointer(part))
                        unsafe mac.finish(into: part)
                        for index in 0..<sum.count { unsafe sum[index] ^= part[index] }
                    }
                    let length = min(sum.count, output.count - written)
                    unsafe output.part(written..<written + length).copyMemory(
                        from: UnsafeRawBufferPointer(sum.part(0..<length)))
                }
            }
            written += HMACSHA256.byteCount
            block += 1
        }
    }
}
