package import VaultModel

extension SealContext {
    /// 0x04: a compartment key, to the holder's X25519 public half.
    package static func innerGrant(
        vault: VaultID, case caseID: CaseID, compartment: Compartment, keyVersion: UInt64, holder: KeyID
    ) -> Self {
        Self(
            type: 0x04, vault: vault, case: caseID, compartment: compartment, keyVersion: keyVersion,
            person: holder)
    }

    /// 0x05: an inner grant, under the case's house key of `epoch`.
    package static func outerGrant(
        vault: VaultID, case caseID: CaseID, compartment: Compartment, epoch: UInt64, keyVersion: UInt64,
        holder: KeyID
    ) -> Self {
        Self(
            type: 0x05, vault: vault, case: caseID, compartment: compartment, version: epoch,
            keyVersion: keyVersion, person: holder)
    }

    /// 0x06: a compartment key's commitment, derived from it.
    package static func compartmentKey(
        vault: VaultID, case caseID: CaseID, compartment: Compartment, keyVersion: UInt64
    ) -> Self {
        Self(type: 0x06, vault: vault, case: caseID, compartment: compartment, keyVersion: keyVersion)
    }

    /// 0x07: a data key, under the compartment key.
    package static func dataKey(
        vault: VaultID, case caseID: CaseID, compartment: Compartment, record: RecordID, version: UInt64,
        keyVersion: UInt64
    ) -> Self {
        Self(
            type: 0x07, vault: vault, case: caseID, compartment: compartment, record: record, version: version,
            keyVersion: keyVersion)
    }

    /// 0x08: a version's header, under its data key.
    package static func header(
        vault: VaultID, case caseID: CaseID, compartment: Compartment, record: RecordID, version: UInt64
    ) -> Self {
        Self(type: 0x08, vault: vault, case: caseID, compartment: compartment, record: record, version: version)
    }

    /// 0x09: a note's body, under its data key.
    package static func body(
        vault: VaultID, case caseID: CaseID, compartment: Compartment, record: RecordID, version: UInt64
    ) -> Self {
        Self(type: 0x09, vault: vault, case: caseID, compartment: compartment, record: record, version: version)
    }

    /// 0x0A: an attachment's stream key, from the data key.
    ///
    /// `salt` is 32 bytes.
    package static func stream(
        vault: VaultID, case caseID: CaseID, compartment: Compartment, record: RecordID, version: UInt64,
        salt: [UInt8]
    ) -> Self {
        Self(
            type: 0x0A, vault: vault, case: caseID, compartment: compartment, record: record, version: version,
            other: salt)
    }

    /// 0x22: a record's id, the hash of 16 random bytes in its place, by its author.
    package static func recordID(
        vault: VaultID, case caseID: CaseID, compartment: Compartment, author: KeyID
    ) -> Self {
        Self(type: 0x22, vault: vault, case: caseID, compartment: compartment, person: author)
    }
}
