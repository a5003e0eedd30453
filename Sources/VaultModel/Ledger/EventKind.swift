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
                    .threshold, .keyMaxAgeDays, .inviteHours,
                ]
            )
        case .agreed: (signed.union([.request, .digest]), [])
        case .proposalWithdrawn: (signed.union([.request]), [])
        case .limitsSet:
            (
                signed.union([.quorum, .waitDays, .idleSeconds, .absoluteSeconds, .cost]),
                [.keyMaxAgeDays, .inviteHours]
            )
        case .recordWithdrawn: (signed.union([.case, .compartment, .record, .random]), [])
        case .caseHeld: (signed.union([.case, .reason]), [])
        case .caseUnheld: (signed.union([.case]), [])
        case .caseDisposed: (signed.union([.case, .request, .counts]), [.digest])
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
        case .slotSet: ([.actor, .slot], [.commitment])
        case .slotRemoved: ([.actor, .slot], [])
        case .sealed: ([.actor], [])
        case .unsealed: ([.slot], [.uid])
        case .unsealRefused: ([.count], [])
        case .accountUninvited: (signed.union([.name, .inviteHash]), [])
        case .leadRemoved: (signed.union([.case, .subject]), [])
        case .placeRemembered: ([.subject, .case, .compartments], [])
        }
    }
}
