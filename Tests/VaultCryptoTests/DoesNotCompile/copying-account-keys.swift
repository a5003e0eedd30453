// expect: Copyable
import VaultCrypto
func twice<Value>(_ value: Value) -> (Value, Value) { (value, value) }
#if CONTROL
    func copy(_ keys: HeldAccountKeys) -> (HeldAccountKeys, HeldAccountKeys) { twice(keys) }
#else
    func copy(_ keys: consuming AccountKeys) -> (AccountKeys, AccountKeys) { twice(keys) }
#endif
