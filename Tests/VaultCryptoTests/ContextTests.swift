import Testing
import VaultCrypto
import VaultModel

/// If one of these failed, something sealed for one place would open in another.
struct ContextTests {
    @Test func `the encoding is the page's, byte for byte`() throws {
        let context = try SealContext.keystoreSlot(vault: id(0xA1), generation: 5, kind: 2)
        let vault = [UInt8](repeating: 0xA1, count: 32)
        let start: [UInt8] = [1, 2] + [1, 0, 0, 0, 32] + vault + [0, 0, 0]
        let end: [UInt8] = [1, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 5] + [0, 0] + [1, 0, 0, 0, 1, 2]
        #expect(context.encoded == start + end)
        #expect(SealContext.keyID.encoded == [1, 0x13, 0, 0, 0, 0, 0, 0, 0, 0])
    }

    @Test func `a value opens in its own context and in no other`() throws {
        let contexts = try Self.allContexts()
        let key: MetaKey = try key(1)
        for (position, context) in contexts.enumerated() {
            let sealed = try key.seal([1, 2, 3], context: context)
            for (other, otherContext) in contexts.enumerated() {
                if other == position {
                    let opened = try key.open(sealed, context: otherContext)
                    #expect(opened == [1, 2, 3])
                } else {
                    refuses(.authenticationFailed, "\(position) opened as \(other)") {
                        _ = try key.open(sealed, context: otherContext)
                    }
                }
            }
        }
    }

    @Test func `absent is not empty`() throws {
        let key: IndexKey = try key(1)
        let charter = SealContext.authorityEvent(vault: nil)
        let later = SealContext.authorityEvent(vault: try id(0))
        #expect(charter != later)
        let empty = SealContext.index(vault: try id(0), space: "s", value: [])
        let dummy = SealContext.dummyLogin(vault: try id(0), name: "")
        let pin = SealContext.pin(vault: try id(0))
        #expect(dummy.encoded.dropFirst(2) != pin.encoded.dropFirst(2))
        let derived = [charter, later, empty, dummy, pin].map { key.derive($0) }
        #expect(Set(derived).count == 5)
    }

    @Test func `a name cannot run into its value`() throws {
        let one = SealContext.row(vault: try id(0), table: "record", key: Array("_x".utf8))
        let two = SealContext.row(vault: try id(0), table: "record_x", key: [])
        #expect(one != two)
    }

    /// Each type, and for each of its fields one more with that field changed; all are different.
    static func allContexts() throws -> [SealContext] {
        let vaults: [VaultID] = try [id(1), id(2)], cases: [CaseID] = try [id(1), id(2)]
        let records: [RecordID] = try [id(1), id(2)], people: [KeyID] = try [id(1), id(2)]
        let compartments: [Compartment] = [.legal, .psychosocial]
        let salts = [pattern(32), pattern(32, seed: 8)]
        let passphraseSalts = try [1, 2].map { try PassphraseSalt(bytes: [UInt8](repeating: $0, count: 16)) }
        let costs = try [PassphraseCost.standard, .floor, PassphraseCost(passes: 4, memoryKiB: 256 * 1024)]
        var all: [SealContext] = [.keyID, .inviteCode, .vaultID, .authorityEvent(vault: nil)]
        for (v, c, k, r, n, m, p) in Self.oneChanged() {
            let vault = vaults[v], caseID = cases[c], compartment = compartments[k], record = records[r]
            let version = UInt64(7 + n), keyVersion = UInt64(9 + m), person = people[p]
            all += [
                .innerGrant(
                    vault: vault, case: caseID, compartment: compartment, keyVersion: keyVersion, holder: person),
                .outerGrant(
                    vault: vault, case: caseID, compartment: compartment, epoch: version, keyVersion: keyVersion,
                    holder: person),
                .compartmentKey(vault: vault, case: caseID, compartment: compartment, keyVersion: keyVersion),
                .dataKey(
                    vault: vault, case: caseID, compartment: compartment, record: record, version: version,
                    keyVersion: keyVersion),
                .header(vault: vault, case: caseID, compartment: compartment, record: record, version: version),
                .body(vault: vault, case: caseID, compartment: compartment, record: record, version: version),
                .keystorePayload(vault: vault, generation: version),
                .pin(vault: vault), .caseID(vault: vault), .authorityEvent(vault: vault),
                .ledgerEntry(vault: vault, sequence: version),
                .accountBlob(vault: vault, holder: person), .requestDigest(vault: vault, holder: person),
            ]
            for salt in salts {
                all.append(
                    .stream(
                        vault: vault, case: caseID, compartment: compartment, record: record, version: version,
                        salt: salt))
            }
            for salt in passphraseSalts {
                for cost in costs {
                    all += [
                        .accountKeys(vault: vault, holder: person, salt: salt, cost: cost),
                        .unlockKey(salt: salt, cost: cost),
                    ]
                }
            }
            for text in ["a", "b", ""] {
                all += [
                    .row(vault: vault, table: "account", key: Array(text.utf8)),
                    .row(vault: vault, table: "record", key: Array(text.utf8)),
                    .index(vault: vault, space: "shelf", value: Array(text.utf8)),
                    .index(vault: vault, space: "grant", value: Array(text.utf8)),
                    .dummyLogin(vault: vault, name: text),
                ]
            }
            for kind: UInt8 in 1...2 {
                all += [.keystoreSlot(vault: vault, generation: version, kind: kind), .slotSecret(kind: kind)]
            }
        }
        all += [.custodianAgreement, .custodianSigning]
        all += vaults.map { .metaKey(vault: $0) }
        for salt in passphraseSalts {
            for kind: UInt8 in 3...4 {
                all += costs.map { .slotPassphrase(kind: kind, salt: salt, cost: $0) }
            }
        }
        var seen: Set<[UInt8]> = []
        return all.filter { seen.insert($0.encoded).inserted }
    }

    /// All fields as they are, then each of seven changed alone.
    private static func oneChanged() -> [(Int, Int, Int, Int, Int, Int, Int)] {
        (0...7).map { changed in
            let at = (1...7).map { $0 == changed ? 1 : 0 }
            return (at[0], at[1], at[2], at[3], at[4], at[5], at[6])
        }
    }
}
