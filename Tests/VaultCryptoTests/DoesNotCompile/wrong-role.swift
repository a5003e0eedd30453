// expect: cannot convert
import VaultCrypto
func open(_ root: borrowing RootKey, _ meta: borrowing MetaKey) throws {
    #if CONTROL
        _ = try AgreementSecret(derivedFrom: root, slot: 1)
    #else
        _ = try AgreementSecret(derivedFrom: meta, slot: 1)
    #endif
}
