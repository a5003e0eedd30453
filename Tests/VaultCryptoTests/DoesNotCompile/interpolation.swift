// expect: Copyable
import VaultCrypto
func show(_ key: borrowing MetaKey) -> String {
    #if CONTROL
        "\(MetaKey.byteCount)"
    #else
        "\(key)"
    #endif
}
