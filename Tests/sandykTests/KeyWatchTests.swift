import Testing
import VaultModel

@testable import sandyk

/// If one of these fails, somebody waits for what is done, or stops waiting for what is not.
@Suite struct KeyWatchTests {
    private func progress(
        _ parts: [(state: String, remaining: Int)], house: String = "current",
        meta: (done: UInt64, total: UInt64)? = nil,
        waitsFor: [String]? = nil, after previous: RotationProgress? = nil, at: Duration = .zero
    ) -> RotationProgress {
        let key = MetaKeyStatus(
            madeAt: Timestamp(milliseconds: 0), state: meta == nil ? "current" : "resealing", done: meta?.done ?? 0,
            total: meta?.total ?? 0, overdue: false)
        return RotationProgress(items(parts, house, waitsFor), key, after: previous, at: at)
    }

    private func items(
        _ parts: [(state: String, remaining: Int)], _ house: String, _ waitsFor: [String]?
    ) -> [KeyStatusItem] {
        let at = Timestamp(milliseconds: 0)
        return [
            KeyStatusItem(
                id: "KG-1", houseEpoch: 1, houseMadeAt: at, houseState: house, overdue: false,
                compartments: zip(Compartment.allCases, parts).map { compartment, part in
                    CompartmentKeyItem(
                        name: compartment, keyVersion: 2, madeAt: at, state: part.state, remaining: part.remaining,
                        total: part.remaining, overdue: false,
                        waitsFor: waitsFor ?? (["asked", "resealing"].contains(part.state) ? ["bakyt"] : []))
                })
        ]
    }

    @Test func `the estimate is what is left at the rate that was seen`() {
        let first = progress([("resealing", 900), ("asked", 100)])
        #expect(first.versions.total == 1000 && first.secondsLeft == nil)
        let second = progress([("resealing", 500), ("asked", 100)], after: first, at: .seconds(4))
        #expect(second.versions.rate == 100 && second.secondsLeft == 6)
        #expect(
            Message.progress(second, columns: nil)
                == "████████░░░░░░░░░░░░ 40 %  600 of 1000 versions in 2 compartment(s)  about 6 s  goes on with bakyt")
    }

    @Test func `outer keys and the meta key have their bar and estimate too`() {
        let first = progress([], house: "asked")
        #expect(Message.progress(first, columns: nil) == "░░░░░░░░░░░░░░░░░░░░ 0 %  outer keys of 1 of 1 case(s)")
        let meta = progress([], meta: (0, 1000))
        let later = progress([], meta: (250, 1000), after: meta, at: .seconds(5))
        #expect(!later.isDone && later.secondsLeft == 15)
        #expect(
            Message.progress(later, columns: nil) == "█████░░░░░░░░░░░░░░░ 25 %  meta key: 750 rows, about  about 15 s")
    }

    @Test func `it ends when nothing is left, and does not wait for what nobody can open`() {
        let waiting = progress([("current", 0)], house: "asked")
        #expect(!waiting.isDone)
        let done = progress([("current", 0)], after: waiting, at: .seconds(1))
        #expect(done.isDone)
        #expect(Message.progress(done, columns: nil) == "every key is current")
        #expect(!progress([("current", 0)], meta: (10, 10)).isDone)
    }

    @Test func `what waits for cards, or for people who are away, is said and not waited for`() {
        for (state, names) in [("orphaned", []), ("orphaned", [Custodians.name]), ("asked", [])] {
            let left = progress([("current", 0), (state, 3)], waitsFor: names)
            #expect(left.isDone && left.closed == 1)
            #expect(
                Message.progress(left, columns: nil).hasPrefix("every key that somebody here can renew is current; "))
        }
    }

    @Test func `a new rotation begins the counting again`() {
        let first = progress([("resealing", 10)])
        let second = progress([("resealing", 5)], after: first, at: .seconds(1))
        let third = progress([("asked", 50)], after: second, at: .seconds(9))
        #expect(third.versions.total == 50 && third.versions.rate == nil)
    }

    @Test func `the line fits its terminal`() {
        let progress = progress([("resealing", 10)], house: "asked", meta: (1, 9))
        for columns in 10..<120 {
            #expect(DisplayWidth.of(Message.progress(progress, columns: columns)) < columns)
        }
    }
}
