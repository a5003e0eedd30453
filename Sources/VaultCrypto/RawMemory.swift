/// What an empty buffer without an address points at, since libsodium's headers forbid null.
private enum Nothing {
    // Allocated once, neither read nor written: it stands for zero bytes.
    nonisolated(unsafe) static let address = UnsafeMutableRawPointer.allocate(byteCount: 64, alignment: 64)
}

extension UnsafeRawBufferPointer {
    /// A buffer of no bytes.
    static var empty: Self { unsafe Self(start: nil, count: 0) }

    /// The first byte's address as C wants it, never null.
    var octets: UnsafePointer<UInt8> {
        unsafe (baseAddress ?? UnsafeRawPointer(Nothing.address)).assumingMemoryBound(to: UInt8.self)
    }

    /// The bytes of `range`, counted from this buffer's start.
    func part(_ range: Range<Int>) -> UnsafeRawBufferPointer { unsafe UnsafeRawBufferPointer(rebasing: self[range]) }
}

extension UnsafeMutableRawBufferPointer {
    /// The first byte's address as C wants it, never null.
    var octets: UnsafeMutablePointer<UInt8> {
        unsafe (baseAddress ?? Nothing.address).assumingMemoryBound(to: UInt8.self)
    }

    /// The bytes of `range`, counted from this buffer's start.
    func part(_ range: Range<Int>) -> UnsafeMutableRawBufferPointer {
        unsafe UnsafeMutableRawBufferPointer(rebasing: self[range])
    }
}

extension [UInt8] {
    /// The array's memory for the length of `body`; unlike `withUnsafeBytes`, keeps the type of what it throws.
    func withBytes<Result: ~Copyable, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe span.bytes.withUnsafeBytes(body)
    }

    /// A new array of `count` bytes that `body` fills; they are zero before.
    static func filled(
        count: Int, _ body: (UnsafeMutableRawBufferPointer) throws(CryptoError) -> Void
    ) throws(CryptoError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        try unsafe bytes.withUnsafeMutableBufferPointer { (buffer) throws(CryptoError) -> Void in
            try unsafe body(UnsafeMutableRawBufferPointer(buffer))
        }
        return bytes
    }
}
