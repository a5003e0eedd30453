import VaultCrypto
import VaultModel

/// What the ledger says of the house's own keys. Nothing here decides who may do what.
struct HouseState: Sendable {
    /// When the newest root key was proved: at the charter, or at the end of its last rotation.
    var rootMadeAt = Timestamp(milliseconds: 0)
    /// The slot of the root key that was last proved.
    var rootSlot = KeystoreSlot.root
    /// Passphrases' slots that were set since an admin was last disabled; `nil` while none ever was.
    private(set) var passphrasesSetSinceDue: Set<UInt8>?
    /// Whether an admin was disabled since: they may know the root key.
    var rootDue = false
    /// Whether the root key that is on its way was asked for after that: an older one they may know too.
    private var isRootAskedSinceDue = false
    /// Why a newer root key was asked for, while it is on its way.
    var rootReason: EventReason?
    /// When the last rotation of the meta key ended, or the vault was made.
    var metaMadeAt = Timestamp(milliseconds: 0)
    /// Whether a new meta key is asked for and nothing has ended that yet.
    var metaAsked = false
    /// Names the meta key that every row is sealed by since the last rotation ended.
    var metaCommitment: [UInt8]?
    /// Whether an admin was disabled since a new meta key was last asked for.
    var metaDue = false
    /// How many key ids of admins have ended.
    private var disabledAdmins = 0
    /// When each slot was last set.
    var slotsSetAt: [UInt8: Timestamp] = [:]
    /// Which passphrase's each slot was when it was last set.
    private var slotCommitments: [UInt8: [UInt8]] = [:]

    /// The passphrases among some slots that an admin who was disabled may know.
    func passphrasesDue(_ slots: [KeystoreSlot]) -> [KeystoreSlot] {
        guard let passphrasesSetSinceDue else { return [] }
        return slots.filter { $0.isPassphrase && !passphrasesSetSinceDue.contains($0.kind) }
    }

    /// Whether a slot of the keystore is one that the ledger knows: a root key's, or a passphrase's as it was last set.
    func knows(_ slot: KeystoreSlot) -> Bool {
        if slot.isRoot { return slot.kind == rootSlot || rootReason != nil }
        guard slot.isPassphrase, slotsSetAt[slot.kind] != nil else { return false }
        // Set before slots were named in the ledger.
        return slotCommitments[slot.kind].map { $0 == slot.commitment } ?? true
    }

    /// - Parameter authority: after the event.
    mutating func note(_ event: LedgerEvent, _ authority: Authority) {
        let slot = event.number(.slot, as: UInt8.self)
        switch event.kind {
        case .charter:
            rootMadeAt = event.at
            metaMadeAt = event.at
        case .accountDisabled, .accountInvited, .agreed, .adminRecovered:
            // An admin's key id can end in several ways; whoever it was may know the root key.
            let count = authority.accounts.values.count { $0.role == .admin && $0.status == .disabled }
            guard count > disabledAdmins else { return }
            disabledAdmins = count
            rootDue = true
            isRootAskedSinceDue = false
            metaDue = true
            passphrasesSetSinceDue = []
        case .rootAsked:
            isRootAskedSinceDue = true
            rootReason = event.number(.reason, as: UInt8.self).flatMap(EventReason.init(rawValue:))
        case .rootRotated:
            rootReason = nil
            rootMadeAt = event.at
            if isRootAskedSinceDue { rootDue = false }
            if let slot {
                rootSlot = slot
                slotsSetAt[slot] = event.at
            }
        case .metaAsked:
            metaAsked = true
            metaDue = false
        case .metaRotated:
            metaAsked = false
            metaMadeAt = event.at
            metaCommitment = event[.commitment]
        case .slotSet:
            if let slot {
                slotsSetAt[slot] = event.at
                slotCommitments[slot] = event[.commitment]
                if PassphraseSlot(kind: slot) != nil { passphrasesSetSinceDue?.insert(slot) }
            }
        case .slotRemoved:
            if let slot {
                slotsSetAt[slot] = nil
                slotCommitments[slot] = nil
            }
        default: break
        }
    }
}
