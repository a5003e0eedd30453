/// What a new person types once to enrol: 80 random bits, read aloud or handed over on paper.
package struct InviteCode: Sendable {
    /// Exactly 10.
    /// The code itself: the preimage that an enrolment shows.
    package let bytes: [UInt8]

    /// Length in bytes: 10.
    package static let byteCount = 10

    /// A new random code.
    package init() {
        bytes = Random.bytes(Self.byteCount)
    }

    /// - Throws: ``CryptoError/wrongLength`` unless there are exactly 10 bytes.
    package init(bytes: [UInt8]) throws(CryptoError) {
        guard bytes.count == Self.byteCount else { throw .wrongLength }
        self.bytes = bytes
    }

    /// Reads a code as people type it: either case, spaces and dashes anywhere.
    ///
    /// - Throws: ``CryptoError/malformedText`` unless 16 letters of base32 are left.
    package init(parsing text: String) throws(CryptoError) {
        let letters = text.lowercased().filter { !$0.isWhitespace && !"-‐‑–—".contains($0) }
        let bytes = try unsafe Array(letters.utf8).withBytes { (letters) throws(CryptoError) in
            try unsafe [UInt8].filled(count: Self.byteCount) { (output) throws(CryptoError) in
                try unsafe Base32.decode(letters, into: output)
            }
        }
        try self.init(bytes: bytes)
    }

    /// 16 letters in groups of four: `abcd-efgh-ijkl-mnop`.
    package var text: String {
        var letters = [UInt8](repeating: 0, count: Base32.characterCount(Self.byteCount))
        unsafe bytes.withBytes { bytes in
            unsafe letters.withUnsafeMutableBytes { letters in unsafe Base32.encode(bytes, into: letters) }
        }
        let groups = stride(from: 0, to: letters.count, by: 4).map { start in
            String(decoding: letters[start..<start + 4], as: UTF8.self)
        }
        return groups.joined(separator: "-")
    }

    /// `hash(context 0x14, code)`, 32 bytes: what the invitation's event holds.
    ///
    /// Compare with ``constantTimeEqual``.
    package var hash: [UInt8] { SealContext.inviteCode.hash(bytes) }
}

extension InviteCode: CustomStringConvertible, CustomReflectable {
    /// Never the code: whoever wants it asks for ``text``.
    package var description: String { "InviteCode" }
    /// Nothing, so that `dump` shows nothing.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
