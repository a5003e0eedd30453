import VaultCrypto
import VaultModel

/// The meta keys of a vault: one, or in the middle of a rotation the newest and the one before.
///
/// All that is sealed is sealed by the newest. A sealed value's commitment says which key opens it, so that no
/// column has to. A key that is gone from the keystore still opens for a minute or two, in memory alone: somebody may
/// have read a row before it was sealed again.
struct MetaKeys: Sendable {
    /// Newest first; never empty.
    private let keys: [HeldKey<MetaKeyRole>]
    /// Gone from the keystore.
    private let leaving: [HeldKey<MetaKeyRole>]
    /// Whether those have been here for a minute's tick.
    private let isAged: Bool

    init(_ keys: [HeldKey<MetaKeyRole>], leaving: [HeldKey<MetaKeyRole>] = [], isAged: Bool = false) {
        self.keys = keys
        self.leaving = leaving
        self.isAged = isAged
    }

    /// With the keys that the keystore has from now on.
    func followed(by next: [HeldKey<MetaKeyRole>]) -> MetaKeys {
        let gone = keys.filter { key in !next.contains { $0 === key } }
        return gone.isEmpty ? MetaKeys(next, leaving: leaving, isAged: isAged) : MetaKeys(next, leaving: gone)
    }

    /// After a minute's tick: what left the keystore before the last one goes.
    var aged: MetaKeys { isAged || leaving.isEmpty ? MetaKeys(keys) : MetaKeys(keys, leaving: leaving, isAged: true) }

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
        let all = keys + leaving
        guard all.count > 1 else { return newest }
        return all.first { (try? $0.key.open(sealed, context: context)) != nil } ?? newest
    }

    private func trying(
        _ open: (HeldKey<MetaKeyRole>) throws(CryptoError) -> [UInt8]
    ) throws(CryptoError) -> (value: [UInt8], isNewest: Bool) {
        let all = keys + leaving
        for (number, key) in all.enumerated() {
            do {
                return (try open(key), number == 0)
            } catch .authenticationFailed where number + 1 < all.count {
                continue
            }
        }
        throw .authenticationFailed
    }
}
