// expect: used after consume
import VaultCrypto
func box(_ key: consuming MetaKey) -> [UInt8] {
    #if CONTROL
        let derived = key.derive(.keyID)
        _ = HeldKey(key)
        return derived
    #else
        _ = HeldKey(key)
        return key.derive(.keyID)
    #endif
}
