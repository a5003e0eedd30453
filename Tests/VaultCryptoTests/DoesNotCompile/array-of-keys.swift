// expect: Copyable
import VaultCrypto
#if CONTROL
    func store(_ key: HeldKey<MetaKeyRole>) -> [HeldKey<MetaKeyRole>] { [key] }
#else
    func store(_ key: consuming MetaKey) -> [MetaKey] { [key] }
#endif
