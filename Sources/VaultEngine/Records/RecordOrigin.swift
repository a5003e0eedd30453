import VaultCrypto
import VaultModel

/// What a record's id is made of (docs/format.md, "vault.db"): where it is, who wrote it, and 16 random bytes.
///
/// Whoever withdraws a record shows the random bytes under their own signature: the hash fits for its author, in its
/// place, and for nobody and nowhere else.
struct RecordOrigin: Sendable {
    static let byteCount = 16

    let place: Place
    let author: KeyID
    /// ``byteCount`` of them.
    let random: [UInt8]

    /// Of a new record.
    init(_ place: Place, author: KeyID) {
        self.place = place
        self.author = author
        random = Random.bytes(Self.byteCount)
    }

    /// What a withdrawal's signer says; `nil` for any other event.
    init?(withdrawing event: LedgerEvent) {
        guard event.kind == .recordWithdrawn, let caseID = event.id(.case, as: CaseID.self),
            let compartment = event.compartment, let author = event.id(.signer, as: KeyID.self),
            let random = event[.random], random.count == Self.byteCount
        else { return nil }
        place = Place(caseID, compartment)
        self.author = author
        self.random = random
    }

    func recordID(vault: VaultID) -> RecordID {
        SealContext.recordID(
            vault: vault, case: place.caseID, compartment: place.compartment, author: author
        ).identifier(of: random)
    }
}
