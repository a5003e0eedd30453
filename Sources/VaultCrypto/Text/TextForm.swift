/// The text of a 32-byte secret: `prefix ‖ base32(bytes ‖ first 4 bytes of BLAKE2b-256(prefix ‖ bytes))`.
///
/// The prefix names what it is, so that a scanner finds a leaked one; the check finds a mistyped letter.
package struct TextForm<Role: KeyRole>: Sendable {
    /// ASCII, with the hyphen at its end.
    package let prefix: String

    private static var checkByteCount: Int { 4 }

    /// Characters in a text: the prefix and 58 more.
    package var characterCount: Int {
        prefix.utf8.count + Base32.characterCount(SecretKey<Role>.byteCount + Self.checkByteCount)
    }

    /// The text as ASCII in guarded memory.
    ///
    /// - Throws: ``CryptoError/memoryUnavailable``.
    package func encode(_ key: borrowing SecretKey<Role>) throws(CryptoError) -> SecretBytes {
        let prefix = Array(prefix.utf8)
        let checked = try unsafe key.withUnsafeBytes { (key) throws(CryptoError) -> SecretBytes in
            try unsafe withCheck(key)
        }
        var text = try SecretBytes(zeroed: characterCount)
        unsafe text.withUnsafeMutableBytes { text in
            unsafe text.copyBytes(from: prefix)
            unsafe checked.withUnsafeBytes { checked in
                unsafe Base32.encode(checked, into: text.part(prefix.count..<text.count))
            }
        }
        return text
    }

    /// Reads a text; white space around it (a line's end, say) does not count.
    ///
    /// - Throws: ``CryptoError/malformedText``, ``CryptoError/memoryUnavailable``.
    package func decode(_ text: borrowing SecretBytes) throws(CryptoError) -> SecretKey<Role> {
        try unsafe text.withUnsafeBytes { (text) throws(CryptoError) in try unsafe decode(text) }
    }

    /// Reads a text from raw memory, which stays the caller's to wipe.
    ///
    /// - Throws: ``CryptoError/malformedText``, ``CryptoError/memoryUnavailable``.
    package func decode(_ text: UnsafeRawBufferPointer) throws(CryptoError) -> SecretKey<Role> {
        let text = unsafe Self.trimmed(text)
        let prefix = Array(prefix.utf8)
        guard text.count == characterCount, unsafe text.prefix(prefix.count).elementsEqual(prefix)
        else { throw .malformedText }
        var given = try SecretBytes(zeroed: SecretKey<Role>.byteCount + Self.checkByteCount)
        try unsafe given.withUnsafeMutableBytes { (given) throws(CryptoError) in
            try unsafe Base32.decode(text.part(prefix.count..<text.count), into: given)
        }
        return try unsafe given.withUnsafeBytes { (given) throws(CryptoError) in
            let key = unsafe given.part(0..<SecretKey<Role>.byteCount)
            let right = try unsafe withCheck(key)
            let isRight = unsafe right.withUnsafeBytes { right in unsafe constantTimeEqual(right, given) }
            guard isRight else { throw .malformedText }
            return try unsafe SecretKey<Role>(copying: key)
        }
    }

    /// `bytes ‖ check`, 36 bytes.
    private func withCheck(_ key: UnsafeRawBufferPointer) throws(CryptoError) -> SecretBytes {
        let prefix = Array(prefix.utf8)
        var message = try SecretBytes(zeroed: prefix.count + key.count)
        var digest = try SecretBytes(zeroed: 32)
        unsafe message.withUnsafeMutableBytes { message in
            unsafe message.copyBytes(from: prefix)
            unsafe message.part(prefix.count..<message.count).copyMemory(from: key)
            unsafe digest.withUnsafeMutableBytes { digest in
                unsafe BLAKE2b.hash(
                    UnsafeRawBufferPointer(message), key: .empty, into: digest)
            }
        }
        var checked = try SecretBytes(zeroed: key.count + Self.checkByteCount)
        unsafe checked.withUnsafeMutableBytes { checked in
            unsafe checked.copyMemory(from: key)
            unsafe digest.withUnsafeBytes { digest in
                unsafe checked.part(key.count..<checked.count).copyMemory(from: digest.part(0..<Self.checkByteCount))
            }
        }
        return checked
    }

    private static func trimmed(_ text: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        let white: [UInt8] = [0x09, 0x0A, 0x0D, 0x20]
        var range = 0..<text.count
        while let last = range.last, unsafe white.contains(text[last]) { range = range.lowerBound..<last }
        while let first = range.first, unsafe white.contains(text[first]) { range = first + 1..<range.upperBound }
        return unsafe text.part(range)
    }
}

extension TextForm where Role == RootKeyRole {
    /// `sandyk-root-…`: the one line of the root key's file.
    ///
    /// Its text never lies in a `String`.
    package static var rootKey: Self { Self(prefix: "sandyk-root-") }
}

extension TextForm where Role == SessionTokenRole {
    /// `sandyk-token-…`: a session token, which travels in a header and so has to be a `String` there.
    package static var sessionToken: Self { Self(prefix: "sandyk-token-") }

    /// The text of a token as a `String`.
    ///
    /// - Throws: ``CryptoError/memoryUnavailable``.
    package func string(_ token: borrowing SessionSecret) throws(CryptoError) -> String {
        let text = try encode(token)
        return unsafe text.withUnsafeBytes { text in unsafe String(decoding: text, as: UTF8.self) }
    }

    /// Reads a token from a header's value.
    ///
    /// - Throws: ``CryptoError/malformedText``, ``CryptoError/memoryUnavailable``.
    package func decode(string: String) throws(CryptoError) -> SessionSecret {
        try unsafe Array(string.utf8).withBytes { (text) throws(CryptoError) in try unsafe decode(text) }
    }
}

extension SecretKey where Role == SessionTokenRole {
    /// `BLAKE2b-256(token)`, 32 bytes: what the daemon keeps in memory in the token's place.
    ///
    /// Never on a disk.
    package borrowing func hash() -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        unsafe withUnsafeBytes { token in
            unsafe digest.withUnsafeMutableBytes { digest in unsafe BLAKE2b.hash(token, key: .empty, into: digest) }
        }
        return digest
    }
}
