import Testing
import VaultCrypto
import VaultModel

@testable import sandyk

/// A certificate is shown to people who have no vault: what was changed in it must be noticed.
@Suite struct CertificateTests {
    private func certificate() throws -> DisposalCertificate {
        func id<Kind>(_ byte: UInt8) throws -> Identifier<Kind> {
            try #require(Identifier<Kind>(bytes: Array(repeating: byte, count: Kind.byteCount)))
        }
        let at = Timestamp(milliseconds: 1_790_000_000_000)
        let counts = DisposalCounts(houseKeyEpochs: 2, grants: 8, records: 3, versions: 4, chunks: 5)
        let (vault, file): (VaultID, CaseID) = (try id(1), try id(2))
        let (signer, previous, request): (KeyID, EventHash, RequestID) = (try id(3), try id(4), try id(5))
        let copy = KeyCopy(label: "safe", registeredAt: at, registeredBy: "admin", until: at.adding(seconds: 60))
        let facts = DisposalFacts(
            code: "KG-2026-0041", proposedBy: "aizada", proposedAt: at, agreedBy: "director", agreedAt: at,
            executedBy: "aizada", keyCopies: [copy])
        let event = try LedgerEvent(.caseDisposed, at: at).with(.case, file).with(.request, request)
            .with(.counts, counts.bytes).with(.digest, ContentHash.blake2b256(facts.encoded))
            .with(.signer, signer).with(.previous, previous).encoded()
        let keys = try AccountKeys()
        let signature = try keys.signing.sign(event, context: .authorityEvent(vault: vault))
        return DisposalCertificate(
            case: "KG-2026-0041", caseID: file, vaultID: vault, proposedBy: "aizada", proposedAt: at,
            agreedBy: "director", agreedAt: at, executedBy: "aizada", executedAt: at, completedAt: at,
            destroyed: counts, keyCopies: [copy], stays: facts.stays, event: Hex.encode(event),
            signature: Hex.encode(signature.bytes), signingKey: Hex.encode(keys.publicKeys.signing.bytes),
            ledgerSequence: 1, ledgerSize: 1, ledgerRoot: "")
    }

    @Test func `a certificate is verified without a vault, and a changed one is refused`() throws {
        let good = try certificate()
        #expect(CertificateCheck.isValid(good))
        var other = good
        other.destroyed.records = 2
        #expect(!CertificateCheck.isValid(other))
        other = good
        other.executedAt = other.executedAt.adding(seconds: 1)
        #expect(!CertificateCheck.isValid(other))
        // What the holder of a certificate would like it to say.
        let changes: [(inout DisposalCertificate) -> Void] = [
            { $0.case = "KG-2026-0042" }, { $0.proposedBy = "bakyt" }, { $0.proposedAt = Timestamp(milliseconds: 1) },
            { $0.agreedBy = "aizada" }, { $0.agreedAt = Timestamp(milliseconds: 1) }, { $0.executedBy = "bakyt" },
            { $0.keyCopies = [] }, { $0.keyCopies[0].label = "none" }, { $0.keyCopies[0].registeredBy = "bakyt" },
            { $0.keyCopies[0].until = Timestamp(milliseconds: 1) }, { $0.stays.removeLast() },
        ]
        for change in changes {
            var other = good
            change(&other)
            #expect(!CertificateCheck.isValid(other))
        }
        other = good
        other.signature = String(good.signature.reversed())
        #expect(!CertificateCheck.isValid(other))
        other = good
        other.signingKey = try certificate().signingKey
        #expect(!CertificateCheck.isValid(other))
    }
}
