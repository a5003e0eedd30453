/// The fields that events may have: ids, numbers and names of accounts and cases, never content. The raw
/// value is the tag on disk.
public enum EventField: UInt8, CaseIterable, Sendable, Hashable {
    /// 32 bytes, hash of the authority event before.
    case previous = 1
    /// 32 bytes, the key id that signed.
    case signer = 2
    /// 32 bytes, the key id that did it.
    case actor = 3
    /// 32 bytes, the key id that it was done to.
    case subject = 4
    /// 32 bytes.
    case `case` = 5
    /// 1 byte.
    case compartment = 6
    /// 1 to 4 bytes, rising.
    case compartments = 7
    /// 16 bytes.
    case record = 8
    /// `u64`, a record's version.
    case version = 9
    /// `u64`, a compartment key's version.
    case keyVersion = 10
    /// 32 bytes, BLAKE2b-256.
    case digest = 11
    /// 32 bytes, which key it is: a compartment key's commitment, a meta key's, a slot's.
    case commitment = 12
    /// An account's name, ASCII.
    case name = 13
    /// `u8`.
    case role = 14
    /// 32 bytes.
    case inviteHash = 15
    /// `u64`, milliseconds since 1970.
    case expires = 16
    /// 10 bytes, the preimage of the invitation's hash.
    case inviteCode = 17
    /// 32 bytes, X25519.
    case agreementKey = 18
    /// 32 bytes, Ed25519.
    case signingKey = 19
    /// 16 random bytes (32 in the charter); of a withdrawal the origin of its record's id.
    case random = 20
    /// A case's code, ASCII.
    case code = 21
    /// 16 bytes.
    case request = 22
    /// `u16`, ``Operation``.
    case operation = 23
    /// `u16`, the HTTP status of the answer.
    case outcome = 24
    /// `u64`.
    case count = 25
    /// `u64`, a house key's epoch.
    case epoch = 26
    /// `u32`, the peer's user id.
    case uid = 27
    /// 8 bytes, passphrase cost.
    case cost = 28
    /// `u8`, 1: the name was typed to leave a compartment without holders.
    case orphan = 29
    /// `u8`, ``EventReason``.
    case reason = 30
    /// `u8`, 1 or 2: how many people decide.
    case quorum = 35
    /// `u32`, days between an agreed disposal and its execution.
    case waitDays = 36
    /// `u64`, after so long without a request a session ends.
    case idleSeconds = 37
    /// `u64`, after so long a session ends in any case.
    case absoluteSeconds = 38
    /// `u64`, how long an invitation is good from the moment it was agreed to.
    case lastsSeconds = 39
    /// 32 bytes, a key id of the same person.
    case linked = 40
    /// 5 × `u64`: what a disposal destroys, see ``DisposalCounts``.
    case counts = 41
    /// What a copy of the keys is called, 1 to 64 printable ASCII characters.
    case label = 42
    /// `u32`, after so many days a key is too old; 0: never.
    case keyMaxAgeDays = 43
    /// `u32`, how long an invite code is good.
    case inviteHours = 44
    /// `u8`, how many custodians' cards are needed.
    case threshold = 45
    /// `u8`, ``CeremonyPurpose``.
    case purpose = 46
    /// 16 bytes, names one recovery ceremony.
    case ceremony = 47
    /// `u8`, a slot of the keystore (docs/format.md, "Keystore").
    case slot = 53

    /// Whether bytes are of the field's length and, where it has a closed set of values, among them.
    func isValid(_ bytes: [UInt8]) -> Bool {
        switch self {
        case .compartment: bytes.count == 1 && Compartment(rawValue: bytes[0]) != nil
        case .compartments:
            !bytes.isEmpty && zip(bytes, bytes.dropFirst()).allSatisfy(<)
                && bytes.allSatisfy { Compartment(rawValue: $0) != nil }
        case .role: bytes.count == 1 && Role(rawValue: bytes[0]) != nil
        case .reason: bytes.count == 1 && EventReason(rawValue: bytes[0]) != nil
        case .orphan: bytes == [1]
        case .threshold: bytes.count == 1 && (1...16).contains(bytes[0])
        case .purpose: bytes.count == 1 && CeremonyPurpose(rawValue: bytes[0]) != nil
        case .quorum: bytes == [1] || bytes == [2]
        case .label: (1...64).contains(bytes.count) && bytes.allSatisfy { $0 < 0x80 }
        case .slot: bytes.count == 1 && (1...5).contains(bytes[0])
        case .name, .code: (2...32).contains(bytes.count) && bytes.allSatisfy { $0 < 0x80 }
        case .random: bytes.count == 16 || bytes.count == 32
        default: bytes.count == byteCount
        }
    }

    /// The length of the value in bytes, where it is fixed.
    var byteCount: Int? {
        switch self {
        case .previous, .signer, .actor, .subject, .case, .digest, .commitment, .inviteHash, .agreementKey,
            .signingKey, .linked:
            32
        case .record, .request, .ceremony: 16
        case .version, .keyVersion, .expires, .count, .epoch, .cost, .idleSeconds, .absoluteSeconds,
            .lastsSeconds:
            8
        case .counts: 40
        case .uid, .waitDays, .keyMaxAgeDays, .inviteHours: 4
        case .operation, .outcome: 2
        case .compartment, .role, .orphan, .reason, .threshold, .purpose, .quorum, .slot: 1
        case .inviteCode: 10
        case .compartments, .name, .random, .code, .label: nil
        }
    }
}
