/// What a ledger event says happened. The raw value is its number on disk; below 0x0100 it changes who
/// may do what and must be signed.
public enum EventKind: UInt16, CaseIterable, Sendable, Hashable {
    case charter = 0x01
    case accountInvited = 0x02
    case accountEnrolled = 0x03
    case accountSuspended = 0x04
    case accountResumed = 0x05
    case accountDisabled = 0x06
    case vouched = 0x07
    case caseOpened = 0x10
    case assigned = 0x11
    case unassigned = 0x12
    case leadMade = 0x13
    case caseClosed = 0x14
    case caseReopened = 0x15
    case compartmentKeyMade = 0x20
    case granted = 0x21
    case compartmentKeyRetired = 0x22
    case accountUninvited = 0x08
    case leadRemoved = 0x09

    case custodiansSet = 0x40
    case custodiansConfirmed = 0x41
    case recovered = 0x42
    case custodiansSucceeded = 0x43
    case rehearsed = 0x44
    case formerCustodiansRemoved = 0x45
    case adminRecovered = 0x46
    // Two people, withdrawal, legal hold, disposal.
    case proposed = 0x30
    case agreed = 0x31
    case proposalWithdrawn = 0x32
    case limitsSet = 0x33
    case recordWithdrawn = 0x34
    case caseHeld = 0x36
    case caseUnheld = 0x37
    case caseDisposed = 0x38

    case started = 0x0100
    case stopped = 0x0101
    case loggedIn = 0x0110
    case loggedOut = 0x0111
    case sessionEnded = 0x0112
    case loginsRefused = 0x0113
    case requested = 0x0120
    case requestClosed = 0x0121
    case performed = 0x0130
    case denied = 0x0131
    case listed = 0x0132
    case opened = 0x0133
    case delivered = 0x0134
    case aborted = 0x0135
    case written = 0x0136
    case integrityFailed = 0x0137
    case disposalDone = 0x0138
    case keyCopyRegistered = 0x0139
    case recordDestroyed = 0x013A
    case outerRotated = 0x0140
    case innerAsked = 0x0141
    case resealed = 0x0142
    case orphansSwept = 0x0150
    case placeRemembered = 0x0118

    case outerAsked = 0x0143
    // The house's own keys, and the daemon's being sealed.
    case rootAsked = 0x0148
    case rootRotated = 0x0149
    case metaAsked = 0x014A
    case metaRotated = 0x014B
    case slotSet = 0x014C
    case slotRemoved = 0x014D

    case recoveryBegan = 0x0160
    case cardAccepted = 0x0161
    case cardRefused = 0x0162
    case recoveryEnded = 0x0163

    case sealed = 0x0170
    case unsealed = 0x0171
    case unsealRefused = 0x0172

    /// Whether the event changes who may do what, and so is signed and chained.
    public var isAuthority: Bool { rawValue < 0x0100 }

    /// The word used in listings and filters, e.g. `case-opened`.
    public var name: String {
        var text = ""
        for letter in String(describing: self) {
            text += letter.isUppercase ? "-" + letter.lowercased() : String(letter)
        }
        return text
    }

    /// - Returns: `nil` for a word that names no kind.
    public init?(name: some StringProtocol) {
        guard let value = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = value
    }

