// expect: Codable
import VaultCrypto
func needsCodable<Value: ~Copyable>(_ value: borrowing Value) {}
#if CONTROL
    func encode(_ key: borrowing MetaKey) { needsCodable(key) }
#else
    struct Stored: Codable {
        let key: HeldKey<MetaKeyRole>
    }
#endif
