// expect: Copyable
import VaultCrypto
func show(_ secret: borrowing SecretBytes) {
    #if CONTROL
        print(secret.count)
    #else
        print(secret)
    #endif
}
