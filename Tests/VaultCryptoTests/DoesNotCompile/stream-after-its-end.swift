// expect: used after consume
import VaultCrypto
func seal(_ sealer: consuming StreamSealer) throws {
    #if CONTROL
        _ = try sealer.append([1])
        _ = try sealer.finish()
    #else
        _ = try sealer.finish()
        _ = try sealer.append([1])
    #endif
}
