import VaultCrypto
import VaultModel

/// The meta keys of a vault: one, or in the middle of a rotation the newest and the one before.
///
/// All that is sealed is sealed by the newest. A sealed value's commitment says which key opens it, so that no
/// column has to.
struct MetaKeys: Sendable {
    /// Newest first; never empty.
    private let keys: [HeldKey<MetaKeyRole>]

    init(_ keys: [HeldKey<MetaKeyRole>]) { self.keys = keys }

    /// Seals everything.
    var newest: HeldKey<MetaKeyRole> { keys[0] }
    /// Whether an older key is still there.
    var isRotating: Bool { keys.count > 1 }

    func open(_ sealed: [UInt8], context: SealContext) throws(CryptoError) -> [UInt8] {
        try trying { (key) throws(CryptoError) in try key.key.open(sealed, context: context) }.value
    }

    func openPadded(_ sealed: [UInt8], context: SealContext) throws(CryptoError) -> [UInt8] {
        try trying { (key) throws(CryptoError) in try key.key.openPadded(sealed, context: context) }.value
    }

    /// What ``openPadded(_:context:)`` opens, and whether the newest key did.
    func openTellingPadded(
        _ sealed: [UInt8], context: SealContext
    ) throws(CryptoError) -> (value: [UInt8], isNewest: Bool) {
        try trying { (key) throws(CryptoError) in try key.key.openPadded(sealed, context: context) }
    }

    /// What ``open(_:context:)`` opens, and whether the newest key did.
    func openTelling(
        _ sealed: [UInt8], context: SealContext
    ) throws(CryptoError) -> (value: [UInt8], isNewest: Bool) {
        try trying { (key) throws(CryptoError) in try key.key.open(sealed, context: context) }
    }

    /// The key that a value is sealed by; the newest where none opens it.
    func key(of sealed: [UInt8], context: SealContext) -> HeldKey<MetaKeyRole> {
        guard isRotating else { return newest }
        return keys.first { (try? $0.key.open(sealed, context: context)) != nil } ?? newest
    }

    private func trying(
        _ open: (HeldKey<MetaKeyRole>) throws(CryptoError) -> [UInt8]
    ) throws(CryptoError) -> (value: [UInt8], isNewest: Bool) {
        for (number, key) in keys.enumerated() {
            do {
                return (try open(key), number == 0)
            } catch .authenticationFailed where number + 1 < keys.count {
                continue
            }
        }
        throw .authenticationFailed
    }
}
