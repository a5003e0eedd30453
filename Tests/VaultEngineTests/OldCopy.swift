import Foundation
import VaultCrypto
import VaultModel
import VaultStore

/// A thief with a copy of vault.db, a keystore and the root key: works with docs/format.md alone, not with the
/// engine's policy.
struct OldCopy {
    let database: String
    let keystore: String
    let rootKey: String

    /// How many grants of a case open under any house key that the keystore has.
    func openGrants(of caseID: CaseID, keyVersions: ClosedRange<UInt64> = 1...3) async throws -> Int {
        let (vault, houses) = try houseKeys()
        let copy = try VaultDatabase(path: database)
        defer { try? copy.close() }
        return try await copy.read { transaction in
            let holders = try transaction.accounts().map(\.keyID)
            var count = 0
            try transaction.forEachGrant { row in
                let contexts = Compartment.allCases.flatMap { compartment in
                    holders.flatMap { holder in
                        keyVersions.map { version in
                            SealContext.outerGrant(
                                vault: vault, case: caseID, compartment: compartment, epoch: row.epoch,
                                keyVersion: version, holder: holder)
                        }
                    }
                }
                let isOpen = houses.contains { house in
                    contexts.contains { (try? house.key.key.open(row.sealed, context: $0)) != nil }
                }
                if isOpen { count += 1 }
            }
            return count
        }
    }

    /// What the root key opens of the keystore.
    func houseKeys() throws -> (vault: VaultID, houses: [(caseID: CaseID, key: HeldKey<HouseKeyRole>)]) {
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: keystore)))
        guard let vault = VaultID(bytes: bytes[9..<41]) else { throw MalformedEncoding() }
        let generation = bytes[41..<49].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let text = [UInt8](try Data(contentsOf: URL(filePath: rootKey)))
        let root = try text.withUnsafeBytes { HeldKey(try TextForm.rootKey.decode($0)) }
        let secret = try AgreementSecret(derivedFrom: root.key, slot: 1)
        let slots = Int(bytes[49])
        let fileKey: FileKey = try secret.openKey(
            Array(bytes[52..<190]), context: .keystoreSlot(vault: vault, generation: generation, kind: 1))
        let payload = try fileKey.openPaddedSecret(
            Array(bytes[(50 + slots * 140)...]), context: .keystorePayload(vault: vault, generation: generation))
        let houses = try payload.withUnsafeBytes { bytes in
            var start = 2 + (Int(bytes[1]) + 3) * 32
            start += 1 + Int(bytes[start]) * 34
            let count = bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
            return try (0..<count).map { number in
                let entry = start + 4 + number * 72
                guard let caseID = CaseID(bytes: Array(bytes[entry..<entry + 32])) else { throw MalformedEncoding() }
                let key = UnsafeRawBufferPointer(rebasing: bytes[entry + 40..<entry + 72])
                return (caseID, HeldKey(try SecretKey<HouseKeyRole>(copying: key)))
            }
        }
        return (vault, houses)
    }
}
