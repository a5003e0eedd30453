import VaultModel

// MARK: Custodians

extension Story {
    /// An admin sets a custodians' key, or the key before signs for it.
    @discardableResult
    mutating func custodians(
        _ known: KeyID? = nil, _ kind: EventKind = .custodiansSet, by signer: KeyID
    ) throws(PolicyDenial) -> KeyID {
        let keyID = known ?? newKeyID()
        let event = LedgerEvent(kind, at: now).with(.agreementKey, fresh()).with(.signingKey, fresh())
            .with(.threshold, number: UInt8(2)).with(.count, number: UInt64(3))
        try apply(event, by: signer, keyID: keyID)
        return keyID
    }

    mutating func confirm(_ custodians: KeyID, by person: KeyID) throws(PolicyDenial) {
        try account(.custodiansConfirmed, custodians, by: person)
    }

    mutating func recover(
        _ subject: KeyID, on file: CaseID, _ compartments: Set<Compartment>, by custodians: KeyID
    ) throws(PolicyDenial) {
        try decide(.recovered, subject, on: file, compartments, by: custodians)
    }

    mutating func removeFormer(_ former: KeyID, on file: CaseID, by holder: KeyID) throws(PolicyDenial) {
        try decide(.formerCustodiansRemoved, former, on: file, by: holder)
    }

    mutating func recoverAdmin(_ admin: KeyID, by custodians: KeyID) throws(PolicyDenial) -> [UInt8] {
        let code = fresh()
        let event = LedgerEvent(.adminRecovered, at: now).with(.subject, admin).with(.inviteHash, code)
            .with(.expires, number: now.adding(seconds: 3_600).milliseconds)
        try apply(event, by: custodians)
        return code
    }
}
