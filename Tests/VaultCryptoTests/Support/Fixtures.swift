import Testing
import VaultCrypto
import VaultModel

/// A fixed identifier whose bytes are all `byte`.
func id<Kind: IdentifierKind>(_ byte: UInt8) throws -> Identifier<Kind> {
    try #require(Identifier<Kind>(bytes: [UInt8](repeating: byte, count: Kind.byteCount)))
}

/// A fixed secret: `first`, `first + 1`, and so on.
func secret(_ first: UInt8, count: Int = 32) throws -> SecretBytes {
    try SecretBytes(count: count) { bytes in
        for index in bytes.indices { bytes[index] = first &+ UInt8(truncatingIfNeeded: index) }
    }
}

/// A fixed key: `first`, `first + 1`, and so on.
func key<Role: KeyRole>(_ first: UInt8, as role: Role.Type = Role.self) throws -> SecretKey<Role> {
    try SecretKey(try secret(first))
}

/// A key's bytes, which only tests may see.
func bytes<Role: KeyRole>(of key: borrowing SecretKey<Role>) -> [UInt8] {
    key.withUnsafeBytes { Array($0) }
}

/// A secret's bytes, which only tests may see.
func bytes(of secret: borrowing SecretBytes) -> [UInt8] {
    secret.withUnsafeBytes { Array($0) }
}

/// `count` bytes that are all different from their neighbours.
func pattern(_ count: Int, seed: UInt8 = 7) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) &+ seed }
}

/// Expects exactly `expected`.
func refuses(
    _ expected: CryptoError = .authenticationFailed, _ comment: Comment? = nil,
    sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Void
) {
    do {
        try body()
        Issue.record(comment ?? "nothing was thrown", sourceLocation: sourceLocation)
    } catch {
        #expect(error as? CryptoError == expected, comment, sourceLocation: sourceLocation)
    }
}

/// The place of one version of one record, all fixed.
struct Place {
    var vault: VaultID
    var caseID: CaseID
    var compartment = Compartment.legal
    var record: RecordID
    var version: UInt64 = 3

    init() throws {
        vault = try id(0xA1)
        caseID = try id(0xB2)
        record = try id(0xC3)
    }

    var header: SealContext {
        .header(vault: vault, case: caseID, compartment: compartment, record: record, version: version)
    }
}
