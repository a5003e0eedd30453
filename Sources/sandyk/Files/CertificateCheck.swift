import FoundationEssentials
import VaultCrypto
import VaultModel

/// Verifies a certificate of disposal without a vault.
///
/// It shows that the holder of the certificate's key signed exactly this for exactly this vault. That the key is that
/// person's, only the vault's ledger says.
enum CertificateCheck {
    /// - Throws: ``Failure`` where the file is no certificate, or its signature does not fit what it says.
    static func read(_ path: String) throws -> DisposalCertificate {
        let bytes = try SmallFile.read(path: path)
        guard let certificate = try? JSONDecoder().decode(DisposalCertificate.self, from: Data(bytes)) else {
            throw Failure(.data, .notACertificate(path))
        }
        guard isValid(certificate) else { throw Failure(.data, .certificateWrong(path)) }
        return certificate
    }

    /// Whether the signed event says what the certificate says, and the signature fits.
    static func isValid(_ certificate: DisposalCertificate) -> Bool {
        guard let bytes = Hex.decode(certificate.event), let event = try? LedgerEvent(decoding: bytes),
            let signature = Hex.decode(certificate.signature).flatMap({ try? Signature(bytes: $0) }),
            let key = Hex.decode(certificate.signingKey).flatMap({ try? SigningPublicKey(bytes: $0) })
        else { return false }
        return event.kind == .caseDisposed && event.id(.case) == certificate.caseID
            && event.at == certificate.executedAt && event[.counts] == certificate.destroyed.bytes
            && event[.digest] == ContentHash.blake2b256(certificate.facts.encoded)
            && key.isValid(signature, for: bytes, context: .authorityEvent(vault: certificate.vaultID))
    }
}
