/// Hides lengths: `x ‖ 0x80 ‖ 0x00…` up to `Padmé(|x| + 1)` bytes, at most 12 % more.
///
/// Padmé: Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs",
/// 2019. The marker is that of ISO/IEC 7816-4.
package enum Padding {
    /// The marker between the value and the zeros.
    static let marker: UInt8 = 0x80

    /// The least allowed length that is not below `length`; 0 and 1 stay.
    package static func padme(_ length: Int) -> Int {
        guard length >= 2 else { return length }
        let exponent = Int.bitWidth - 1 - length.leadingZeroBitCount
        let significant = Int.bitWidth - exponent.leadingZeroBitCount
        let mask = (1 << max(0, exponent - significant)) - 1
        return (length + mask) & ~mask
    }

    /// `x ‖ 0x80 ‖ 0x00…`.
    package static func pad(_ value: [UInt8]) -> [UInt8] {
        var padded = value
        let count = padme(value.count + 1)
        padded.reserveCapacity(count)
        padded.append(marker)
        padded += repeatElement(0, count: count - padded.count)
        return padded
    }

    /// Takes the padding off.
    ///
    /// - Throws: ``CryptoError/wrongLength`` unless `padded` is exactly what ``pad(_:)`` makes.
    package static func unpad(_ padded: [UInt8]) throws(CryptoError) -> [UInt8] {
        let count = try unsafe padded.withBytes { (bytes) throws(CryptoError) in try unsafe contentCount(bytes) }
        return Array(padded.prefix(count))
    }

    /// The length of the value before the padding.
    ///
    /// - Throws: ``CryptoError/wrongLength`` unless the padding is exactly the one of that length.
    static func contentCount(_ padded: UnsafeRawBufferPointer) throws(CryptoError) -> Int {
        var end = padded.count
        while end > 0, unsafe padded[end - 1] == 0 { end -= 1 }
        guard end > 0, unsafe padded[end - 1] == marker, padme(end) == padded.count else { throw .wrongLength }
        return end - 1
    }
}
