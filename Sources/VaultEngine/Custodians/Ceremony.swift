import Glibc
import VaultCrypto
import VaultModel

/// Whoever takes part in a ceremony: somebody logged in, or somebody at the console without an account.
package struct CeremonyCaller: Sendable {
    let session: Session?
    let uid: UInt32

    /// `session` where the request had a token.
    package init(_ session: Session?, uid: UInt32) {
        self.session = session
        self.uid = uid
    }

    /// Root, or the daemon's own user, without a login.
    var isOperator: Bool { session == nil && (uid == 0 || uid == geteuid()) }

    /// Whether this one may begin and cancel ceremonies.
    var oversees: Bool { isOperator || session.map { !$0.role.worksOnCases } ?? false }

    /// Who began a ceremony, to be recognised again.
    var identity: Identity { session.map { .account($0.keyID) } ?? .uid(uid) }

    /// The same peer, for what goes on after the session ended by what was done.
    var withoutSession: CeremonyCaller { CeremonyCaller(nil, uid: uid) }

    enum Identity: Hashable, Sendable {
        case account(KeyID)
        case uid(UInt32)
    }
}

/// One recovery ceremony, in this process's memory only.
struct Ceremony: Sendable {
    /// A ceremony and its cards are forgotten after so long, in seconds.
    static let seconds: UInt64 = 1_800

    /// What it is for, fixed when it begins.
    enum Scope: Sendable {
        case file(CaseID)
        /// Every compartment that only somebody of this name held.
        case account(AccountName)
        /// The key id of an admin or auditor whom nobody else can bring back.
        case overseer(KeyID)
        case rehearsal
        case succession(CustodianPublicKeys, needed: UInt8, count: UInt64)

        var purpose: CeremonyPurpose {
            switch self {
            case .file: .recoverCase
            case .account, .overseer: .recoverAccount
            case .rehearsal: .rehearse
            case .succession: .succeed
            }
        }
    }

    /// Somebody who is let in, once their key words were typed.
    struct Person: Sendable {
        enum Words: String, Sendable {
            case waiting, typed
            case leftOut = "left-out"
        }

        let keyID: KeyID
        let name: AccountName
        /// Only where this person is assigned already.
        let isAssignedOnly: Bool
        var words = Words.waiting
    }

    /// What came of it.
    struct Outcome: Sendable {
        var opened: [RecoveredItem] = []
        var invitation: InvitationCode?
    }

    let id: RequestID
    let scope: Scope
    let begunBy: CeremonyCaller.Identity
    let expiresAt: Timestamp
    /// As the vault was told; the first card says it itself.
    let threshold: Int
    var people: [Person]
    /// Whether the six words of the key that takes over were typed, from one of its cards: else whoever begins a
    /// succession could hand everything to a key that they dealt themselves.
    var isSuccessorTyped = false
    var cards: [ShareCard] = []
    /// Whether enough cards lie together and somebody's request works with them.
    var isCombining = false
    var outcome: Outcome?

    /// The key that takes over, in a succession.
    var successor: KeyID? {
        if case .succession(let next, _, _) = scope { next.keyID } else { nil }
    }

    var needed: Int { cards.first?.memberThreshold ?? threshold }

    /// As a client sees it; the invitation only where it is due.
    func answer(_ authority: Authority, cards count: Int, for caller: CeremonyCaller) -> Recovery {
        var code: String?
        var name: String?
        switch scope {
        case .file(let caseID): code = authority.cases[caseID]?.code.text
        case .account(let account): name = account.text
        case .overseer(let keyID): name = authority.accounts[keyID]?.name.text
        case .rehearsal, .succession: break
        }
        return Recovery(
            id: id, purpose: scope.purpose, case: code, name: name,
            successor: successor.map { _ in (isSuccessorTyped ? Person.Words.typed : .waiting).rawValue },
            people: people.map { RecoveryPerson(name: $0.name.text, words: $0.words.rawValue) }, cards: count,
            needed: needed, state: outcome == nil ? .open : .done, expiresAt: expiresAt, opened: outcome?.opened,
            invitation: caller.identity == begunBy ? outcome?.invitation : nil)
    }
}
