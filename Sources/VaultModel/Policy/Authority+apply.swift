/// What only a hash function can tell about an authority event; the engine computes it.
public struct EventIdentity: Sendable {
    /// hash(context 0x17, event ‖ signature).
    public let hash: EventHash
    /// The new vault's id, for a charter.
    public let vaultID: VaultID?
    /// The new case's id, for an opening.
    public let caseID: CaseID?
    /// The new account's key id, for a charter or an enrolment.
    public let keyID: KeyID?
    /// Hash of the invite code that an enrolment shows.
    public let inviteHash: [UInt8]?
    /// The id of the record that its signer wrote from the origin and in the place that a withdrawal names.
    public let recordID: RecordID?

    /// Each where the event's kind has it.
    public init(
        hash: EventHash, vaultID: VaultID?, caseID: CaseID?, keyID: KeyID?, inviteHash: [UInt8]?,
        recordID: RecordID? = nil
    ) {
        self.recordID = recordID
        self.hash = hash
        self.vaultID = vaultID
        self.caseID = caseID
        self.keyID = keyID
        self.inviteHash = inviteHash
    }
}

extension Authority {
    /// Applies one authority event, or throws and changes nothing.
    ///
    /// - Throws: ``PolicyDenial`` where the event is not lawful after those before it.
    public mutating func apply(_ event: LedgerEvent, _ identity: EventIdentity) throws(PolicyDenial) {
        guard event.id(.previous) == head, let signer = event.id(.signer, as: KeyID.self) else { throw .outOfOrder }
        guard heirs?.allows(event, signer) ?? true else { throw .outOfOrder }
        switch event.kind {
        case .charter: try applyCharter(event, identity, signer)
        case .accountEnrolled: try applyEnrolled(event, identity, signer)
        case _ where custodians[signer] != nil: try applyByCustodians(event, identity, signer)
        default:
            guard let account = accounts[signer], account.status == .active else { throw .notActive }
            switch event.kind {
            case .accountInvited: try applyInvited(event, by: account)
            case .accountSuspended, .accountResumed, .accountDisabled: try applyStatus(event, by: account)
            case .vouched: try applyVouched(event, by: account)
            case .caseOpened: try applyOpened(event, identity, by: account)
            case .accountUninvited: try applyUninvited(event, by: account)
            case .assigned, .unassigned, .leadMade, .leadRemoved, .caseClosed, .caseReopened:
                try applyCaseDecision(event, by: account)
            case .compartmentKeyMade: try applyKeyMade(event, by: account)
            case .granted: try applyGranted(event, by: account)
            case .compartmentKeyRetired: try applyRetired(event, by: account)
            case .custodiansSet: try applyCustodiansSet(event, identity, by: account)
            case .custodiansConfirmed: try applyCustodiansConfirmed(event, by: account)
            case .formerCustodiansRemoved: try applyFormerRemoved(event, by: account)
            case .proposed: try applyProposed(event, identity, by: account)
            case .agreed: try applyAgreed(event, by: account)
            case .proposalWithdrawn: try applyProposalWithdrawn(event, by: account)
            case .limitsSet: try applyLimits(event, by: account)
            case .recordWithdrawn: try applyRecordWithdrawn(event, identity, by: account)
            case .caseHeld, .caseUnheld: try applyHold(event, by: account)
            case .caseDisposed: try applyDisposed(event, by: account)
            default: throw .outOfOrder
            }
        }
        head = identity.hash
    }

    // MARK: People

    private mutating func applyCharter(_ event: LedgerEvent, _ identity: EventIdentity, _ signer: KeyID)
        throws(PolicyDenial)
    {
        guard vaultID == nil, head == nil, let vault = identity.vaultID, identity.keyID == signer else {
            throw .outOfOrder
        }
        try enrol(event, signer, name: try name(in: event), role: .admin, invitedBy: nil)
        vaultID = vault
    }

    private mutating func applyInvited(_ event: LedgerEvent, by account: Account) throws(PolicyDenial) {
        guard account.role == .admin else { throw .roleMayNot }
        guard let expires = event.number(.expires, as: UInt64.self) else { throw .outOfOrder }
        let role = event.number(.role, as: UInt8.self).flatMap(Role.init(rawValue:))
        guard !needsSecondPerson(.accountInvite, role: role) else { throw .needsSecondPerson }
        try invite(event, at: event.at, expires: Timestamp(milliseconds: expires), by: account.keyID)
    }

