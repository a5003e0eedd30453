import Testing
import VaultModel

@testable import sandyk

/// If one of these fails, somebody waits for what is done, or stops waiting for what is not.
@Suite struct KeyWatchTests {
    private func items(_ parts: [(state: String, remaining: Int)], house: String = "current") -> [KeyStatusItem] {
        let at = Timestamp(milliseconds: 0)
        return [
            KeyStatusItem(
                id: "KG-1", houseEpoch: 1, houseMadeAt: at, houseState: house, overdue: false,
                compartments: zip(Compartment.allCases, parts).map { compartment, part in
                    CompartmentKeyItem(
                        name: compartment, keyVersion: 2, madeAt: at, state: part.state, remaining: part.remaining,
                        total: part.remaining, overdue: false,
                        waitsFor: ["asked", "resealing"].contains(part.state) ? ["bakyt"] : [])
                })
        ]
    }

    @Test func `the estimate is what is left at the rate that was seen`() {
        var progress = RotationProgress(items([("resealing", 900), ("asked", 100)]), after: nil, at: .seconds(0))
        #expect(progress.total == 1000 && progress.secondsLeft == nil)
        progress = RotationProgress(items([("resealing", 500), ("asked", 100)]), after: progress, at: .seconds(4))
        #expect(progress.rate == 100 && progress.secondsLeft == 6)
        #expect(
            Message.progress(progress, columns: nil)
                == "████████░░░░░░░░░░░░ 40 %  600 of 1000 versions in 2 compartment(s)  about 6 s  goes on with bakyt")
    }

    @Test func `it ends when nothing is left, and does not wait for what nobody can open`() {
        let waiting = RotationProgress(items([("current", 0)], house: "asked"), after: nil, at: .seconds(0))
        #expect(!waiting.isDone)
        let done = RotationProgress(items([("current", 0), ("orphaned", 3)]), after: waiting, at: .seconds(1))
        #expect(done.isDone)
        #expect(Message.progress(done, columns: nil) == "every key is current")
    }

    @Test func `a new rotation begins the counting again`() {
        let first = RotationProgress(items([("resealing", 10)]), after: nil, at: .seconds(0))
        let second = RotationProgress(items([("resealing", 5)]), after: first, at: .seconds(1))
        let third = RotationProgress(items([("asked", 50)]), after: second, at: .seconds(9))
        #expect(third.total == 50 && third.rate == nil)
    }

    @Test func `the line fits its terminal`() {
        let progress = RotationProgress(items([("resealing", 10)]), after: nil, at: .seconds(0))
        for columns in 10..<120 {
            #expect(DisplayWidth.of(Message.progress(progress, columns: columns)) < columns)
        }
    }
}
