import Synchronization
import VaultCrypto
import VaultModel

/// Where cards lie together: at most one ceremony, and the delay after wrong cards, which outlives it.
///
/// Cards are in guarded memory and are zeroed when the last reference goes: at the end, on cancel, on stop.
final class RecoveryDesk: Sendable {
    private static let greatestSeconds: UInt64 = 30

    private struct Inner {
        var ceremony: Ceremony?
        var wrongCards: UInt32 = 0
        var notBefore = Timestamp(milliseconds: 0)
    }

    private let inner = Mutex(Inner())

    /// What an accepted card led to.
    enum Acceptance: Sendable {
        case waiting(Ceremony)
        /// Enough: whoever gets this works with the cards, and nobody else does.
        case complete(Ceremony)
    }

    /// The ceremony that is open or was just done.
    var ceremony: Ceremony? { inner.withLock { $0.ceremony } }

    /// - Throws: `recovery-under-way`.
    func begin(_ ceremony: Ceremony) throws(VaultError) {
        let isFree = inner.withLock { inner in
            guard inner.ceremony.map({ $0.outcome != nil }) ?? true else { return false }
            inner.ceremony = ceremony
            return true
        }
        guard isFree else { throw VaultError(.recoveryUnderWay) }
    }

    /// Changes the ceremony of an id.
    ///
    /// - Throws: `not-found`.
    func update(_ id: RequestID, _ change: (inout Ceremony) -> Void) throws(VaultError) -> Ceremony {
        let changed = inner.withLock { inner -> Ceremony? in
            guard var ceremony = inner.ceremony, ceremony.id == id else { return nil }
            change(&ceremony)
            inner.ceremony = ceremony
            return ceremony
        }
        guard let changed else { throw VaultError(.notFound) }
        return changed
    }

    /// Forgets the ceremony of an id, cards and all.
    func forget(_ id: RequestID) {
        inner.withLock { if $0.ceremony?.id == id { $0.ceremony = nil } }
    }

    /// Forgets the ceremony of an id unless somebody works with its cards.
    ///
    /// - Returns: the ceremony as it was.
    /// - Throws: `recovery-under-way`, `not-found`.
    func cancel(_ id: RequestID) throws(VaultError) -> Ceremony {
        let result = inner.withLock { inner -> Result<Ceremony, VaultError> in
            guard let ceremony = inner.ceremony, ceremony.id == id else { return .failure(VaultError(.notFound)) }
            guard !ceremony.isCombining else { return .failure(VaultError(.recoveryUnderWay)) }
            inner.ceremony = nil
            return .success(ceremony)
        }
        return try result.get()
    }

    /// Forgets whatever there is.
    func wipe() { inner.withLock { $0.ceremony = nil } }

    /// Takes a ceremony away whose time is over.
    func takeExpired(_ at: Timestamp) -> Ceremony? {
        inner.withLock { inner in
            guard let ceremony = inner.ceremony, at >= ceremony.expiresAt, !ceremony.isCombining else { return nil }
            inner.ceremony = nil
            return ceremony
        }
    }

    /// Puts a card to the others, or says why it cannot be right. Nothing is said while a delay lasts.
    ///
    /// - Throws: `recovery-delayed`, `not-vouched` while key words are missing, `recovery-under-way` while the cards
    ///   are worked with, `card-refused`, `not-found`.
    func accept(_ presented: PresentedCard, _ id: RequestID, at: Timestamp) throws(VaultError) -> Acceptance {
        let result = inner.withLock { inner -> Result<Acceptance, VaultError> in
            guard var ceremony = inner.ceremony, ceremony.id == id, ceremony.outcome == nil else {
                return .failure(VaultError(.notFound))
            }
            guard !ceremony.isCombining else { return .failure(VaultError(.recoveryUnderWay)) }
            if let seconds = Self.wait(inner, at) {
                return .failure(VaultError(.recoveryDelayed, retryAfterSeconds: seconds))
            }
            guard ceremony.successor == nil || ceremony.isSuccessorTyped else {
                return .failure(
                    VaultError(
                        .notVouched, "First the six key words of the key that takes over, from one of its cards."))
            }
            let waiting = ceremony.people.filter { $0.words == .waiting }.map(\.name.text)
            guard waiting.isEmpty else {
                return .failure(
                    VaultError(.notVouched, "First the six key words of \(waiting.joined(separator: ", "))."))
            }
            do throws(ShareError) {
                let card = try presented.result.get()
                if let first = ceremony.cards.first, !card.isOfSameDeal(as: first) { throw .otherSet(card: 0) }
                if ceremony.cards.contains(where: { $0.number == card.number }) {
                    throw .repeatedCard(card: 0, first: 0)
                }
                ceremony.cards.append(card)
            } catch {
                if case .repeatedCard = error {} else { Self.punish(&inner, at) }
                return .failure(VaultError(card: error))
            }
            let isComplete = ceremony.cards.count == ceremony.needed
            ceremony.isCombining = isComplete
            inner.ceremony = ceremony
            return .success(isComplete ? .complete(ceremony) : .waiting(ceremony))
        }
        return try result.get()
    }

    /// After cards of another key: all are forgotten, the ceremony goes on, and there is a wait.
    func refuseAll(_ id: RequestID, at: Timestamp) {
        inner.withLock { inner in
            guard inner.ceremony?.id == id else { return }
            inner.ceremony?.cards = []
            inner.ceremony?.isCombining = false
            Self.punish(&inner, at)
        }
    }

    /// After right cards: they are forgotten, and so are earlier mistakes.
    func finish(_ id: RequestID, _ outcome: Ceremony.Outcome) {
        inner.withLock { inner in
            inner.wrongCards = 0
            guard inner.ceremony?.id == id else { return }
            inner.ceremony?.cards = []
            inner.ceremony?.isCombining = false
            inner.ceremony?.outcome = outcome
        }
    }

    /// 1, 2, 4 … at most 30 seconds: there is no limit on honest retries.
    private static func punish(_ inner: inout Inner, _ at: Timestamp) {
        inner.wrongCards = inner.wrongCards &+ 1
        inner.notBefore = at.adding(seconds: min(greatestSeconds, 1 << UInt64(min(inner.wrongCards - 1, 5))))
    }

    /// Seconds to wait; a moment further ahead than any delay comes from a clock that jumped back.
    private static func wait(_ inner: Inner, _ at: Timestamp) -> Int? {
        guard at < inner.notBefore else { return nil }
        let milliseconds = inner.notBefore.milliseconds - at.milliseconds
        return milliseconds <= greatestSeconds * 1_000 ? Int((milliseconds + 999) / 1_000) : nil
    }
}
