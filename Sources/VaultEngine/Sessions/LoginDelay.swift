import VaultCrypto
import VaultModel
import VaultStore

/// How long somebody waits after failures, per peer uid and account: growing, at most 30 s, kept over a
/// restart. Never a lock-out.
struct LoginDelay: Sendable {
    static let table = "login_delay"
    private static let greatestSeconds: UInt64 = 30
    private static let freeFailures: UInt32 = 3

    var failures: UInt32 = 0
    var notBefore = Timestamp(milliseconds: 0)

    init() {}

    init(opening row: LoginDelayRow, _ keys: VaultKeys) throws {
        let fields = try keys.openRow(Self.table, key: row.id.bytes, row.sealed)
        guard let failures = fields.integer(1, as: UInt32.self), let moment = fields.integer(2, as: UInt64.self) else {
            throw MalformedEncoding()
        }
        self.failures = failures
        notBefore = Timestamp(milliseconds: moment)
    }

    /// After one more failure: 1, 2, 4 … seconds from the fourth on.
    func afterFailure(_ at: Timestamp) -> LoginDelay {
        var next = self
        next.failures = failures &+ 1
        if next.failures > Self.freeFailures {
            let doublings = min(next.failures - Self.freeFailures - 1, 5)
            next.notBefore = at.adding(seconds: min(Self.greatestSeconds, 1 << UInt64(doublings)))
        }
        return next
    }

    /// - Throws: `login-delayed` while the delay lasts. A moment further ahead than any delay comes from a
    ///   clock that jumped back, and does not count.
    func check(_ at: Timestamp) throws(VaultError) {
        guard at < notBefore, notBefore.milliseconds - at.milliseconds <= Self.greatestSeconds * 1000 else { return }
        let seconds = (notBefore.milliseconds - at.milliseconds + 999) / 1000
        throw VaultError(.loginDelayed, retryAfterSeconds: Int(seconds))
    }

    func row(_ id: RowIndex, _ keys: VaultKeys) throws(CryptoError) -> LoginDelayRow {
        var fields = FieldList()
        fields.set(1, failures)
        fields.set(2, notBefore.milliseconds)
        return LoginDelayRow(id: id, sealed: try keys.sealRow(Self.table, key: id.bytes, fields))
    }
}
