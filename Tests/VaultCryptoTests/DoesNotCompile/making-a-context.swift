// expect: SealContext
import VaultCrypto
func make() -> SealContext {
    #if CONTROL
        .keyID
    #else
        SealContext(type: 0x04)
    #endif
}
