import VaultCrypto
import VaultModel

/// What the keystore holds, opened: every key in guarded memory.
struct KeystoreContents: Sendable {
    /// Counts rewrites, from 1.
    var generation: UInt64
    /// Meta keys, newest first; more than one only in the middle of a rotation.
    var metas: [HeldKey<MetaKeyRole>]
    let index: HeldKey<IndexKeyRole>
    let dummyLogin: HeldKey<DummyLoginKeyRole>
    let checkpointSeed: HeldKey<CheckpointSeedRole>
    /// Who can open the file: slot kind and public half.
    var slots: [KeystoreSlot]
    /// House keys by case and epoch; more than one epoch only in the middle of an outer rotation.
    var houses: [CaseID: [UInt64: HeldKey<HouseKeyRole>]]
    /// Key ids that can never log in again.
    var disabled: Set<KeyID>
    /// Cases whose house keys were destroyed.
    var disposed: Set<CaseID>

    /// New keys for a new vault.
    init(slots: [KeystoreSlot]) throws(CryptoError) {
        generation = 0
        metas = [HeldKey(try SecretKey())]
        index = HeldKey(try SecretKey())
        dummyLogin = HeldKey(try SecretKey())
        checkpointSeed = HeldKey(try SecretKey())
        self.slots = slots
        houses = [:]
        disabled = []
        disposed = []
    }

    init(
        generation: UInt64, metas: [HeldKey<MetaKeyRole>], index: HeldKey<IndexKeyRole>,
        dummyLogin: HeldKey<DummyLoginKeyRole>, checkpointSeed: HeldKey<CheckpointSeedRole>, slots: [KeystoreSlot],
        houses: [CaseID: [UInt64: HeldKey<HouseKeyRole>]], disabled: Set<KeyID>, disposed: Set<CaseID>
    ) {
        self.generation = generation
        self.metas = metas
        self.index = index
        self.dummyLogin = dummyLogin
        self.checkpointSeed = checkpointSeed
        self.slots = slots
        self.houses = houses
        self.disabled = disabled
        self.disposed = disposed
    }
}
