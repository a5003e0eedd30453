import VaultCrypto
import VaultEngine
import VaultModel

/// Cards that were dealt on a computer without a vault: two of three.
struct TestCustodians {
    let cards: [ShareCard]
    let publicKeys: CustodianPublicKeys

    init() throws {
        let secret = try SecretBytes(randomCount: CustodianSecret.byteCount)
        cards = try ShareCard.deal(secret, threshold: 2, count: 3)
        publicKeys = try CustodianKeys(try CustodianSecret(secret)).publicKeys
    }

    var words: String { publicKeys.words.text }
    var request: SetCustodiansRequest { SetCustodiansRequest(publicKeys: publicKeys.text, needed: 2, count: 3) }

    /// What stands on a card, from 0.
    func card(_ number: Int) -> String { cards[number].text() }
}

extension Staff {
    /// Custodians that an admin set and the three on the case confirmed, with everything that they hold sealed to them.
    func withCustodians() async throws -> TestCustodians {
        let custodians = try TestCustodians()
        _ = try await vault.setCustodians(admin, custodians.request)
        for session in [caseworker, lawyer, psychologist] {
            _ = try await vault.confirmCustodians(session, ConfirmCustodiansRequest(keyWords: custodians.words))
            try await vault.advanceCustodianGrants(of: session)
        }
        return custodians
    }
}

extension Vault {
    /// One card as somebody types it.
    func type(_ card: String, into id: RequestID, as caller: CeremonyCaller) async throws -> Recovery {
        try await addCard(caller, id: id.hex, Array(card.utf8).withUnsafeBytes { PresentedCard($0) })
    }
}

/// The operator at the console, without a login; and somebody there who is not the operator.
let operatorThere = CeremonyCaller(nil, uid: 0)
let somebodyThere = CeremonyCaller(nil, uid: 4_242)