    /// Takes an invitation over from an event that has its fields.
    mutating func invite(_ event: LedgerEvent, at: Timestamp, expires: Timestamp, by admin: KeyID)
        throws(PolicyDenial)
    {
        let name = try name(in: event)
        if let holder = self.account(named: name), holder.status != .disabled { throw .nameTaken }
        let open = invitations.values.contains { $0.name == name && (isReturning($0) || !$0.isUsed && $0.expires > at) }
        guard !open else { throw .nameTaken }
        guard let role = event.number(.role, as: UInt8.self).flatMap(Role.init(rawValue:)),
            let hash = event[.inviteHash]
        else { throw .outOfOrder }
        guard invitations[hash] == nil else { throw .outOfOrder }
        var linked: AccountName?
        if let keyID = event.id(.linked, as: KeyID.self) {
            guard let other = accounts[keyID] else { throw .notFound }
            guard mayLink(name, other.name) else { throw .nameTaken }
            linked = other.name
        }
        invitations[hash] = Invitation(
            name: name, role: role, expires: expires, by: admin, linked: linked, isUsed: false)
    }

    private mutating func applyEnrolled(_ event: LedgerEvent, _ identity: EventIdentity, _ signer: KeyID)
        throws(PolicyDenial)
    {
        guard identity.keyID == signer, event.id(.subject) == signer, accounts[signer] == nil,
            custodians[signer] == nil
        else {
            throw .outOfOrder
        }
        guard let hash = identity.inviteHash, let invitation = invitations[hash], !invitation.isUsed,
            event.at <= invitation.expires,
            accounts[invitation.by]?.status == .active || custodians[invitation.by] != nil
        else { throw .inviteRefused }
        if let holder = account(named: invitation.name), holder.status != .disabled { throw .nameTaken }
        if let linked = invitation.linked {
            guard mayLink(invitation.name, linked) else { throw .nameTaken }
            link(invitation.name, linked)
        }
        try enrol(event, signer, name: invitation.name, role: invitation.role, invitedBy: invitation.by)
        invitations[hash]?.isUsed = true
    }

    private mutating func enrol(
        _ event: LedgerEvent, _ keyID: KeyID, name: AccountName, role: Role, invitedBy: KeyID?
    ) throws(PolicyDenial) {
        guard let agreement = event[.agreementKey], let signing = event[.signingKey] else { throw .outOfOrder }
        accounts[keyID] = Account(
            keyID: keyID, name: name, role: role, agreementKey: agreement, signingKey: signing, enrolledAt: event.at,
            invitedBy: invitedBy, status: .active, changedAt: event.at)
        keyIDs[name.text] = keyID
    }

    func name(in event: LedgerEvent) throws(PolicyDenial) -> AccountName {
        guard let text = event.text(.name), let name = try? AccountName(text) else { throw .outOfOrder }
        return name
    }

    mutating func applyStatus(_ event: LedgerEvent, by account: Account) throws(PolicyDenial) {
        let allowed: Set<Role> = event.kind == .accountDisabled ? [.admin] : [.admin, .auditor]
        guard allowed.contains(account.role) else { throw .roleMayNot }
        guard let keyID = event.id(.subject, as: KeyID.self), var subject = accounts[keyID] else { throw .notFound }
        guard keyID != account.keyID else { throw .oneself }
        guard subject.status != .disabled else { throw .notActive }
        let target: Account.Status =
            switch event.kind {
            case .accountSuspended: .suspended
            case .accountResumed: .active
            default: .disabled
            }
        guard subject.status != target else { throw .nothingToChange }
        if target != .active, subject.role == .admin, active(.admin).allSatisfy({ $0.keyID == keyID }) {
            throw .lastAdmin
        }
        if target == .disabled {
            guard !isLastSecondPerson(subject) else { throw .lastSecondPerson }
            guard orphans(without: keyID).isEmpty || event[.orphan] == [1] else { throw .wouldOrphan }
            for id in cases.keys { remove(keyID, from: id) }
        }
        subject.status = target
        subject.changedAt = event.at
        accounts[keyID] = subject
    }

    private mutating func applyVouched(_ event: LedgerEvent, by account: Account) throws(PolicyDenial) {
        guard let keyID = event.id(.subject, as: KeyID.self), accounts[keyID] != nil else { throw .notFound }
        guard keyID != account.keyID else { throw .oneself }
        vouches[account.keyID, default: []].insert(keyID)
    }

    /// Takes somebody off a case: membership, lead and every grant.
    mutating func remove(_ keyID: KeyID, from id: CaseID) {
        guard cases[id]?.members[keyID] != nil else { return }
        cases[id]?.members[keyID] = nil
        cases[id]?.leads.remove(keyID)
        cases[id]?.recovered[keyID] = nil
        for (compartment, keys) in cases[id]?.compartments ?? [:] {
            for number in keys.versions.keys {
                let gone = cases[id]?.compartments[compartment]?.versions[number]?.grants.removeValue(forKey: keyID)
                if gone != nil, keys.versions[number]?.grants.count == 1 {
                    cases[id]?.compartments[compartment]?.versions[number]?.lastHolder = keyID
                }
            }
        }
    }
}
