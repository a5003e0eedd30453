// expect: ==
import VaultCrypto
func same(_ left: borrowing MetaKey, _ right: borrowing MetaKey) -> Bool {
    #if CONTROL
        left.derive(.keyID) == right.derive(.keyID)
    #else
        left == right
    #endif
}
