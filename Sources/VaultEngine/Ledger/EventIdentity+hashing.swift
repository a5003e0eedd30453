package import VaultCrypto
package import VaultModel

extension EventIdentity {
    /// Everything about a signed event that a hash tells.
    init(_ event: LedgerEvent, signature: Signature, vault: VaultID?) throws {
        let signed = try event.encoded() + signature.bytes
        let isCharter = event.kind == .charter
        var keyID: KeyID?
        if let agreement = event[.agreementKey], let signing = event[.signingKey] {
            keyID = KeyID(
                agreement: try AgreementPublicKey(bytes: agreement), signing: try SigningPublicKey(bytes: signing))
        }
        self.init(
            hash: SealContext.authorityEvent(vault: isCharter ? nil : vault).identifier(of: signed),
            vaultID: isCharter ? SealContext.vaultID.identifier(of: signed) : nil,
            caseID: event.kind == .caseOpened
                ? vault.map { SealContext.caseID(vault: $0).identifier(of: signed) } : nil,
            keyID: keyID,
            inviteHash: try event[.inviteCode].map { try InviteCode(bytes: $0).hash },
            recordID: vault.flatMap { RecordOrigin(withdrawing: event)?.recordID(vault: $0) })
    }
}

extension Authority {
    /// Checks the signature and the place in the chain, then applies.
    ///
    /// - Throws: ``CryptoError/authenticationFailed`` for a bad signature, ``PolicyDenial`` for an unlawful event.
    package mutating func applyVerified(_ event: LedgerEvent, signature: Signature) throws {
        guard let signer = event.id(.signer, as: KeyID.self),
            let signingKey = accounts[signer]?.signingKey ?? custodians[signer]?.signingKey ?? broughtKey(event)
        else { throw PolicyDenial.outOfOrder }
        let context = SealContext.authorityEvent(vault: event.kind == .charter ? nil : vaultID)
        guard try SigningPublicKey(bytes: signingKey).isValid(signature, for: try event.encoded(), context: context)
        else { throw CryptoError.authenticationFailed }
        try apply(event, try EventIdentity(event, signature: signature, vault: vaultID))
    }

    /// Only a charter and an enrolment are signed by the key that they bring.
    private func broughtKey(_ event: LedgerEvent) -> [UInt8]? {
        event.kind == .charter || event.kind == .accountEnrolled ? event[.signingKey] : nil
    }
}