    /// The allow-list: every field that an event of this kind must have, and those that it may have.
    public var schema: (required: Set<EventField>, optional: Set<EventField>) {
        let signed: Set<EventField> = [.signer, .previous]
        return switch self {
        case .charter: ([.signer, .random, .name, .agreementKey, .signingKey, .cost], [])
        case .accountInvited: (signed.union([.name, .role, .inviteHash, .expires]), [.linked])
        case .accountEnrolled: (signed.union([.subject, .inviteCode, .agreementKey, .signingKey]), [])
        case .accountSuspended, .accountResumed: (signed.union([.subject]), [])
        case .accountDisabled: (signed.union([.subject]), [.orphan])
        case .vouched: (signed.union([.subject]), [])
        case .caseOpened: (signed.union([.random, .code]), [])
        case .assigned: (signed.union([.case, .subject, .compartments]), [.request])
        case .unassigned: (signed.union([.case, .subject]), [.orphan, .request])
        case .leadMade: (signed.union([.case, .subject]), [.request])
        case .caseClosed, .caseReopened: (signed.union([.case]), [.request])
        case .compartmentKeyMade: (signed.union([.case, .compartment, .keyVersion, .commitment]), [])
        case .granted:
            (signed.union([.case, .compartment, .keyVersion, .subject, .digest, .commitment]), [.request])
        case .compartmentKeyRetired: (signed.union([.case, .compartment, .keyVersion]), [])
        case .proposed:
            (
                signed.union([.request, .operation, .expires]),
                [
                    .case, .compartment, .record, .subject, .name, .role, .inviteHash, .linked, .lastsSeconds, .orphan,
                    .quorum, .waitDays, .idleSeconds, .absoluteSeconds, .cost, .agreementKey, .signingKey, .count,
                    .threshold,
                ]
            )
        case .agreed: (signed.union([.request, .digest]), [])
        case .proposalWithdrawn: (signed.union([.request]), [])
        case .limitsSet: (signed.union([.quorum, .waitDays, .idleSeconds, .absoluteSeconds, .cost]), [])
        case .recordWithdrawn: (signed.union([.case, .compartment, .record]), [])
        case .caseHeld: (signed.union([.case, .reason]), [])
        case .caseUnheld: (signed.union([.case]), [])
        case .caseDisposed: (signed.union([.case, .request, .counts]), [])
        case .started, .stopped: ([], [])
        case .loggedIn: ([.actor], [.uid])
        case .loggedOut: ([.actor], [])
        case .sessionEnded: ([.subject, .reason], [])
        case .loginsRefused: ([.count], [.uid])
        case .requested: ([.actor, .request, .operation, .case], [.subject, .compartments])
        case .requestClosed: ([.request, .outcome], [.actor])
        case .performed: ([.actor, .operation], [.case, .subject, .record, .count])
        case .denied: ([.actor, .operation, .outcome], [.case, .subject, .record])
        case .listed: ([.actor, .operation, .case], [.count])
        case .opened: ([.actor, .operation, .case, .compartment, .record, .version], [])
        case .delivered, .aborted: ([.actor, .record, .version], [.case, .compartment, .count])
        case .written: ([.actor, .operation, .case, .compartment, .record, .version, .keyVersion, .digest], [])
        case .integrityFailed: ([], [.actor, .case, .record, .version, .operation])
        case .disposalDone: ([.case, .count], [])
        case .keyCopyRegistered: ([.actor, .label, .expires], [])
        case .recordDestroyed: ([.case, .compartment, .record, .count], [])
        case .outerRotated: ([.case, .epoch, .reason], [.actor])
        case .innerAsked: ([.case, .compartment, .reason], [.actor])
        case .resealed: ([.actor, .case, .compartment, .keyVersion, .count], [])
        case .orphansSwept: ([.count], [])
        case .custodiansSet, .custodiansSucceeded:
            (signed.union([.agreementKey, .signingKey, .count, .threshold]), [])
        case .custodiansConfirmed: (signed.union([.subject]), [])
        case .recovered: (signed.union([.case, .subject, .compartments]), [])
        case .rehearsed: (signed, [])
        case .formerCustodiansRemoved: (signed.union([.case, .subject]), [])
        case .adminRecovered: (signed.union([.subject, .inviteHash, .expires]), [])
        case .recoveryBegan: ([.purpose, .ceremony], [.actor, .uid, .case, .subject])
        case .cardAccepted: ([.ceremony, .count], [.actor, .uid])
        case .cardRefused: ([.ceremony], [.actor, .uid])
        case .recoveryEnded: ([.ceremony, .outcome, .reason], [.actor, .uid])
        // Without a case: every case that there is.
        case .outerAsked: ([.reason], [.case, .actor])
        case .rootAsked, .rootRotated: ([.reason, .slot], [.actor])
        case .metaAsked: ([.reason], [.actor])
        case .metaRotated: ([.count, .commitment], [])
        case .slotSet, .slotRemoved: ([.actor, .slot], [])
        case .sealed: ([.actor], [])
        case .unsealed: ([.slot], [.uid])
        case .unsealRefused: ([.count], [])
        case .accountUninvited: (signed.union([.name, .inviteHash]), [])
        case .leadRemoved: (signed.union([.case, .subject]), [])
        case .placeRemembered: ([.subject, .case, .compartments], [])
        }
    }
}

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
    /// 32 bytes, a compartment key's commitment.
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
    /// 16 random bytes (32 in the charter).
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
        case .uid, .waitDays: 4
        case .operation, .outcome: 2
        case .compartment, .role, .orphan, .reason, .threshold, .purpose, .quorum, .slot: 1
        case .inviteCode: 10
        case .compartments, .name, .random, .code, .label: nil
        }
    }
}

/// Why the daemon did something by itself. The raw value is its byte on disk.
public enum EventReason: UInt8, Sendable, CaseIterable {
    case askedByAdmin = 1
    case memberLeft = 2
    case accountDisabled = 3
    case accountSuspended = 4
    case expired = 5
    case resumedAtStart = 6
    case passphraseChanged = 15
    case recovered = 20
    case custodiansChanged = 21
    case cancelled = 22
    case cardsWrong = 23

    case courtOrder = 25
    case investigation = 26
    case complaint = 27
    case audit = 28
    case recordDestroyed = 29
    case overdue = 30

    /// The word used in listings.
    public var name: String {
        switch self {
        case .askedByAdmin: "asked by an admin"
        case .memberLeft: "a member left"
        case .accountDisabled: "account disabled"
        case .accountSuspended: "account suspended"
        case .expired: "expired"
        case .resumedAtStart: "resumed at start"
        case .passphraseChanged: "passphrase changed"
        case .recovered: "recovered by the custodians"
        case .custodiansChanged: "the custodians' key changed"
        case .cancelled: "cancelled"
        case .cardsWrong: "cards of another key"
        case .courtOrder: "court order"
        case .investigation: "investigation"
        case .complaint: "complaint"
        case .audit: "audit"
        case .recordDestroyed: "a record was destroyed"
        case .overdue: "older than the key age in Keys"
        }
    }
}
