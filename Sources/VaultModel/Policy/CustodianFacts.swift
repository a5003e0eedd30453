/// One custodians' key, as the ledger knows it. Custodians are no account: they hold no session and no role.
public struct CustodianFacts: Sendable, Equatable {
    /// Names the two public keys; its six words are on every card.
    public let keyID: KeyID
    /// X25519 public half, 32 bytes: custodian grants are sealed to it.
    public let agreementKey: [UInt8]
    /// Ed25519 public half, 32 bytes: verifies what the cards sign.
    public let signingKey: [UInt8]
    /// How many cards are needed, as whoever set the key said.
    public internal(set) var threshold: UInt8
    /// How many cards were dealt, likewise.
    public internal(set) var count: UInt64
    /// When it was last made the current one.
    public internal(set) var setAt: Timestamp
    /// The admin, or the custodians' key before, that signed for it.
    public internal(set) var setBy: KeyID
    /// The key before, if that signed for this one: who confirmed that one need not confirm again.
    public internal(set) var predecessor: KeyID?
    /// The key that this one signed for; then this one signs nothing else any more.
    public internal(set) var successor: KeyID?
    /// Whether anybody ever typed its words, or those of a key before it that signed for it.
    public internal(set) var wasConfirmed = false
    /// When the cards last proved that they work.
    public internal(set) var rehearsedAt: Timestamp?
}

/// One version of a compartment key that somebody holds, and that the current custodians could not open.
public struct CustodianGap: Sendable, Hashable {
    /// Which case.
    public let caseID: CaseID
    /// Where.
    public let compartment: Compartment
    /// The compartment key's version.
    public let version: UInt64
}

extension Authority {
    /// The custodians' key that new grants go to.
    public var currentCustodians: CustodianFacts? { custodianKeyID.flatMap { custodians[$0] } }

    /// Whether a custodians' key is the one whose words somebody typed last, or one that this signed for. What they
    /// typed before counts no more: a key that was replaced does not come back without them.
    public func hasConfirmed(_ account: KeyID, _ keyID: KeyID) -> Bool {
        guard let confirmed = confirmedCustodians[account] else { return false }
        var next: KeyID? = keyID
        while let current = next {
            if current == confirmed { return true }
            next = custodians[current]?.predecessor
        }
        return false
    }

    /// Whether somebody's sessions seal what they hold to the current custodians.
    public func givesToCustodians(_ account: KeyID) -> Bool {
        custodianKeyID.map { hasConfirmed(account, $0) } ?? false
    }

    /// The key that somebody's sessions seal to: the one that they confirmed last, or the last of those that it signed
    /// for in turn. Not simply the current one: else an admin who sets a key of his own and has all keys renewed
    /// would leave the true custodians with nothing.
    public func custodians(of account: KeyID) -> CustodianFacts? {
        var facts = confirmedCustodians[account].flatMap { custodians[$0] }
        while let next = facts?.successor.flatMap({ custodians[$0] }) { facts = next }
        return facts
    }

    /// Whether a custodians' key may still sign: the current one, and one before it that did not hand over itself
    /// while anything is sealed to it. An admin who sets a key of his own takes nothing from the true one; and what
    /// nobody ever confirmed ends with the admin who set it.
    public func isInForce(_ keyID: KeyID) -> Bool {
        guard let facts = custodians[keyID], facts.successor == nil else { return false }
        let isBringingBack = invitations.values.contains { $0.by == keyID && isReturning($0) }
        guard facts.wasConfirmed || isBringingBack || accounts[facts.setBy]?.status != .disabled else { return false }
        return keyID == custodianKeyID || cases.values.contains { $0.hasGrant(of: keyID) }
    }

    /// The key versions with a holder that lack the current custodians' grant; none while no key is set. With a
    /// person those that this person holds and that lack a grant of the key that their sessions seal to.
    public func custodianGaps(of holder: KeyID? = nil) -> [CustodianGap] {
        guard let current = holder.map({ custodians(of: $0)?.keyID }) ?? custodianKeyID else { return [] }
        return cases.values.sorted { $0.code < $1.code }.flatMap { file in
            file.compartments.sorted { $0.key < $1.key }.flatMap { compartment, keys in
                keys.versions.sorted { $0.key < $1.key }.filter { _, version in
                    version.custodianGrants[current] == nil
                        && (holder.map { version.grants[$0] != nil } ?? !version.grants.isEmpty)
                }.map { CustodianGap(caseID: file.id, compartment: compartment, version: $0.key) }
            }
        }
    }
}

extension CaseFile {
    /// Whether any key version of the case is sealed to a custodians' key.
    public func hasGrant(of custodians: KeyID) -> Bool {
        compartments.values.contains { keys in
            keys.versions.values.contains { $0.custodianGrants[custodians] != nil }
        }
    }

    /// The custodians' keys other than `current` that something of the case is sealed to.
    public func formerCustodians(besides current: KeyID) -> Set<KeyID> {
        compartments.values.reduce(into: Set<KeyID>()) { found, keys in
            for version in keys.versions.values { found.formUnion(version.custodianGrants.keys) }
        }.subtracting([current])
    }

    /// Whether the current custodians can open every key version that somebody holds.
    public func isSealed(to current: KeyID) -> Bool {
        compartments.values.allSatisfy { $0.isSealed(to: current) }
    }
}

extension CompartmentKeys {
    /// Whether the current custodians can open every version that somebody holds.
    public func isSealed(to current: KeyID) -> Bool {
        versions.values.allSatisfy { $0.grants.isEmpty || $0.custodianGrants[current] != nil }
    }

    /// Whether custodians can open a version that nobody holds any more.
    public var canBeRecovered: Bool {
        versions.values.contains { $0.grants.isEmpty && !$0.custodianGrants.isEmpty }
    }
}

/// How the custodians are called where a person's name would stand.
public enum Custodians {
    /// With a space, so that no account can have it.
    public static let name = "the custodians"
}

extension EventKind {
    /// Whether the event is about the custodians' key or a recovery.
    public var isOfCustodians: Bool { (0x40...0x4F).contains(rawValue) || (0x0160...0x016F).contains(rawValue) }
}
